"""Books that are older than a figure of the tariff: they open, go on, and learn of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.test_tariff import FIRST, FIRST_HASH
from tests.fresh_books import fresh_database
from tests.scratch_books import BooksStage
from tweipress.bank.audit.audit import Audit
from tweipress.bank.queries import tariff
from tweipress.bank.storage.connection import Connection
from tweipress.core.tariff import default, from_canonical


@pytest.fixture
def books(transactional_db: None, tmp_path: Path) -> Iterator[BooksStage]:
    """Give books that were founded with the first tariff of all."""
    with fresh_database(tmp_path):
        stage = BooksStage(tmp_path, FIRST)
        yield stage
        stage.close()


def hashes() -> list[str]:
    """Return the tariff hash of every posting, in order."""
    link = Connection()
    rows = link.rows("SELECT tariff_hash FROM bank_posting ORDER BY seq")
    assert list(Audit(link).findings()) == []
    link.close()
    return [str(row[0]) for row in rows]


def test_older_books_open_and_learn_of_new_figures_at_the_next_opening(books: BooksStage) -> None:
    assert tariff() == from_canonical(FIRST) != default()
    books.member(1, 40)
    assert set(hashes()) == {FIRST_HASH}
    books.next_day()
    assert tariff() == default()
    assert hashes()[-1] == default().hash
