"""Appeals against decisions of moderators: one each, answered by somebody else, by a date."""
