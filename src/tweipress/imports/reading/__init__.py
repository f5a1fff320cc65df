"""Readers: one for each kind of export, all of which give the same values (imports/values.py)."""
