"""Starts the product as an operator does: for tests, benchmarks, the farm and pictures."""
