"""Warnings, mutes, suspensions and bans of members, and what moderators note about members."""
