"""The moderators' queue: who is looking at what, and what was decided why."""
