"""XP from trust for one day's likes, dislikes, Pluses and Minuses (rulebook, section 7).

Each is floored by itself. Likes between the same two members count less each time, as they do in a
comment's reward.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from tweipress.bank.queries.bulk.trust_export import Act
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
    """Return the XP that members gained or lost; `recent` likes dilute those of the day."""
    liked = on(comments, *_pairs(act for act in day if act.act == "like"))
    disliked = on(comments, *_pairs(act for act in day if act.act == "dislike"))
    reader, article = _pairs(act for act in day if act.act == "plus")
    critic, criticised = _pairs(act for act in day if act.act == "minus")
    others = np.maximum(0, times_between(liked.member, liked.writer, recent) - 1)
    gains = (
        (liked.writer, tariff.like_xp * (trust.of(liked.member) // (1 + others)) // WHOLE),
        (disliked.writer, -(tariff.dislike_xp * trust.of(disliked.member) // WHOLE)),
        (authors.of(article), tariff.plus_xp * trust.of(reader) // WHOLE),
        (authors.of(criticised), -(tariff.minus_xp * trust.of(critic) // WHOLE)),
    )
    sums = summed(*(np.concatenate(column) for column in zip(*gains, strict=True)))
    kept = (sums.key > 0) & (sums.value != 0)
    return Table(sums.key[kept], sums.value[kept])


def _pairs(acts: Iterable[Act]) -> tuple[Numbers, Numbers]:
    """Return who acted, and on what."""
    member, subject = stacked([[(act.member, act.subject) for act in acts]], 2).T
    return member, subject
