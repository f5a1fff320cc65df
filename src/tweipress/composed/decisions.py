"""Decisions as people read them: what, why, for how long, about which article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tweipress.articles import queries as articles
from tweipress.core.units import S_PER_DAY
from tweipress.decisions import queries as decisions
from tweipress.decisions.queries import Decision, Kind, Why
from tweipress.http.links import post_path
from tweipress.people import queries as people
from tweipress.people.queries import Card

OF_TEXTS: Final = frozenset({Kind.HIDE, Kind.RESTORE, Kind.REMOVE, Kind.VERSION, Kind.NOTICE})
"""Decisions about something that stands, or stood, on a public page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A decision as a page shows it; `url` is empty where it is about no text.

    `of_what` is what was lifted or shortened. `by` is for moderators alone.
    """

    row: Decision
    what: str
    of_what: str
    why: str
    title: str
    url: str
    length_s: int
    until: datetime | None
    is_in_force: bool
    is_after_notice: bool
    by: Card | None


def lines(
    rows: Iterable[Decision], *, is_public: bool = False, for_staff: bool = False
) -> list[Line]:
    """Return decisions with the titles of their articles; who decided is for the staff alone.

    In the public log only what is about a text names its article: a mute beside the comment that
    it was for would name whom nobody named.
    """
    listed = list(rows)
    posts = articles.by_numbers(sorted({row.article for row in listed if row.article}))
    cards = people.cards(row.by for row in listed) if for_staff else {}
    shown = []
    for row in listed:
        about = row.of or row
        post = posts.get(row.article or 0) if not is_public or about.kind in OF_TEXTS else None
        block = f"comment-{row.comment}" if row.comment else ""
        shown.append(
            Line(
                row,
                str(Kind(row.kind).label),
                str(Kind(about.kind).label) if row.of else "",
                str(Why(row.why).label),
                post.title if post else "",
                post_path(post.slug, block) if post else "",
                _length_s(row),
                row.ends_at,
                decisions.is_in_force(row),
                row.source.startswith(decisions.AFTER_NOTICE),
                cards.get(row.by),
            )
        )
    return shown


def _length_s(row: Decision) -> int:
    """Return for how long a mute or a suspension was meant, in seconds; 0 for no end."""
    begins = row.of.at if row.of else row.at
    return (
        round((row.ends_at - begins).total_seconds() / S_PER_DAY) * S_PER_DAY if row.ends_at else 0
    )
