"""A member's figures: earnings, the statement of a period, files of it, reports over time."""
