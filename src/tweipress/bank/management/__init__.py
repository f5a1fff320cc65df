"""The bank's commands."""
