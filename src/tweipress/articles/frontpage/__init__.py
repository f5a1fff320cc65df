"""The front page and the sections' own, as editors arrange them."""
