"""What readers see first: the look, the front page, the article page, search and error pages."""
