"""Notes on passages of an article, for those who work on it. Readers never see them."""
