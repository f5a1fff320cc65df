"""Imports: bringing in old articles with their comments and members, from a file."""
