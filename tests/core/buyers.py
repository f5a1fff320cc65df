"""Remembers every line with its day, and checks every report against them."""

from collections import Counter, defaultdict
from itertools import chain

from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.money.report import Report
from tweipress.core.pnl import Amounts, Line
from tweipress.core.records.books import Books
from tweipress.core.records.pnl import Report as Copy
from tweipress.core.records.pnl import ReportScope
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff


class Buyers:
    """A memory of its own of what was bought, and of what could have been learned by it.

    Days are counted by their closes: a line belongs to the day that the next close ends.
    """

    def __init__(self, tariff: Tariff) -> None:
        self.needed = tariff.report_other_members
        self.price_twei = tariff.report_twei
        self.lines: dict[int, dict[int, list[tuple[int, Line, int]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.seen: dict[tuple[int, int], int] = {}
        self.authors: dict[int, set[int]] = {}

    def saw(self, act: Act, answer: Outcome | Refused, books: Books) -> None:
        """Check what was sold and what was refused; remember the lines of an accepted act."""
        if isinstance(act, Report):
            self._asked(act, answer, books.closes)
        if isinstance(answer, Outcome):
            if isinstance(act, Publish):
                self.authors[act.article] = {act.member, *(member for member, _ in act.shares)}
            for article, member, line, twei in answer.lines:
                self.lines[article][books.closes].append((member, line, twei))

    def _asked(self, act: Report, answer: Outcome | Refused, closes: int) -> None:
        is_whole = act.scope is ReportScope.WHOLE
        others = self._others(act, closes)
        if isinstance(answer, Refused):
            if answer.reason is Refusal.TOO_FEW_MEMBERS:
                assert is_whole, "a report of one's own"
                assert others < self.needed, "a report refused without need"
            return
        copy = next(record for record in answer.records if isinstance(record, Copy))
        if is_whole:
            assert others >= self.needed, "a report about too few"
            assert copy.amounts == self._sums(act.article, 0, closes), "not as of the close"
            self.seen[act.article, act.member] = closes
        else:
            own = self._sums(act.article, act.member, closes + 1)
            assert copy.amounts == own.plus(Line.PNL_REPORTS, self.price_twei), "not one's own"

    def _others(self, act: Report, closes: int) -> int:
        """Count who else has lines of days closed by now that the buyer has not seen yet.

        All authors are one.
        """
        seen = self.seen.get((act.article, act.member), 0)
        days = self.lines[act.article]
        fresh = chain.from_iterable(days[day] for day in range(seen, closes))
        authors = self.authors.get(act.article, set())  # empty: nobody has published it
        ones = {0 if member in authors else member for member, _, _ in fresh}
        return len(ones - {0 if act.member in authors else act.member})

    def _sums(self, article: int, of: int, closes: int) -> Amounts:
        """Return a member's amounts, or everybody's (0), of the first days."""
        sums: Counter[Line] = Counter()
        for day, lines in self.lines[article].items():
            for member, line, twei in lines:
                if day < closes and of in {0, member}:
                    sums[line] += twei
        return Amounts._make(sums[line] for line in Line)
