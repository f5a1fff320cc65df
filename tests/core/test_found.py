"""Found: the first act of every journal."""

from tests.core.stage import Stage
from tweipress.core import acts
from tweipress.core.memory import MemoryWorld
from tweipress.core.outcome import Refused
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.tariff import default


def test_books_are_founded_once(stage: Stage) -> None:
    assert stage.refusal(acts.Found(default().canonical())) == "ALREADY_FOUNDED"


def test_nothing_happens_to_books_that_are_not_founded() -> None:
    answer = judge(acts.Deposit(0, 1), MemoryWorld(), default(), 0)
    assert isinstance(answer, Refused)
    assert answer.name == "NOT_FOUNDED"


def test_a_site_cannot_lift_its_gates() -> None:
    unlocked = acts.Found(default().canonical(), scenario=False, gates=False)
    answer = judge(unlocked, MemoryWorld(), default(), 0)
    assert isinstance(answer, Refused)
    assert answer.name == "FIXED_STANDING"


def test_the_tariff_in_force_is_the_one_the_books_were_founded_with(stage: Stage) -> None:
    assert tariff_in_force(stage.world) == default()
    assert tariff_in_force(MemoryWorld()) == default()
