"""Where members report comments, and hear what became of it."""
