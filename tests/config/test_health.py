"""The health page tells everybody whether the site works, and nothing more."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.test import Client
from pytest_django import Settings

from tests.scratch_books import BooksStage
from tweipress.bank import clock
from tweipress.jobs.kinds import Lane
from tweipress.jobs.models import Job
from tweipress.people.models import Member

HEALTH = "/health/"
WELL = {"site": "ok", "books": "ok", "teller": "ok", "jobs": "ok"}


def test_a_site_that_is_well_says_so_to_anybody(client: Client, books: BooksStage) -> None:
    answer = client.get(HEALTH)
    assert (answer.status_code, answer.json()) == (200, WELL)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.head(HEALTH).status_code == 200


def test_it_takes_no_form(client: Client, books: BooksStage) -> None:
    assert client.post(HEALTH).status_code == 405


def test_without_a_teller_it_is_not_well(client: Client, books: BooksStage) -> None:
    books.service.teller.stop()
    answer = client.get(HEALTH)
    assert (answer.status_code, answer.json()) == (503, {**WELL, "teller": "away"})


@pytest.mark.parametrize(("alias", "name"), [("default", "site"), ("books", "books")])
def test_a_database_that_is_away_is_named_without_its_reasons(
    alias: str, name: str, client: Client, books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("no route to db.example")

    with monkeypatch.context() as patch:
        patch.setattr(connections[alias], "cursor", fail)
        answer = client.get(HEALTH)
    jobs = {"jobs": "away"} if name == "site" else {}
    assert (answer.status_code, answer.json()) == (503, {**WELL, name: "away", **jobs})


def test_jobs_that_nobody_does_are_said_and_pages_are_answered_all_the_same(
    client: Client, books: BooksStage
) -> None:
    long_ago = clock.now() - timedelta(seconds=901)
    Job.objects.create(kind="trial.note", lane=Lane.QUICK, due_at=long_ago)
    answer = client.get(HEALTH)
    assert (answer.status_code, answer.json()) == (200, {**WELL, "jobs": "late"})


def test_a_signed_in_member_is_told_that_the_database_is_away_too(
    client: Client, books: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(Member.objects.create_user("reader@press.example", "reader"))

    def fail() -> None:
        raise OperationalError("no route to db.example")

    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "cursor", fail)
        answer = client.get(HEALTH)
    away = {"site": "away", "jobs": "away"}
    assert (answer.status_code, answer.json()) == (503, {**WELL, **away})


def test_production_answers_it_on_the_machine_itself_without_tls(
    client: Client, books: BooksStage, settings: Settings, tmp_path: Path
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(HEALTH).status_code == 200
    assert client.get("/").status_code == 301
