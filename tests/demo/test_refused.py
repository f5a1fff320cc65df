"""Where the demo does not run: in production, and on books that are not its own."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from tests.demo.conftest import place
from tests.scratch_books import BooksStage
from tweipress.bank import BooksClosedError, rehearse
from tweipress.people.models import Member

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_production_has_no_demo_and_nothing_is_done(tmp_path: Path) -> None:
    with place(tmp_path) as demo, override_settings(PRODUCTION=True):
        with pytest.raises(CommandError, match=r"^The demo is not for production: .*$"):
            demo.run()
        with pytest.raises(RuntimeError, match="wall clock"), rehearse(0):
            pass
        assert not Member.objects.exists()


def test_a_site_with_books_of_its_own_is_left_alone(books: BooksStage, tmp_path: Path) -> None:
    with (
        override_settings(TWEIPRESS_DATA=tmp_path),
        pytest.raises(CommandError, match="not the demo, or a demo whose filling was interrupted"),
    ):
        call_command("demo", "--no-serve", stdout=StringIO())
    assert not Member.objects.exists()


def test_books_that_a_running_site_holds_cannot_be_rehearsed(books: BooksStage) -> None:
    with pytest.raises(BooksClosedError, match="stop the running site first"), rehearse(0):
        pass
