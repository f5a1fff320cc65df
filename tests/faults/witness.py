"""The witness: compares what callers were told with what the books hold, and says what differs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.core.state.journal import canonical, parsed

POSTINGS = (
    "SELECT act, member, request_key, seq, body, answer, at_ms, hash FROM bank_posting ORDER BY seq"
)
CALENDARS = {"close_day", "open_day", "mature", "settle", "expire", "set_tariff"}
UNKNOWN_SEQ = 0
"""What a page that says only that an act was accepted tells of its number."""

Request = tuple[int, str]


class Stored(NamedTuple):
    """A posting as the books have it."""

    seq: int
    body: str
    answer: str
    at_ms: int
    hash: str


@dataclass
class Told:
    """What was asked under one key, perhaps by several callers, and what they were told."""

    bodies: set[str] = field(default_factory=set)
    receipts: list[tuple[int, int, str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


class Witness:
    """Remembers all that was told since the books were fresh."""

    def __init__(self, connection: Connection) -> None:
        """Take what the books hold now as given."""
        self._connection = connection
        self._told: dict[Request, Told] = {}
        self._history: dict[int, str] = {}
        self._wrong: list[str] = []
        self.counts: Counter[str] = Counter()
        given, _ = self._books()
        self._given = set(given)
        self._connection.close()

    def hear(self, lines: Iterable[dict[str, Any]]) -> None:
        """Take in what callers wrote down."""
        for line in lines:
            what, key = line["what"], line["key"]
            self.counts[what] += 1
            told = self._told.setdefault((line["member"], key), Told())
            if what == "asked" and line["body"]:
                told.bodies.add(line["body"])
            elif what == "accepted":
                seq, at_ms, answer = line["receipt"]
                told.receipts.append((seq, at_ms, canonical(answer)))
            elif what == "refused":
                told.refusals.append(line["name"])
            elif what in {"raised", "unanswered"}:
                self._wrong.append(f"{key} {what}: {line.get('error', '')}")
            elif what == "reused" and line["name"] != "KEY_REUSED":
                self._wrong.append(f"{key} asked for another act was answered {line['name']}")

    def left_open(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield key and act of what was asked by callers who did not live to hear the answer."""
        for (_, key), told in self._told.items():
            if told.bodies and not told.receipts and not told.refusals:
                yield key, parsed(next(iter(told.bodies)))

    def findings(self) -> list[str]:
        """Compare; every sentence is something that must not happen."""
        findings, self._wrong = self._wrong, []
        try:
            postings, doubles = self._books()
            findings += doubles
            findings += self._told_differs(postings)
            findings += self._unasked(postings)
            findings += self._rewritten(postings)
            findings += [f"audit: {finding}" for finding in Audit(self._connection).findings()]
        finally:
            self._connection.close()
        return findings

    def _books(self) -> tuple[dict[Request, tuple[str, Stored]], list[str]]:
        postings: dict[Request, tuple[str, Stored]] = {}
        doubles = []
        for act, member, key, *rest in self._connection.rows(POSTINGS):
            if (member, key) in postings:
                doubles.append(f"{key} was posted twice")
            postings[member, key] = act, Stored(*rest)
        return postings, doubles

    def _told_differs(self, postings: dict[Request, tuple[str, Stored]]) -> Iterator[str]:
        for request, told in self._told.items():
            key = request[1]
            _, stored = postings.get(request, ("", None))
            if stored is None:
                yield from (
                    f"{key} was accepted as {receipt[0]} and is lost" for receipt in told.receipts
                )
                continue
            if told.bodies and stored.body not in told.bodies:
                yield f"{key} was posted with another body"
            if told.refusals and not told.receipts:
                yield f"{key} was refused ({told.refusals[0]}) and posted as {stored.seq}"
            yield from (
                f"{key} was told {receipt}, the books have {stored}"
                for receipt in told.receipts
                if receipt not in {(stored.seq, stored.at_ms, stored.answer), UNKNOWN}
            )

    def _unasked(self, postings: dict[Request, tuple[str, Stored]]) -> Iterator[str]:
        for request in postings.keys() - self._told.keys() - self._given:
            act, stored = postings[request]
            if act not in CALENDARS:
                yield f"{request[1]} was posted as {stored.seq}, and nobody asked for it"

    def _rewritten(self, postings: dict[Request, tuple[str, Stored]]) -> Iterator[str]:
        history = {stored.seq: stored.hash for _, stored in postings.values()}
        for seq, digest in self._history.items():
            if history.get(seq) != digest:
                yield f"posting {seq} is not what it was"
        self._history = history


UNKNOWN = (UNKNOWN_SEQ, 0, canonical({}))
