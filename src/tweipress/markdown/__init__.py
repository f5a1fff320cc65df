"""What every Markdown parser of the site shares: emphasis beside scripts without spaces, links."""
