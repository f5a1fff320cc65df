"""The moderators' pages about members: decisions, memos, appeals."""
