"""Pages about changes of published articles: texts that wait to be shown, and notices."""
