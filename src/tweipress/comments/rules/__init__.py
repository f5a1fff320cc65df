"""The rules for comments of the site, its sections and single articles, and what they say."""
