"""Views around articles: how they are filed, followed, saved and shared."""
