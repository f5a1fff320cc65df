"""What a former version answered, as multiples of the yardstick's plain Django page.

Measured once: two cores with the callers on them, 32 clients, SQLite, 10 000 readers, default
settings. To measure again, serve that commit from an environment of its own, fill it with the same
plans, and load it and the yardstick in turns, with nothing else on the machine: its sixteen threads
get more of a busy machine than the yardstick's one.
"""

from typing import Final

COMMIT: Final = "ad9844f"
HOW: Final = """on a machine where the yardstick answers about 340/s when nothing else runs; not yet
in turns with it, so that a tenth more or less means nothing"""
YARD_PER_S: Final = 340
SHIPPED: Final = {
    "post-visited": 85 / YARD_PER_S,
    "posts-visited": 85 / YARD_PER_S,
    "posts": 50 / YARD_PER_S,
    "likes": 298 / YARD_PER_S,
    "beacons": 179 / YARD_PER_S,
    "pluses": 153 / YARD_PER_S,
    "comments": 172 / YARD_PER_S,
    "front-visited": 64 / YARD_PER_S,
    "front": 53 / YARD_PER_S,
    "statement": 55 / YARD_PER_S,
    "search-visited": 60 / YARD_PER_S,
    "search": 60 / YARD_PER_S,
}
"""Requests a second of each plan (requests.py), over those of the yardstick."""
