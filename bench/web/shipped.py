"""What a former version answered, as multiples of the yardstick's plain Django page.

Measured once: two cores with the callers on them, 32 clients, SQLite, 10 000 readers, default
settings. To measure again, serve that commit from an environment of its own, fill it with the same
plans, and load it and the yardstick in turns, with nothing else on the machine: its sixteen threads
get more of a busy machine than the yardstick's one.
"""

from typing import Final

COMMIT: Final = "ad9844f"
HOW: Final = """in turns with it on a quiet machine, pages before acts, medians of five to
seven rounds; the yardstick answered 355 to 370/s, and what was shipped 60 to 310/s"""
SHIPPED: Final = {
    "post-visited": 0.284,
    "posts-visited": 0.293,
    "posts": 0.181,
    "likes": 0.843,
    "beacons": 0.545,
    "pluses": 0.420,
    "comments": 0.477,
    "front-visited": 0.204,
    "front": 0.171,
    "statement": 0.239,
    "search-visited": 0.206,
    "search": 0.175,
}
"""Requests a second of each plan (requests.py), over those of the yardstick."""
