"""Benchmarks: every figure that the product claims, compared with peers (`make bench`).

A section is a module with `run(short)`, named in __main__.py; frame/ writes the results to
docs/benchmarks.md. bank/ measures acts, web/ requests, growth/ what a million members change.
tests/ prove what must be true rather than fast.
"""
