"""Feeds and sitemaps: what programs are told of the site's articles. No figure of a person."""
