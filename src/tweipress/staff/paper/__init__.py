"""The operator's pages about the paper: its look, its sections, its own pages."""
