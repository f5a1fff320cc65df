"""Found: the first act of every journal."""

from tests.core.stage import Stage
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import default


def test_books_are_founded_once(stage: Stage) -> None:
    assert stage.refusal(Found(default().canonical())) == "ALREADY_FOUNDED"


def test_nothing_happens_to_books_that_are_not_founded() -> None:
    answer = judge(Deposit(MemberId(0), 1), MemoryWorld(), default(), 0)
    assert isinstance(answer, Refused)
    assert answer.name == "NOT_FOUNDED"


def test_a_site_cannot_lift_its_gates() -> None:
    unlocked = Found(default().canonical(), scenario=False, gates=False)
    answer = judge(unlocked, MemoryWorld(), default(), 0)
    assert isinstance(answer, Refused)
    assert answer.name == "FIXED_STANDING"


def test_the_tariff_in_force_is_the_one_the_books_were_founded_with(stage: Stage) -> None:
    assert tariff_in_force(stage.world) == default()
    assert tariff_in_force(MemoryWorld()) == default()
