"""What members keep of articles: whom and what they follow, and what they want to read later."""
