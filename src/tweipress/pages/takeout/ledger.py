"""What the books have of a member: acts, the statement, balances, readings, votes and reports."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext

from tweipress.bank.queries import takeout as books
from tweipress.core.ids import MemberId
from tweipress.core.state.registry import RULES_BY_NAME
from tweipress.pages.takeout.archive import Archive, at
from tweipress.pages.takeout.naming import address, titled

Rows = Iterator[tuple[object, ...]]
ACTS: Final = ("posting", "at", "act", "what", "article", "title", "details")
STATEMENT: Final = (
    *("entry", "posting", "at", "act", "what", "article", "title", "comment", "account"),
    *("amount_twei", "account_after_twei", "total_after_twei"),
)
BALANCES: Final = ("account", "twei")
READINGS: Final = (
    *("session", "article", "title", "address", "started", "ended", "ended_by", "quote_twei"),
)
VOTES: Final = ("comment", "article", "title", "address", "at", "vote", "reason")
REPORTS: Final = ("at", "article", "title", "scope", "as_of_close", *books.AMOUNTS)


def write_acts(archive: Archive, name: str, member: MemberId) -> None:
    """Write everything that the member asked of the books, and that they accepted."""
    archive.table(name, ACTS, _acts(member))


def write_statement(archive: Archive, name: str, member: MemberId) -> None:
    """Write every entry on the member's accounts."""
    archive.table(name, STATEMENT, _statement(member))


def write_balances(archive: Archive, name: str, member: MemberId) -> None:
    """Write what is on each account now."""
    archive.table(name, BALANCES, books.balances(member))


def write_readings(archive: Archive, name: str, member: MemberId) -> None:
    """Write when each reading began and ended, and how."""
    archive.table(name, READINGS, _readings(member))


def write_votes(archive: Archive, name: str, member: MemberId) -> None:
    """Write the likes and dislikes that the member gave."""
    archive.table(name, VOTES, _votes(member))


def write_reports(archive: Archive, name: str, member: MemberId) -> None:
    """Write the reports that the member bought."""
    archive.table(name, REPORTS, _reports(member))


def _acts(member: MemberId) -> Rows:
    for act, named in titled(books.acts(member), lambda row: row.article, member):
        what, article = gettext(RULES_BY_NAME[act.act].label), act.article or None
        yield act.seq, at(act.at_ms), act.act, what, article, named.title, act.fields


def _statement(member: MemberId) -> Rows:
    for entry, named in titled(books.entries(member), lambda row: row.article, member):
        what, article = gettext(RULES_BY_NAME[entry.act].label), entry.article or None
        yield (
            *(entry.entry, entry.seq, at(entry.at_ms), entry.act, what, article, named.title),
            *(entry.comment or None, entry.account),
            *(entry.amount_twei, entry.balance_twei, entry.total_twei),
        )


def _readings(member: MemberId) -> Rows:
    for read, named in titled(books.sessions(member), lambda row: row.article, member):
        yield (
            *(read.session, read.article, named.title, address(named)),
            *(at(read.opened_ms), at(read.ended_ms), read.end, read.quote_twei),
        )


def _votes(member: MemberId) -> Rows:
    for row, named in titled(books.votes(member), lambda row: row[1], member):
        comment, article, at_ms, kind, reason = row
        yield comment, article, named.title, address(named), at(at_ms), kind, reason


def _reports(member: MemberId) -> Rows:
    for row, named in titled(books.reports(member), lambda row: row[1], member):
        at_ms, article, scope, closed, *amounts = row
        yield at(at_ms), article, named.title, scope, closed, *amounts
