"""Builders of what the staff's pages show, composed of the apps' queries and the books."""
