"""The schema of the books, step by step."""
