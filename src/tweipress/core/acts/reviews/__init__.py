"""Acts of a review before publication: asking, drawing a jury, verdicts, decisions."""
