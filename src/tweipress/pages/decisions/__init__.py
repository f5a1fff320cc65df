"""The public log of decisions, and what a member reads of those about themselves."""
