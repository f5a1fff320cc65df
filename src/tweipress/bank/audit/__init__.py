"""The audit: replays the journal and compares every stored figure with it."""
