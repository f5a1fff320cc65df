"""Any act that is registered, with plausible values: read from its fields, so no act is named."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Final, Protocol, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from tests.core.stage import CAST
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import (
    CONSOLE,
    ArticleId,
    CommentId,
    FlagId,
    MemberId,
    ReportId,
    SessionId,
)
from tweipress.core.state.registry import RULES, Act

KINDS: Final = sorted(RULES.keys() - {Grade}, key=lambda kind: kind.__name__)
"""Every kind but the grade: trust comes from outside, and the ring must have none (I12)."""
MORE: Final = 1
"""How many numbers beyond those in use are tried."""


class Played(Protocol):
    """What there is in the books so far."""

    articles: int
    comments: int
    flags: int
    serial: int
    sessions: dict[int, str]


def any_act(kind: type[Act], books: Played, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Act:
    """Return an act of a kind; `draw` picks each field's value."""
    hints = get_type_hints(kind)
    return kind(**{name: draw(values(hint, books)) for name, hint in hints.items()})


def values(hint: Any, books: Played) -> st.SearchStrategy[Any]:
    """Return what a field of a type may hold, refused values among them."""
    if get_origin(hint) is tuple:
        *parts, last = get_args(hint)
        if last is Ellipsis:
            return st.lists(values(parts[0], books), max_size=3).map(tuple)
        return st.tuples(*(values(part, books) for part in (*parts, last)))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return st.sampled_from(_plain(books)[hint])


def _plain(books: Played) -> dict[Any, Sequence[Any]]:
    return {
        MemberId: (*CAST, CONSOLE),
        ArticleId: range(1, books.articles + MORE + 1),
        CommentId: range(1, books.comments + MORE + 1),
        FlagId: range(1, books.flags + MORE + 1),
        SessionId: (*books.sessions.values(), f"s{books.serial}", ""),
        ReportId: (f"r{books.serial}", ""),
        bool: (False, True),
        int: (3, 180, 700, 1, 0, -1),
        str: ("why", ""),
    }
