"""`tweipress audit` prints its result and ends with the right status."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.utils import OperationalError

from tests.scratch_books import BooksStage
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection


def said(*options: str) -> str:
    """Run the audit and return what it prints."""
    out = StringIO()
    call_command("audit", *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("options", [(), ("--quiet",)])
def test_clean_books_are_called_clean_with_their_head(
    books: BooksStage, options: tuple[str, ...]
) -> None:
    last = books.member(1)
    assert "the books are clean. Head " in said(*options)
    assert last == 1


def test_books_that_differ_end_with_status_1(
    books: BooksStage, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = Connection()
    connection.run("UPDATE bank_account SET balance_twei = balance_twei + 1 WHERE name = 'pool'")
    connection.close()
    with pytest.raises(SystemExit, match="1"):
        call_command("audit")
    assert "1 differences in" in capsys.readouterr().out


def test_books_that_cannot_be_read_are_a_kind_sentence(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_audit: Audit) -> None:
        raise OperationalError("the database is away")

    monkeypatch.setattr(Audit, "findings", away)
    with pytest.raises(CommandError, match="cannot be read: the database is away"):
        said()
