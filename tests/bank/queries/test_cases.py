"""Cases through a teller: the calendar claws back once, and waits for the answer to an appeal."""

import pytest

from tests.scratch_books import DAY_S, BooksStage
from tweipress.bank import queries
from tweipress.bank.storage.connection import Connection
from tweipress.core import roles
from tweipress.core.acts.calendar.mature import Mature
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, FlagId, MemberId, SessionId
from tweipress.core.reasons import FlagReason

AUTHOR, READER, CRITIC = map(MemberId, (1, 2, 3))
CLAW_BACK_S = 14 * DAY_S


@pytest.fixture
def earned(books: BooksStage) -> BooksStage:
    """Let a reader and a critic earn something, and flag the reader."""
    for member in (AUTHOR, READER, CRITIC):
        books.member(member, 500)
    books.accept(Role(AUTHOR, roles.Role.EDITOR))
    books.reviewed(AUTHOR, ArticleId(1), 180, 700, 5)
    for member in (READER, CRITIC):
        books.accept(Open(MemberId(member), ArticleId(1), SessionId(f"s{member}")))
        books.clock.advance(60)
        books.accept(Plus(MemberId(member), SessionId(f"s{member}"), 5))
    books.accept(Flag(FlagId(1), READER, FlagReason.EVEN_PACE, "spread", 1, "digest"))
    return books


def standing(member: MemberId) -> queries.Standing:
    """Return a member's standing."""
    shown = queries.standing(member)
    assert shown is not None
    return shown


def balance(account: str) -> int:
    """Return a stored balance."""
    connection = Connection()
    rows = connection.rows("SELECT balance_twei FROM bank_account WHERE name = %s", (account,))
    connection.close()
    return int(rows[0][0]) if rows else 0


def test_a_standing_says_what_is_out_of_reach(earned: BooksStage) -> None:
    before = standing(READER)
    assert (before.spendable_twei, before.vesting_twei, before.held_twei) == (500, 3, 0)
    assert before.is_held
    earned.accept(Hold(FlagId(1), "a script"))
    after = standing(READER)
    assert (after.spendable_twei, after.vesting_twei, after.held_twei) == (500, 0, 3)
    assert standing(CRITIC).spendable_twei == 503


def test_the_masthead_shows_what_the_standing_and_the_rules_call_spendable(
    earned: BooksStage,
) -> None:
    assert queries.spendable_twei(READER) == standing(READER).spendable_twei == 500
    assert queries.spendable_twei(CRITIC) == standing(CRITIC).spendable_twei == 503
    assert queries.spendable_twei(MemberId(4711)) is None


def test_what_vests_under_a_flag_matures_when_it_is_lifted(earned: BooksStage) -> None:
    earned.next_day(20)
    assert (standing(READER).available_twei, standing(READER).vesting_twei) == (
        500,
        3,
    )
    assert standing(CRITIC).available_twei == 503
    earned.accept(Decide(FlagId(1), lifts=True, reason="reads aloud"))
    earned.tick()
    assert standing(READER).available_twei == 503


def test_a_flag_delays_nobody_elses_maturity_nor_is_it_asked_for_endlessly(
    earned: BooksStage,
) -> None:
    earned.next_day(16)
    seq = queries.books_overview().postings
    assert earned.tick() == 0
    assert queries.books_overview().postings == seq
    earned.accept(Mature((READER, CRITIC)))
    assert standing(READER).vesting_twei == 3


def test_the_calendar_claws_back_after_two_weeks_and_once(earned: BooksStage) -> None:
    earned.accept(Hold(FlagId(1), "a script"))
    earned.clock.advance(CLAW_BACK_S - 1)
    earned.tick()
    assert standing(READER).held_twei == 3
    earned.clock.advance(1)
    earned.tick()
    assert (standing(READER).held_twei, standing(READER).is_held) == (0, False)
    assert queries.find_posting(MemberId(0), "claw-back:1", ClawBack) is not None
    assert earned.tick() == 0


def test_the_calendar_waits_for_the_answer_to_an_appeal(earned: BooksStage) -> None:
    earned.accept(Hold(FlagId(1), "a script"))
    earned.accept(Appeal(READER, FlagId(1), "digest"))
    earned.clock.advance(2 * CLAW_BACK_S)
    earned.tick()
    assert standing(READER).held_twei == 3
    earned.accept(Decide(FlagId(1), lifts=False, reason="it was a script"))
    earned.tick()
    assert standing(READER).held_twei == 0


def test_the_statement_tells_of_every_step_and_its_balance_is_the_sum(earned: BooksStage) -> None:
    earned.accept(Hold(FlagId(1), "a script"))
    earned.clock.advance(CLAW_BACK_S)
    earned.tick()
    moved = queries.statement(READER)
    steps = [(line.act, line.account_kind, line.amount_twei, line.balance_twei) for line in moved]
    assert steps == [
        ("claw_back", "held", -3, 500),
        ("hold", "held", 3, 503),
        ("hold", "vesting", -3, 503),
        ("plus", "vesting", 3, 503),
        ("deposit", "available", 500, 500),
    ]
    assert balance("held:2") == 0
