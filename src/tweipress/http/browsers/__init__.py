"""Sessions of browsers: who is signed in, in a table that says whose each one is."""
