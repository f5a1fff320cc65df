"""Fronts: as readers see them, and the page on which editors arrange them."""
