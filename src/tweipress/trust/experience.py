"""XP from trust for one day's likes, Pluses and dislikes (rulebook, section 7).

Each is floored by itself. A like between two who like each other often counts less each time, as it
does in a comment's reward.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from tweipress.bank.queries.trust_export import Act
from tweipress.core.rules.trust import WHOLE
from tweipress.core.tariff import Tariff
from tweipress.trust.arrays import Numbers, Table, stacked, summed
from tweipress.trust.votes import Comments, Votes, on, times_between


def earned(
    day: Sequence[Act],
    recent: Votes,
    comments: Comments,
    authors: Table,
    trust: Table,
    tariff: Tariff,
) -> Table:
    """Return the XP, of either sign, of whoever got any; `recent` likes dilute those of the day."""
    liked = on(comments, *_pairs(it for it in day if it.act == "like"))
    disliked = on(comments, *_pairs(it for it in day if it.act == "dislike"))
    reader, article = _pairs(it for it in day if it.act == "plus")
    others = np.maximum(0, times_between(liked.member, liked.writer, recent) - 1)
    gains = (
        (liked.writer, tariff.like_xp * (trust.of(liked.member) // (1 + others)) // WHOLE),
        (disliked.writer, -(tariff.dislike_xp * trust.of(disliked.member) // WHOLE)),
        (authors.of(article), tariff.plus_xp * trust.of(reader) // WHOLE),
    )
    found = summed(*(np.concatenate(column) for column in zip(*gains, strict=True)))
    kept = (found.key > 0) & (found.value != 0)
    return Table(found.key[kept], found.value[kept])


def _pairs(acts: Iterable[Act]) -> tuple[Numbers, Numbers]:
    """Return who acted, and on what."""
    member, subject = stacked([[(it.member, it.subject) for it in acts]], 2).T
    return member, subject
