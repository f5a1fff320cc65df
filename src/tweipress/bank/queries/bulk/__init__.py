"""Reads of many rows, for jobs: the journal as it grows, and what trust is computed from."""
