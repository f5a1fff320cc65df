"""Two months of a paper with a population: what a reader, a commenter and an author can expect."""
