"""Commands that play with the rules, away from the site's own books."""
