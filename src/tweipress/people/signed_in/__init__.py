"""Where a member is signed in: the list of their sessions, and signing out of some."""
