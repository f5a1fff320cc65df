"""What is special for speed alone: each module says what it saves, and what drops what it keeps.

Without any of them every page would show the same.
"""
