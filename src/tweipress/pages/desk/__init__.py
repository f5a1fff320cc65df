"""The desk: the newsroom's pages."""
