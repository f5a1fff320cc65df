"""Full-text search in published articles, and which articles are related.

The analysis of words is ours (folding.py, lexemes.py, terms.py), so that both databases find the
same: SQLite by FTS5, PostgreSQL by tsvector (engine.py). It is an app nested in that of articles.
"""
