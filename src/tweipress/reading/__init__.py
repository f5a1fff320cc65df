"""Reading: proof of reading, ratings, and what is kept about readings."""
