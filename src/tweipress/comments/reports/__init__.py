"""Reports: what members say breaks the rules. They are free, and apart from a dislike."""
