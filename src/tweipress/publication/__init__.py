"""The paper that an operator makes of a site: its name and look, its sections, its own pages."""
