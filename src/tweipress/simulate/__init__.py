"""Scenarios: acts written down line by line, played on books in memory or through a teller."""
