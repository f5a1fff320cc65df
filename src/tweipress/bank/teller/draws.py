"""The seed of a jury's draw: the hash of the posting that led to it.

That posting is the ask, or the draw before. Nobody knows its hash before it is written; afterwards
everybody who has the journal can repeat the draw, as the audit does.
"""

from typing import Final

from tweipress.bank.storage.connection import Connection
from tweipress.core.ids import ArticleId
from tweipress.core.money import MAX_TWEI

SEED: Final = (
    "SELECT seq, hash FROM bank_posting WHERE act IN ('ask_review', 'draw_jury')"
    " AND article = %s AND seq < %s ORDER BY seq DESC LIMIT 1"
)


def seed(connection: Connection, article: ArticleId, before: int = MAX_TWEI) -> tuple[int, str]:
    """Return the posting that seeds the draw of an article, written before number `before`.

    That is its number and its hash; 0 and nothing if there is none.
    """
    rows = connection.rows(SEED, (article, before))
    return (int(rows[0][0]), str(rows[0][1])) if rows else (0, "")
