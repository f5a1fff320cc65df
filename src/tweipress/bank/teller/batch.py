"""A batch: acts judged one after another and written in one transaction."""

import json
import time
from collections.abc import Sequence
from typing import NamedTuple

from tweipress.bank import turns
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.tables import ENTRIES, POSTINGS, RECEIPTS
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.encoding import canonical, posting_hash
from tweipress.bank.teller.preload import preload
from tweipress.bank.teller.ticket import Answer, Receipt, Ticket
from tweipress.core.refusals import Refusal
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.journal import (
    GENESIS,
    Entry,
    Posting,
    entry_owner,
    netted,
)
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import rule_of

HEAD_SELECT = "SELECT epoch, seq, hash, at_ms FROM bank_head WHERE id = 1"
HEAD_UPDATE = (
    "UPDATE bank_head SET seq = %s, hash = %s, at_ms = %s WHERE id = 1 AND epoch = %s AND seq = %s"
)


class FencedError(Exception):
    """Another teller has taken over; this one may not write any more."""


class Head(NamedTuple):
    """The end of the journal, and the epoch in which it may be written."""

    epoch: int
    seq: int
    hash: str
    at_ms: int


def read_head(connection: Connection) -> Head:
    """Return the end of the journal as the database has it; its beginning if there is none yet."""
    rows = connection.rows(HEAD_SELECT)
    return Head(*rows[0]) if rows else Head(0, 0, GENESIS, 0)


class Batch:
    """The postings and entries of one transaction in the making."""

    def __init__(self, connection: Connection, world: StoredWorld, head: Head, now_ms: int) -> None:
        """Start after `head`; time never goes back behind the last posting."""
        self.connection = connection
        self.world = world
        self.start = self.head = head
        self.now_ms = max(now_ms, head.at_ms)
        self.postings: list[Row] = []
        self.entries: list[Row] = []
        self._known: dict[tuple[int, str], tuple[str, Receipt]] = {}
        self.commit_us = 0

    def run(self, tickets: Sequence[Ticket]) -> list[Answer]:
        """Judge every ticket and commit what was accepted; raise when that could not be done."""
        if not self.connection.is_begun:
            self.connection.begin()
        try:
            self._find_known(tickets)
            if len(tickets) > 1:
                preload(self.world, (ticket.act for ticket in tickets))
            answers = [self._answer(ticket) for ticket in tickets]
            if self.postings:
                self._write()
            elif read_head(self.connection).epoch != self.head.epoch:
                raise FencedError("refusals, too, are the leader's to give")
            started_ns = time.perf_counter_ns()
            with turns.waiting():
                self.connection.commit()
            self.commit_us = (time.perf_counter_ns() - started_ns) // 1000
        except BaseException:
            self.connection.rollback()
            raise
        return answers

    def _answer(self, ticket: Ticket) -> Answer:
        known = self._known.get((ticket.member, ticket.key))
        if known is not None:
            body, receipt = known
            return receipt if body == ticket.body else refuse(Refusal.KEY_REUSED)
        tariff = tariff_in_force(self.world)
        answer = judge(ticket.act, self.world, tariff, self.now_ms)
        if isinstance(answer, Refused):
            return answer
        self.world.apply(answer)
        receipt = self._post(ticket, answer, self.world.books.tariff_hash)
        self._known[ticket.member, ticket.key] = (ticket.body, receipt)
        return receipt

    def _post(self, ticket: Ticket, outcome: Outcome, tariff_hash: str) -> Receipt:
        seq = self.head.seq + 1
        entries = self._entries(seq, outcome)
        posting = Posting(
            seq=seq,
            act=rule_of(ticket.act).name,
            member=ticket.member,
            article=outcome.article,
            request_key=ticket.key,
            body=ticket.body,
            inputs=canonical(outcome.inputs),
            answer=canonical(outcome.answer),
            tariff_hash=tariff_hash,
            at_ms=self.now_ms,
            prev_hash=self.head.hash,
        )
        digest = posting_hash(posting, entries)
        self.postings.append((*posting, digest))
        self.head = Head(self.head.epoch, seq, digest, self.now_ms)
        return Receipt(seq, self.now_ms, dict(outcome.answer))

    def _entries(self, seq: int, outcome: Outcome) -> list[Entry]:
        world, entries = self.world, []
        for account, amount_twei in netted(outcome.transfers).items():
            owner = entry_owner(account)
            balance_twei = world.balance(account)
            owned_twei = world.owned(owner) if owner else 0
            entries.append(Entry(account, amount_twei, balance_twei, owned_twei))
            self.entries.append((seq, account, owner, amount_twei, balance_twei, owned_twei))
        return entries

    def _write(self) -> None:
        with self.connection.together():
            self.connection.put(POSTINGS, self.postings)
            if self.entries:
                self.connection.put(ENTRIES, self.entries)
            self.world.flush()
        new = self.head
        done = self.connection.run(
            HEAD_UPDATE, (new.seq, new.hash, new.at_ms, new.epoch, self.start.seq)
        )
        if done != 1:
            raise FencedError(f"epoch {new.epoch} is over")

    def _find_known(self, tickets: Sequence[Ticket]) -> None:
        """Look up which of the keys were accepted before, with one query."""
        keys = [(ticket.member, ticket.key) for ticket in tickets]
        for member, key, body, seq, at_ms, answer in self.connection.find(RECEIPTS, keys):
            self._known[member, key] = (body, Receipt(seq, at_ms, json.loads(answer)))
