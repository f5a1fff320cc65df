"""`tweipress trust`; that a site starts it by itself is a matter of tests/config/test_nights.py."""

import fcntl
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.scratch_books import BooksStage
from tweipress.bank.queries.bulk.trust_export import night_is_due
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId


def trust() -> str:
    """Run the command in this process."""
    out = StringIO()
    call_command("trust", stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give the command a folder of its own."""
    settings.TWEIPRESS_DATA = tmp_path
    return tmp_path


def test_it_says_in_a_line_what_it_did_and_does_it_once(books: BooksStage) -> None:
    assert trust().startswith("No night is due")
    for member in (1, 2):
        books.member(member)
    books.accept(Role(MemberId(1), roles.Role.EDITOR))
    books.accept(Vouch(MemberId(1), MemberId(2)))
    books.next_day()
    assert night_is_due()
    assert (
        trust() == "Night after 2026-01-01: all likes read, 2 members changed, 1 parts committed.\n"
    )
    assert not night_is_due()
    assert trust().startswith("No night is due")


def test_a_second_process_leaves_the_night_to_the_first(books: BooksStage, folder: Path) -> None:
    books.next_day()
    with (folder / "trust.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert trust() == "Another process computes this night.\n"
        assert night_is_due()
    assert "0 members changed" in trust()


def test_a_refused_part_ends_in_one_line(books: BooksStage) -> None:
    books.next_day()
    books.accept(Deposit(MemberId(0), 1), "grade:2026-01-01:0")
    with pytest.raises(CommandError, match="not graded to its end: KEY_REUSED") as refused:
        trust()
    assert "\n" not in str(refused.value)
