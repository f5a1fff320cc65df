"""Detectors of automated reading: one account by itself, and groups of accounts."""
