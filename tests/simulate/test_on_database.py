"""The same scenarios through a teller on a scratch database: same books, same invariants."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from tests.core.machine import Economy
from tests.depth import examples
from tests.simulate.test_fuzz import OPENING, lines
from tweipress import bank
from tweipress.core.tariff import Tariff
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.player import Bank
from tweipress.simulate.run import as_text, run

STORIES = Path(__file__).parents[1] / "stories"
SEARCH = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


pytestmark = pytest.mark.scratch_books


@pytest.fixture(autouse=True)
def databases(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let these tests reach databases: each makes one of its own, and drops it."""
    with django_db_blocker.unblock():
        yield


def on_database(scene: list[str]) -> str:
    """Return the final books of a scenario that a teller played."""
    with bank.scratch_books() as books:
        return as_text(run(scene, books))


def test_the_story_ends_with_the_same_books_on_a_database() -> None:
    scene = (STORIES / "one_article.jsonl").read_text(encoding="utf-8").split("\n")
    assert on_database(scene) == (STORIES / "one_article.books.json").read_text(encoding="utf-8")


def test_figures_at_their_limits_end_with_the_same_books_on_a_database() -> None:
    scene = Path(__file__).with_name("limits.jsonl").read_text(encoding="utf-8").split("\n")
    books = as_text(run(scene, MemoryBank))
    assert books.count('"refused": "AMOUNT_WRONG"') == 3
    assert on_database(scene) == books


@settings(SEARCH, max_examples=examples(8))
@given(st.lists(lines(), min_size=10, max_size=40))
def test_random_scenarios_end_with_the_same_books_on_a_database(scene: list[str]) -> None:
    assert on_database(OPENING + scene) == as_text(run(OPENING + scene, MemoryBank))


class TellersEconomy(Economy):
    """The machine that tries the economy, with a teller for its bank."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()

    def new_bank(self, tariff: Tariff) -> Bank:
        """Return a teller's bank on a database of its own."""
        return self.stack.enter_context(bank.scratch_books())(tariff, self.gates)

    def teardown(self) -> None:
        self.stack.close()


def test_the_invariants_hold_at_the_teller_whatever_members_do() -> None:
    few = settings(SEARCH, max_examples=examples(8), stateful_step_count=20)
    run_state_machine_as_test(TellersEconomy, settings=few)
