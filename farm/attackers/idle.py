"""Accounts that open as many sessions as they may, let them expire, and never rate."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, paid_nothing
from farm.stage.reading import Play, opened
from farm.stage.reckoning import Reckoning
from tweipress.bank import queries as books
from tweipress.core.reasons import FlagReason
from tweipress.core.rules.reading import session_life_ms
from tweipress.core.units import MS_PER_S

FLAGGED_MIN = 0.95
WINDOWS = 2
"""So many windows of days hold one whole window, on whichever day they begin."""


class Idle(Family):
    """They gain nothing by it; other readers are quoted less while the sessions live."""

    number = "18"
    what = "open as many sessions as they may, all at the same moment, and never rate"
    size, short_size = 14, 2

    def plays(self) -> list[Play]:
        """Let all of them open the same articles at the same moments."""
        return [self._open(account) for account in self.accounts]

    def _open(self, account: Account) -> Play:
        days = 1 if self.short else WINDOWS * books.tariff().risk_opened_days
        for day in range(days):
            yield self.stage.until(6.0, days=min(day, 1))
            for post in self.todays(self.paper.posts):
                if opened(account, post.slug, switch=True) is None:
                    break
                life_ms = session_life_ms(post.time_to_read_s, books.tariff())
                yield life_ms / MS_PER_S + 1

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They are paid nothing, and nearly all are flagged."""
        yield paid_nothing(end)
        share = end.share(frozenset({FlagReason.NEVER_RATES}))
        said = f"flagged for never rating ≥ {FLAGGED_MIN:.0%}"
        if not self.short:
            yield Bound(said, f"{share:.0%}", share >= FLAGGED_MIN)
