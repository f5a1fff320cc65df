"""What a statement's address asks for: a period, a kind of act, an article."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from tweipress.bank import clock
from tweipress.bank.queries import Chosen
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId
from tweipress.core.state.registry import RULES_BY_NAME
from tweipress.core.units import MS_PER_S, moment

DAYS: Final = 30
"""How long a period is if none is asked for: a month, which a chart can show day by day."""
DAYS_MAX: Final = 366
"""The longest period at one time: a year. It bounds what a page sums up and a file holds."""
EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A period of whole UTC days, both included, an act (empty: all), and an article (0: all)."""

    since: date
    until: date
    act: str
    article: int
    before: int

    @property
    def chosen(self) -> Chosen:
        """Return the same for the books."""
        after = self.until + timedelta(days=1)
        return Chosen(_ms(self.since), _ms(after), self.act, ArticleId(self.article))

    def query(self, **changed: object) -> str:
        """Return the part of an address that asks for this, with changes."""
        values = {"since": self.since, "until": self.until, "act": self.act}
        return urlencode({**values, "article": self.article or "", **changed})


def asked(given: QueryDict) -> Asked:
    """Return what is asked for; what cannot be is not found."""
    until = _day(given.get("until", "")) or moment(clock.now_ms()).date()
    since = _day(given.get("since", "")) or max(EPOCH, _back(until, DAYS - 1))
    act = given.get("act", "")
    article = number_in(given.get("article") or "0")
    before = number_in(given.get("before") or "0")
    if article is None or before is None or (act and act not in RULES_BY_NAME):
        raise Http404("No statement has this kind, article or page.")
    if since > until or (until - since).days >= DAYS_MAX:
        raise Http404("A period begins before it ends, and is a year at most.")
    return Asked(since, until, act, article, before)


def _back(day: date, days: int) -> date:
    return EPOCH if (day - EPOCH).days < days else day - timedelta(days=days)


def _day(text: str) -> date | None:
    """Return a date from its usual form; None if none is given."""
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise Http404("This is no day.") from None
    if not EPOCH <= day < date.max:
        raise Http404("No books are of that time.")
    return day


def _ms(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp()) * MS_PER_S
