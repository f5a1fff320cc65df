"""The moderators' queue: what waits, its context, and the decisions about it."""
