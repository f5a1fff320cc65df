"""What a former version answered, as multiples of the yardstick's plain Django page."""

from typing import Final

COMMIT: Final = "ad9844f"
SHIPPED: Final = {
    "post-visited": 0.25,
    "posts-visited": 0.25,
    "posts": 0.15,
    "likes": 0.87,
    "beacons": 0.53,
    "pluses": 0.45,
    "comments": 0.5,
    "front-visited": 0.19,
    "front": 0.16,
    "statement": 0.16,
    "search-visited": 0.18,
    "search": 0.17,
}
