"""On the rules alone: plays and populations too large for a site."""
