"""Deposit: value enters the books."""

from tests.core.stage import CRITIC, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.core.money import MAX_TWEI


def test_a_deposit_lands_in_what_a_member_has_available(stage: Stage) -> None:
    assert stage.moves(Deposit(READER, 7)) == [("ext", "available:2", 7)]


def test_a_deposit_to_nobody_in_particular_lands_in_the_pool(stage: Stage) -> None:
    assert stage.moves(Deposit(MemberId(0), 7)) == [("ext", "pool", 7)]


def test_a_deposit_needs_no_open_day(stage: Stage) -> None:
    stage.close_day()
    stage.give(READER, 1)
    assert stage.balance("available:2") == 1001


def test_an_amount_of_nothing_or_less_is_refused(stage: Stage) -> None:
    assert stage.refusal(Deposit(READER, 0)) == "AMOUNT_WRONG"
    assert stage.refusal(Deposit(READER, -1)) == "AMOUNT_WRONG"


def test_the_books_hold_what_64_bits_hold_and_not_one_more(stage: Stage) -> None:
    room_twei = MAX_TWEI + stage.balance("ext")
    assert stage.refusal(Deposit(READER, room_twei + 1)) == "AMOUNT_WRONG"
    assert stage.refusal(Deposit(READER, 10**30)) == "AMOUNT_WRONG"
    stage.give(READER, room_twei)
    assert stage.balance("ext") == -MAX_TWEI
    assert stage.refusal(Deposit(READER, 1)) == "AMOUNT_WRONG"


def test_huge_amounts_emit_and_pay_without_a_slip(stage: Stage) -> None:
    stage.give(0, 10**18)
    stage.next_day()
    assert stage.balance("day:read") == 10**18 * 2 // 100 * 8 // 10 + 16_000
    stage.publish(reviewed=True)
    assert stage.balance("lane:1:open") + stage.balance("lane:1:trusted") == 16 * 10**14 + 1630


def test_a_deposit_to_someone_unknown_is_refused(stage: Stage) -> None:
    assert stage.refusal(Deposit(MemberId(NOBODY), 7)) == "UNKNOWN_MEMBER"


def test_only_an_operator_issues_points(stage: Stage) -> None:
    assert stage.refusal(Deposit(READER, 7, by=CRITIC)) == "ROLE_MISSING"
    assert stage.refusal(Deposit(READER, 7, by=MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    stage.do(Role(CRITIC, roles.Role.OPERATOR))
    stage.do(Deposit(READER, 7, by=CRITIC))
