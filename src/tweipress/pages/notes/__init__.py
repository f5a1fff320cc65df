"""Notes and the checklist of an article, for those who work on it."""
