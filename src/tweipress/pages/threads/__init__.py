"""Threads of comments on pages: what stands below what, portions, permalinks and replies."""
