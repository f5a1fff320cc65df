"""Fetches what a peer is made of, by the package managers that are there, into a folder."""
