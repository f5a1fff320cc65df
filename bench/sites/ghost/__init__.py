"""Ghost on SQLite, in production mode and with its own defaults, as its command line starts it."""
