"""Members: who they are, how they sign in, and what they say about themselves and each other."""
