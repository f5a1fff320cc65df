"""A member's statement: every movement of their Twei, and the posting of a request key."""

from typing import Final

from tweipress.bank.queries.view_models import Movement
from tweipress.bank.storage.connection import Connection, Row
from tweipress.core import chart
from tweipress.core.ids import MemberId
from tweipress.core.money import MAX_TWEI
from tweipress.core.state.registry import RULES, Act

COLUMNS: Final = (
    "e.id, e.posting, p.at_ms, p.act, p.article, p.tariff_hash, e.account, e.amount_twei,"
    " e.spendable_twei"
)
"""What `movement` makes a movement of."""


def statement(member: MemberId, before: int = 0, limit: int = 50) -> list[Movement]:
    """Return a member's movements, newest first, older than entry `before` (0: from the newest)."""
    sql = (
        f"SELECT {COLUMNS} FROM bank_entry e"  # noqa: S608  # our own words
        " JOIN bank_posting p ON p.seq = e.posting"
        " WHERE e.owner = %s AND e.owner > 0 AND e.id < %s ORDER BY e.id DESC LIMIT %s"
    )
    rows = Connection(is_own=False).rows(sql, (member, before or MAX_TWEI, limit))
    return [movement(row) for row in rows]


def movement(row: Row) -> Movement:
    """Return the movement that a row of `COLUMNS` is."""
    entry, seq, at_ms, act, article, tariff_hash, account, amount_twei, balance_twei = row
    return Movement(
        entry=entry,
        seq=seq,
        at_ms=at_ms,
        act=act,
        article=article,
        tariff_hash=tariff_hash,
        account_kind=chart.kind(account),
        amount_twei=amount_twei,
        balance_twei=balance_twei,
    )


def find_posting(member: MemberId, key: str, kind: type[Act]) -> int | None:
    """Return the number of the posting that a request key made of an act of that kind, or None.

    What the key made of another kind of act is no answer to the question.
    """
    sql = "SELECT seq FROM bank_posting WHERE member = %s AND request_key = %s AND act = %s"
    rows = Connection(is_own=False).rows(sql, (member, key, RULES[kind].name))
    return int(rows[0][0]) if rows else None
