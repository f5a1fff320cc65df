"""Names beside the numbers of rows: titles of articles, and names of members; in portions."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from tweipress.articles.queries import takeout as articles
from tweipress.articles.queries.takeout import Named
from tweipress.core.ids import MemberId
from tweipress.http.links import post_path

T = TypeVar("T")
PORTION: Final = 500
"""Rows whose names are looked up together."""
NAMELESS: Final = Named("", "")


def portions(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield rows in lists."""
    waiting = iter(rows)
    while portion := list(islice(waiting, PORTION)):
        yield portion


def titled(
    rows: Iterable[T], article: Callable[[T], int], reader: MemberId
) -> Iterator[tuple[T, Named]]:
    """Yield rows with what their article is called; that is empty for one that is not public."""
    for portion in portions(rows):
        known = articles.named({article(row) for row in portion}, reader)
        for row in portion:
            yield row, known.get(article(row), NAMELESS)


def address(named: Named) -> str:
    """Return where an article is on the site, empty if it is not public."""
    return post_path(named.slug) if named.slug else ""
