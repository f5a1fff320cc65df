"""The limit of sign-ups from one network, and its refusal."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.people.conftest import PASSWORD
from tests.scratch_books import BooksStage
from tweipress.http import limits
from tweipress.http.counts import Counts
from tweipress.people.models import Member

SIGN_UP = "/accounts/signup/"
PROGRAM = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing, and let two join; puzzles are another matter."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    two = tuple(limit._replace(amount=2) for limit in limits.SIGN_UPS)
    monkeypatch.setattr(limits, "SIGN_UPS", two)
    monkeypatch.setattr(limits, "FREE_SIGN_UPS", ())


def join(name: str, peer: str = "192.0.2.1", **about: Any) -> Any:
    """Send the form in a browser of its own."""
    form = {"email": f"{name}@press.example", "name": name, "password1": PASSWORD}
    return Client(REMOTE_ADDR=peer).post(SIGN_UP, form, **about)


def test_past_the_limit_nobody_joins_from_a_network_until_the_hour_is_over(
    books: BooksStage,
) -> None:
    assert [join(name).status_code for name in ("ann", "ben", "cleo")] == [302, 302, 429]
    assert join("dora", peer="198.51.100.1").status_code == 302
    books.clock.advance(3600)
    assert join("cleo").status_code == 302
    assert Member.objects.count() == 4


def test_who_comes_too_late_keeps_the_form_and_is_told_for_how_long(books: BooksStage) -> None:
    join("ann")
    join("ben")
    books.clock.advance(600)
    late = join("cleo")
    page = late.content.decode()
    assert (late.status_code, late.headers["Retry-After"]) == (429, "3000")
    assert 'data-refusal="RATE_SPENT"' in page
    assert 'value="cleo@press.example"' in page
    assert '"sign-ups-network";r=0;t=3000' in late.headers["RateLimit"]


def test_a_program_is_refused_alike(books: BooksStage) -> None:
    join("ann")
    join("ben")
    told = join("cleo", headers=PROGRAM)
    assert told.status_code == 429
    assert json.loads(told.content)["refusal"] == "RATE_SPENT"
    assert Member.objects.count() == 2


def test_a_form_with_a_mistake_uses_nothing_up(books: BooksStage) -> None:
    assert [join("no name").status_code for _ in range(3)] == [200] * 3
    assert join("ann").status_code == 302


def test_the_form_of_an_invitation_counts_as_well(books: BooksStage) -> None:
    join("ann")
    join("ben")
    form = {"email": "cleo@press.example", "name": "cleo", "password1": PASSWORD}
    assert Client(REMOTE_ADDR="192.0.2.9").post("/join/nocode/", form).status_code == 429
