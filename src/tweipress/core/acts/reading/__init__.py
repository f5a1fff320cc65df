"""Acts of reading: opening a session, rating an article, letting a session expire."""
