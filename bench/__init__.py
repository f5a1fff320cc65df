"""Every figure that the product claims, measured beside its peers: `make bench`.

A section is a module with `run(short)`; page.py writes what they found to docs/benchmarks.md. What
must be true, rather than fast, is in tests/.
"""
