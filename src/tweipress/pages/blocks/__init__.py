"""Builders of what pages show, composed of the apps' queries and the books."""
