"""Whom members mute, so that they do not see them, and block, so that they are left alone."""
