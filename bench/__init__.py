"""Benchmarks: every figure that the product claims, compared with peers (`make bench`).

A section is a module with `run(short)`; page.py writes the results to docs/benchmarks.md. tests/
prove what must be true rather than fast.
"""
