"""Where the books are kept: connections, tables, the stored world, read sessions."""
