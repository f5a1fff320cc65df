"""The operator's commands: one line each, whatever happens."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tweipress.bank import queries as books_queries
from tweipress.core.ids import MemberId
from tweipress.pages.blocks.statement import statement
from tweipress.people import queries
from tweipress.people.models import Member


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_a_role_is_granted_and_taken_and_opens_the_staff_pages_meanwhile(reader: Member) -> None:
    run("role", "grant", "Reader", "moderator")
    reader.refresh_from_db()
    assert (queries.roles_of(reader), reader.is_staff) == (frozenset({"moderator"}), True)
    assert not reader.is_superuser
    run("role", "take", "reader", "moderator")
    reader.refresh_from_db()
    assert (queries.roles_of(reader), reader.is_staff) == (frozenset(), False)


def test_points_are_issued_to_the_pool_and_to_members(reader: Member) -> None:
    before_twei = books_queries.books_overview().pool_twei
    run("issue", "pool", "500")
    assert books_queries.books_overview().pool_twei == before_twei + 500
    assert run("issue", "reader", "70", "--note", "a gift") == "Issued 70 Twei to reader.\n"
    standing = books_queries.standing(MemberId(reader.pk))
    assert standing
    assert standing.available_twei == 70


@pytest.mark.parametrize(
    "amount", ["0", "-5", str(2**63 - 1), str(2**63), "9" * 40, "-" + "9" * 40]
)
def test_an_amount_that_the_books_cannot_hold_is_refused(amount: str, reader: Member) -> None:
    with pytest.raises(CommandError, match=r"^AMOUNT_WRONG: The amount must be"):
        run("issue", "reader", "--", amount)
    assert statement(MemberId(reader.pk)).rows == []


@pytest.mark.parametrize("amount", ["1.5", "much", ""])
def test_an_amount_that_is_no_whole_number_is_refused(amount: str, books: object) -> None:
    with pytest.raises(CommandError, match="invalid whole_number"):
        run("issue", "pool", amount)


@pytest.mark.parametrize("words", [("role", "grant", "nobody", "editor"), ("issue", "nobody", "1")])
def test_a_member_who_does_not_exist_is_named(words: tuple[str, ...], books: object) -> None:
    with pytest.raises(CommandError, match="no member called nobody"):
        run(*words)


def test_a_role_that_does_not_exist_is_refused(reader: Member) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        run("role", "grant", "reader", "king")
