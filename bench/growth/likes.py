"""Fills books for a night's trust: members, comments, and 90 days of likes on them.

Records are written in SQL, with the postings of the last day only: the computation reads no others.
It does not use the indexes of votes either, which take longer to fill than all the rest.
"""

from datetime import timedelta
from typing import Final

from django.db import connections

from bench.bank.stage import DAY as FIRST_DAY
from bench.bank.stage import START_MS, Stage, records
from tweipress.bank.storage.connection import BOOKS, Connection
from tweipress.bank.storage.tables import TABLES
from tweipress.core.records.books import Books, Day
from tweipress.core.units import MS_PER_DAY

MEMBERS_AN_EDITOR: Final = 1_000
"""Enough editors for trust to reach every liked member in whole thousandths."""
APART: Final = 10
"""Every tenth member's likes were given on the last day."""
WINDOW_MS: Final = 89 * MS_PER_DAY
UNTIL_MS: Final = START_MS + MS_PER_DAY

SCATTERED: Final = "(m.member * 7919 + k * 104729)"
"""Numbers whose remainders by the number of comments spread the likes."""

LIKES: Final = """
WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < {each} - 1),
given AS (
    SELECT m.member, {scattered} % {comments} + 1 AS comment,
        {until} - 1 - (m.member * 48271 + k * 997) % 1000 * ({window} / 1000) AS at_ms
    FROM bank_member m CROSS JOIN n
)
INSERT INTO bank_vote (member, comment, writer, kind, at_ms, reason)
SELECT member, comment, comment, 'like', at_ms, '' FROM given WHERE member <> comment
"""
POSTINGS: Final = """
INSERT INTO bank_posting (seq, act, member, article, request_key, body, inputs, answer,
    tariff_hash, at_ms, prev_hash, hash)
SELECT row_number() OVER (ORDER BY v.member, v.comment), 'like', v.member, c.article,
    'like:' || v.comment, '{{"comment":' || v.comment || ',"member":' || v.member || '}}',
    '{{}}', '{{}}', '', {until} - 1, '', ''
FROM bank_vote v JOIN bank_comment c ON c.comment = v.comment
WHERE v.member % {apart} = 0
"""
HEAD: Final = (
    "INSERT INTO bank_head (id, epoch, seq, hash, at_ms)"
    " SELECT 1, 0, count(*), '', {until} FROM bank_posting"
)
AFTERWARDS: Final = (
    "UPDATE bank_comment SET writer = comment, article = comment % {articles} + 1",
    "UPDATE bank_member SET roles = 'editor' WHERE member <= {editors}",
    LIKES,
    POSTINGS,
    HEAD,
)


def lay_likes(members: int, each: int) -> dict[str, int]:
    """Fill empty books with members and their likes; return the figures."""
    half = members // 2
    stage = Stage(half, half, max(1, members // 100))
    filled = {
        "each": each,
        "scattered": SCATTERED,
        "comments": stage.comments,
        "articles": stage.articles,
        "editors": max(1, members // MEMBERS_AN_EDITOR),
        "until": UNTIL_MS,
        "window": WINDOW_MS,
        "apart": APART,
    }
    connection = Connection()
    connection.begin()
    for kind, some in records(stage).items():
        connection.put(TABLES[kind], [TABLES[kind].row(record) for record in some])
    today = (FIRST_DAY + timedelta(days=1)).isoformat()
    connection.put(TABLES[Day], [TABLES[Day].row(Day(1, today))])
    (books,) = records(stage)[Books]
    assert isinstance(books, Books)
    connection.put(TABLES[Books], [TABLES[Books].row(books._replace(day=today, day_number=1))])
    for name in _indexes():
        connection.run(f"DROP INDEX {name}")
    for statement in AFTERWARDS:
        connection.run(statement.format(**filled))
    connection.commit()
    edges = "SELECT count(*), count(DISTINCT member * 10000000 + writer) FROM bank_vote"
    likes, pairs = connection.rows(edges)[0]
    connection.close()
    return {"likes": likes, "edges": pairs}


def _indexes() -> list[str]:
    """Return the names of the votes' indexes, without the primary key's."""
    with connections[BOOKS].cursor() as cursor:
        constraints = connections[BOOKS].introspection.get_constraints(cursor, "bank_vote")
    connections[BOOKS].close()
    return [
        name
        for name, constraint in constraints.items()
        if constraint["index"] and not constraint["primary_key"]
    ]
