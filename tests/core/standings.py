"""Who the machine's cast are, and the tariffs that it is played under."""

from dataclasses import replace

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    MODERATOR,
    OUTSIDER,
    READER,
)
from tweipress.core.tariff import Tariff, default, override


def with_juries(tariff: Tariff) -> Tariff:
    """Return a tariff by which the machine's few members can be jurors."""
    return replace(tariff, review_candidates_min=1)


TARIFFS = (
    default(),
    with_juries(
        override({"comment_twei": 4, "comment_bond_twei": 3, "like_own_twei": 9, "minus_twei": 1})
    ),
    override({"quote_divisor": 1, "plus_author_bps": 10_000, "ramp_start_bps": 10_000}),
    with_juries(
        override({"publish_twei": 7, "publish_to_readers_bps": 0, "subsidy_match_bps": 9_999})
    ),
)
STANDINGS = {
    AUTHOR: (20, True, 100, 900),
    READER: (20, True, 1000, 300),
    CRITIC: (30, True, 600, 90),
    BOT: (20, False, 0, 200),
    MODERATOR: (40, False, 300, 40),
    OUTSIDER: (13, False, 0, 60),
    COMMENTER: (20, False, 0, 400),
    EDITOR: (30, True, 1000, 700),
}
RING = frozenset({BOT, OUTSIDER, COMMENTER})
RINGS_OWN = 2
"""The number of the ring's first article, and of the first comment on it."""
