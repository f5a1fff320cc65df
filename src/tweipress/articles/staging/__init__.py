"""Changes of published articles: texts that wait to be shown, and notices of what was wrong."""
