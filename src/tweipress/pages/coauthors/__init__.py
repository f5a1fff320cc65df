"""Sharing an article: the author's form, and what whoever is asked sees and answers."""
