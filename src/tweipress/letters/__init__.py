"""Letters: newsletters that people have asked for, what was sent to whom, and what came back."""
