"""Commands of the site as a whole; each app keeps its own."""
