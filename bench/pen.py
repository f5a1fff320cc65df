"""Writes honest postings without a teller: the rules judge each act in memory, nothing commits.

What comes out are rows as the teller would have written them, chained and balanced; the facts and
balances that belong to them are in `world` at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bench.crowd import Step
from tweipress.bank.ticket import actor
from tweipress.core import chart
from tweipress.core.acts import NAMES
from tweipress.core.codec import to_data
from tweipress.core.facts import Article
from tweipress.core.journal import (
    GENESIS,
    Entry,
    Posting,
    canonical,
    entry_owner,
    netted,
    posting_hash,
)
from tweipress.core.memory import MemoryWorld
from tweipress.core.outcome import Outcome, Refused
from tweipress.core.rulebook import judge, tariff_in_force

Row = tuple[Any, ...]


class CrowdWorld(MemoryWorld):
    """A world of millions of accounts, which asks the articles alone what is in escrow."""

    def escrowed_articles(self, after: int, up_to: int) -> Sequence[int]:
        """Return the articles in that range whose escrow holds anything, in order."""
        known: Iterable[Any] = self.facts.get(Article, {})
        return sorted(it for it in known if after < it <= up_to and self._holds(it))

    def _holds(self, number: int) -> bool:
        lanes = (self.balance(chart.lane(number, name)) for name in chart.LANES)
        return any(lanes) or self.balance(chart.review(number)) > 0


class Pen:
    """The end of a journal in the making."""

    def __init__(self) -> None:
        """Begin with empty books."""
        self.world = CrowdWorld()
        self.seq = 0
        self.entries = 0
        self.refused = 0
        self.hash = GENESIS
        self.at_ms = 0

    def write(self, steps: Iterable[Step]) -> Iterator[tuple[Row, list[Row]]]:
        """Yield each accepted act's posting and entries as rows; refused ones are counted."""
        for step in steps:
            tariff = tariff_in_force(self.world)
            self.at_ms = max(self.at_ms, step.at_ms)
            outcome = judge(step.act, self.world, tariff, self.at_ms)
            if isinstance(outcome, Refused):
                self.refused += 1
            else:
                self.world.apply(outcome)
                yield self._post(step, outcome)

    def _post(self, step: Step, outcome: Outcome) -> tuple[Row, list[Row]]:
        self.seq += 1
        entries = [self._entry(*change) for change in netted(outcome.transfers).items()]
        posting = Posting(
            seq=self.seq,
            act=NAMES[type(step.act)],
            member=actor(step.act),
            article=outcome.article,
            request_key=step.key,
            body=canonical(to_data(step.act)),
            inputs=canonical(outcome.inputs),
            answer=canonical(outcome.answer),
            tariff_hash=self.world.books.tariff_hash,
            at_ms=self.at_ms,
            prev_hash=self.hash,
        )
        self.hash = posting_hash(posting, entries)
        rows: list[Row] = []
        for account, *figures in entries:
            self.entries += 1
            rows.append((self.entries, self.seq, account, entry_owner(account), *figures))
        return (*posting, self.hash), rows

    def _entry(self, account: str, amount_twei: int) -> Entry:
        owner = entry_owner(account)
        owned_twei = self.world.owned(owner) if owner else 0
        return Entry(account, amount_twei, self.world.balance(account), owned_twei)
