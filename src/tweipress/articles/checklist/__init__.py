"""The checklist before publishing: what an article needs here, and who saw to it."""
