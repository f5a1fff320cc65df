"""Reads about readings, one module for each noun."""
