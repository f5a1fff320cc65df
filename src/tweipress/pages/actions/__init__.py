"""Writes that need two apps; one module for each noun."""
