"""Threads of comments: whom a comment answers, in which order threads stand, and portions."""
