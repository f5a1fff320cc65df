"""Reading: sessions and proof of reading over HTTP, ratings, and the Read-to-Earn panel."""
