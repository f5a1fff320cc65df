"""The peers: our teller, several forms of one transaction an act, and the raw limit."""
