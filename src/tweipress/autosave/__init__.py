"""Autosave: working copies of what members are writing, kept apart from what they have saved."""
