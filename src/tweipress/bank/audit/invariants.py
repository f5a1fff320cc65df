"""The invariants of the books (rulebook, section 8), checked on the tables that a replay filled.

Each check is a query for rows that break the invariant. The queries run on SQLite, where the audit
computes. The replay itself checks I2, I4, I6 and I7.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from tweipress.bank.storage.connection import Connection
from tweipress.core.pnl import LOSS, PROFIT, Amounts

DEPOSITS: Final = "CREATE TEMP TABLE audit_deposit (member BIGINT NOT NULL, twei BIGINT NOT NULL)"
"""What members were given from outside; no table of the books has these sums."""
DEPOSIT_INSERT: Final = "INSERT INTO audit_deposit VALUES (%s, %s)"

PROFIT_TWEI: Final = " + ".join(Amounts._fields[line] for line in PROFIT)
LOSS_TWEI: Final = " + ".join(Amounts._fields[line] for line in LOSS)
SIGN: Final = "CASE member WHEN 0 THEN -1 ELSE 1 END"
SUMS_DIFFER: Final = " OR ".join(f"sum({SIGN} * {name}) <> 0" for name in Amounts._fields)


class Check(NamedTuple):
    """A query for rows that break an invariant, and the sentence for each of them."""

    sentence: str
    query: str


SUM: Final = Check(
    "I1: the accounts sum to {}",
    "SELECT sum(balance_twei) AS total FROM bank_account HAVING total <> 0",
)
WEALTH: Final = Check(
    "I3: member {} has {}, not {}",
    f"""
    SELECT member, sum(has), sum(owed) FROM (
      SELECT owner AS member, balance_twei AS has, 0 AS owed FROM bank_account
        WHERE kind IN ('available', 'vesting', 'held') AND balance_twei > 0
      UNION ALL SELECT c.writer, a.balance_twei, 0 FROM bank_account a
        JOIN bank_comment c ON c.comment = CAST(substr(a.name, 6) AS INTEGER)
        WHERE a.kind = 'bond' AND a.balance_twei > 0
      UNION ALL SELECT COALESCE(p.author, r.author), a.balance_twei, 0 FROM bank_account a
        LEFT JOIN bank_article p ON p.article = a.article
        LEFT JOIN bank_review r ON r.article = a.article
        WHERE a.kind = 'review' AND a.balance_twei > 0
      UNION ALL SELECT member, 0, twei FROM audit_deposit
      UNION ALL SELECT member, 0, {PROFIT_TWEI} - ({LOSS_TWEI}) FROM bank_pnl
        WHERE member <> 0
      UNION ALL SELECT member, 0, -amount_twei FROM bank_hold WHERE state = 'clawed'
    ) GROUP BY member HAVING sum(has) <> sum(owed)
    """,  # noqa: S608  # names of our own columns
)
HELD: Final = Check(
    "I3: held:{} holds {}, its live holds took {}",
    """
    SELECT member, sum(held), sum(taken) FROM (
      SELECT owner AS member, balance_twei AS held, 0 AS taken FROM bank_account
        WHERE kind = 'held'
      UNION ALL SELECT member, 0, amount_twei FROM bank_hold WHERE state = 'live'
    ) GROUP BY member HAVING sum(held) <> sum(taken)
    """,
)
FLAGGED: Final = Check(
    "I3: member {} is under {} flags, not {}",
    """
    SELECT member, sum(under), sum(standing) FROM (
      SELECT member, flags AS under, 0 AS standing FROM bank_member WHERE flags <> 0
      UNION ALL SELECT member, 0, 1 FROM bank_flag
        WHERE NOT shadow AND state IN ('open', 'upheld')
    ) GROUP BY member HAVING sum(under) <> sum(standing)
    """,
)
PLUSES: Final = Check(
    "I5: the Pluses of article {} paid {}, more than {}",
    """
    SELECT p.article, p.earned_for_pluses, sum(l.given_twei) AS given FROM bank_lane l
      JOIN bank_pnl p ON p.article = l.article AND p.member = 0
      GROUP BY l.article HAVING p.earned_for_pluses > given
    """,
)
RESERVED: Final = Check(
    "I8: reserved:{} holds {}, its session's quote is {}",
    """
    SELECT member, sum(held), sum(quoted) FROM (
      SELECT owner AS member, balance_twei AS held, 0 AS quoted FROM bank_account
        WHERE kind = 'reserved'
      UNION ALL SELECT member, 0, quote_twei FROM bank_session WHERE live
    ) GROUP BY member HAVING sum(held) <> sum(quoted)
    """,
)
REPORTS: Final = Check(
    "I11: the lines of article {} do not sum to the whole post's",
    f"SELECT article FROM bank_pnl GROUP BY article HAVING {SUMS_DIFFER}",  # noqa: S608  # as above
)
CHECKS: Final = (SUM, WEALTH, HELD, FLAGGED, PLUSES, RESERVED, REPORTS)


def broken(computed: Connection) -> Iterator[str]:
    """Yield a sentence for each row that breaks an invariant."""
    for check in CHECKS:
        for row in computed.stream(check.query):
            yield check.sentence.format(*row)
