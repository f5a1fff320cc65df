"""The requests that the web section measures, and how much faster than as shipped each must be."""

from dataclasses import dataclass
from typing import Final

OK: Final = 200
SEE_OTHER: Final = 303


@dataclass(frozen=True)
class Request:
    """A kind of request: `plan` is the file of its lines; an act's line is sent once."""

    name: str
    plan: str
    times: float | None
    """The target with default settings, in multiples of the figure as shipped."""
    times_of_two: float | None = None
    """The same with two workers and the teller as a process."""
    status: int = OK
    is_once: bool = False


REQUESTS: Final = (
    Request("article page, visitor", "post-visited", 20),
    Request("200 articles in turn, visitor", "posts-visited", None),
    Request("article page, signed in", "posts", 5, 7),
    Request("like", "likes", 3, 4.5, SEE_OTHER, is_once=True),
    Request("section proven (beacon)", "beacons", 6, is_once=True),
    Request("Plus", "pluses", 3, 4, SEE_OTHER, is_once=True),
    Request("comment", "comments", 2, None, SEE_OTHER, is_once=True),
    Request("front page, visitor", "front-visited", 5),
    Request("front page, signed in", "front", 5),
    Request("statement, a full page", "statement", 4),
    Request("search, visitor", "search-visited", 5),
    Request("search, signed in", "search", 5),
)

COMPARED: Final = tuple(
    request
    for request in REQUESTS
    if request.plan in {"post-visited", "posts", "likes", "comments"}
)
"""What other platforms are asked for as well."""
