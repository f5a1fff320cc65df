"""How the comments of a page hang together: which stands below which, and the links onward."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from django.utils.translation import gettext as _

from tweipress.comments.queries import PublicComment
from tweipress.comments.threads.queries import DEPTH_MAX, Portion, Sort, answered
from tweipress.http.fast.addresses import address
from tweipress.pages.view_models.comments import Answered, Shown, Ways
from tweipress.people.queries import Card


def elsewhere(rows: Sequence[PublicComment]) -> dict[int, PublicComment]:
    """Return the comments that some of these answer and that are not among them."""
    here = {row.number for row in rows}
    return answered({row.parent for row in rows if row.parent and row.parent not in here})


def nested(
    rows: Sequence[PublicComment],
    shown: Sequence[Shown],
    cut: AbstractSet[int],
    missing: Mapping[int, PublicComment],
    cards: Mapping[int, Card],
) -> tuple[Shown, ...]:
    """Return the comments that stand alone, each with its replies.

    A reply stands below the comment that it answers or, at the greatest depth, beside it; if that
    one is not here, below the first of its thread. Then it says whom it answers.
    """
    known = {row.number: row for row in rows}
    above: dict[int, int] = {}
    names: dict[int, Answered] = {}
    for row in sorted(rows, key=lambda one: one.seq):
        if row.parent is None:
            continue
        parent = known.get(row.parent) or missing.get(row.parent)
        is_flat = row.parent in known and known[row.parent].depth == DEPTH_MAX
        place = row.parent if row.parent in known and not is_flat else row.root or 0
        if is_flat:
            place = above.get(row.parent, row.root or 0)
        if place in known:
            above[row.number] = place
        if place != row.parent and parent is not None and parent.writer in cards:
            names[row.number] = Answered(parent.number, cards[parent.writer].name)
    return _hung(rows, shown, above, names, cut)


def _hung(
    rows: Sequence[PublicComment],
    shown: Sequence[Shown],
    above: Mapping[int, int],
    names: Mapping[int, Answered],
    cut: AbstractSet[int],
) -> tuple[Shown, ...]:
    lasts: dict[int, int] = {row.root or row.number: row.number for row in rows}
    below: dict[int, list[Shown]] = {}
    done: dict[int, Shown] = {}
    by_time = sorted(zip(rows, shown, strict=True), key=lambda pair: pair[0].seq, reverse=True)
    for row, one in by_time:
        replies = tuple(reversed(below.get(row.number, [])))
        more = address("comments:show", row.number) if row.number in cut else ""
        made = replace(
            one,
            replies=replies,
            answers=names.get(row.number),
            more_url=f"{more}?after={lasts[row.number]}#replies" if more else "",
        )
        if row.number in above:
            below.setdefault(above[row.number], []).append(made)
        else:
            done[row.number] = made
    return tuple(done[row.number] for row in rows if row.number in done)


def ways(slug: str, portion: Portion, sort: Sort, *, is_member: bool) -> Ways:
    """Return the links to other orders, to the next portion, and to what is new."""
    first = [row for row in portion.rows if row.root is None]
    every = address("comments:all", slug)
    newest = max((row.seq for row in portion.rows), default=0)
    names = {Sort.BEST: _("Best"), Sort.NEWEST: _("Newest"), Sort.OLDEST: _("Oldest")}
    links = ((name, f"{every}?sort={one}#comments", one is sort) for one, name in names.items())
    return Ways(
        sorts=tuple(links) if len(first) > 1 else (),
        more=f"{every}?sort={sort}&after={portion.after}" if portion.after else "",
        new=f"{address('comments:new', slug)}?after={newest}" if is_member else "",
    )
