"""Co-authors: who shares an article with its author, in which parts, and who has agreed."""
