"""The bank alone: rules, acts a second and memory, beside peers that do the same work."""
