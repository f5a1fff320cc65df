"""A puzzle for who joins where many join: said before, kept with the form, refused by name."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.http.solving import puzzle_in, solution
from tests.people.conftest import PASSWORD
from tests.scratch_books import BooksStage
from tweipress.http import limits, puzzles
from tweipress.http.counts import Counts
from tweipress.people.models import Member

SIGN_UP = "/accounts/signup/"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"


@pytest.fixture(autouse=True)
def _as_by_default(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing; puzzles take no time."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    monkeypatch.setattr(puzzles, "NUMBER_MAX", 200)


def join(name: str, peer: str = HERE, puzzle: str = "", **about: Any) -> Any:
    """Send the form in a browser of its own."""
    form = {"email": f"{name}@press.example", "name": name, "password1": PASSWORD}
    return Client(REMOTE_ADDR=peer).post(SIGN_UP, {**form, "puzzle": puzzle}, **about)


def asked(peer: str = HERE) -> str:
    """Return the puzzle on the form that a network is shown."""
    return puzzle_in(Client(REMOTE_ADDR=peer).get(SIGN_UP))


@pytest.fixture
def couple(books: BooksStage) -> None:
    """Let two join, which is free."""
    assert asked() == ""
    assert [join(name).status_code for name in ("ann", "ben")] == [302, 302]


@pytest.mark.usefixtures("couple")
def test_the_third_of_a_network_solves_a_puzzle() -> None:
    assert join("cleo", puzzle=solution(asked())).status_code == 302
    assert Member.objects.filter(name="cleo").exists()


@pytest.mark.usefixtures("couple")
def test_who_sends_none_is_told_keeps_the_form_and_gets_the_puzzle(books: BooksStage) -> None:
    refused = join("cleo")
    page = refused.content.decode()
    assert refused.status_code == 428
    assert 'data-refusal="PUZZLE_MISSING"' in page
    assert 'value="cleo@press.example"' in page
    assert puzzle_in(refused)
    assert refused.headers["Retry-After"] == "3600"
    assert "<noscript>" in page
    assert "Without JavaScript you can do this in 60 minutes" in page
    books.clock.advance(3600)
    assert join("cleo").status_code == 302


@pytest.mark.usefixtures("couple")
def test_a_wrong_and_a_used_solution_and_another_networks_make_no_member() -> None:
    once, foreign = solution(asked()), solution(asked())
    assert join("cleo", puzzle=once).status_code == 302
    for sent in (once, "nonsense", "x" * 100_000):
        refused = join("dora", puzzle=sent)
        assert refused.status_code == 409
        assert 'data-refusal="PUZZLE_WRONG"' in refused.content.decode()
    for name in ("eve", "finn"):
        assert join(name, peer=ELSEWHERE).status_code == 302
    assert join("gus", peer=ELSEWHERE, puzzle=foreign).status_code == 409
    assert Member.objects.count() == 5


@pytest.mark.usefixtures("couple")
def test_a_program_is_refused_alike() -> None:
    refused = join("cleo", headers={"Accept": "application/json"})
    told = json.loads(refused.content)
    assert (refused.status_code, told["refusal"], told["wait_s"]) == (428, "PUZZLE_MISSING", 3600)


def test_where_the_whole_site_is_joined_by_many_everybody_solves_one(
    books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, site = limits.FREE_SIGN_UPS
    monkeypatch.setattr(limits, "FREE_SIGN_UPS", (network, site._replace(amount=1)))
    assert join("ann").status_code == 302
    assert join("ben", peer=ELSEWHERE).status_code == 428
    assert join("ben", ELSEWHERE, solution(asked(ELSEWHERE))).status_code == 302


@pytest.mark.usefixtures("couple")
def test_looking_at_the_form_makes_nothing_and_uses_nothing_up() -> None:
    asked_first = asked()
    for _ in range(3):
        asked()
        Client(REMOTE_ADDR=HERE).head(SIGN_UP)
    assert Member.objects.count() == 2
    assert join("cleo", puzzle=solution(asked_first)).status_code == 302
