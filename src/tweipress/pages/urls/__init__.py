"""Addresses, one module for each URL namespace."""
