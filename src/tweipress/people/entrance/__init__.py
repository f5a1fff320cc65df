"""Signing in: who may try, which devices are known, and what the owner of an address is told."""
