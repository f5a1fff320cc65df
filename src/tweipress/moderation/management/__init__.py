"""The commands about flags."""
