"""A member's pages of notifications: what they are told, what they want to be told, and where."""
