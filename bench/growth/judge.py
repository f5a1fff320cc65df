"""Judges a crowd's acts in memory, without a teller or commits.

The results are plain tuples that another process turns into rows (writer.py); the records and
balances are in `world` at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bench.growth.crowd import Step
from tweipress.core import chart
from tweipress.core.ids import ArticleId
from tweipress.core.records.article import Article
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.codec import to_data
from tweipress.core.state.journal import entry_owner, netted
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import rule_of

Judged = tuple[Any, ...]
"""A posting's fields up to its time, before JSON, and its entries with their owners."""


class CrowdWorld(MemoryWorld):
    """A world of millions of accounts that looks for escrow only among articles."""

    def escrowed_articles(self, after: int, up_to: ArticleId) -> Sequence[ArticleId]:
        """Return the articles in that range whose escrow holds anything, in order."""
        known: Iterable[Any] = self.records.get(Article, {})
        return sorted(
            article for article in known if after < article <= up_to and self._holds(article)
        )

    def _holds(self, number: int) -> bool:
        lanes = (self.balance(chart.lane(ArticleId(number), name)) for name in chart.LANES)
        return any(lanes) or self.balance(chart.review(ArticleId(number))) > 0


class Judge:
    """Judges acts and numbers their postings."""

    def __init__(self) -> None:
        """Begin with empty books."""
        self.world = CrowdWorld()
        self.seq = 0
        self.entries = 0
        self.refused = 0
        self.at_ms = 0

    def accepted(self, steps: Iterable[Step]) -> Iterator[Judged]:
        """Yield each accepted act; count refused ones."""
        for step in steps:
            tariff = tariff_in_force(self.world)
            self.at_ms = max(self.at_ms, step.at_ms)
            outcome = judge(step.act, self.world, tariff, self.at_ms)
            if isinstance(outcome, Refused):
                self.refused += 1
            else:
                self.world.apply(outcome)
                yield self._post(step, outcome)

    def _post(self, step: Step, outcome: Outcome) -> Judged:
        self.seq += 1
        entries = [self._entry(*change) for change in netted(outcome.transfers).items()]
        self.entries += len(entries)
        return (
            self.seq,
            rule_of(step.act).name,
            rule_of(step.act).actor(step.act),
            outcome.article,
            step.key,
            to_data(step.act),
            outcome.inputs,
            outcome.answer,
            self.world.books.tariff_hash,
            self.at_ms,
            entries,
        )

    def _entry(self, account: str, amount_twei: int) -> tuple[str, int, int, int, int]:
        owner = entry_owner(account)
        owned_twei = self.world.owned(owner) if owner else 0
        return account, owner, amount_twei, self.world.balance(account), owned_twei
