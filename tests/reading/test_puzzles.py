"""Puzzles for starting to read: newcomers get them sooner, others only at busy times."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from tests.http.solving import puzzle_in, solution
from tests.http.stage import Stage
from tests.reading.conftest import Reader, fields_of, refusal
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.http import limits, puzzles
from tweipress.http.counts import Counts
from tweipress.people.models import Member


@pytest.fixture(autouse=True)
def _as_by_default(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing; puzzles take no time."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    monkeypatch.setattr(puzzles, "NUMBER_MAX", 200)


@pytest.fixture
def busy(reader: Reader, seeds: Article) -> Reader:
    """Let the reader, who joined today, start three readings, the last one of another article."""
    other = Reader(reader.stage, reader.member, seeds)
    for article in (other, reader, other):
        assert article.send("open", script=True, switch="yes").status_code == 200
    return reader


def page(reader: Reader) -> str:
    """Return the puzzle on the article's page."""
    return puzzle_in(reader.browser.get(f"/post/{reader.article.slug}/"))


def test_a_newcomers_first_three_readings_of_a_day_start_freely(busy: Reader) -> None:
    seq = busy.stage.seq()
    refused = busy.send("open", script=True, switch="yes")
    assert (refused.status_code, refusal(refused)) == (428, "PUZZLE_MISSING")
    assert refused.headers["Retry-After"] == "86400"
    assert busy.stage.seq() == seq


def test_the_page_asks_for_the_puzzle_and_its_solution_starts_the_reading(busy: Reader) -> None:
    started = busy.send("open", script=True, switch="yes", puzzle=solution(page(busy)))
    assert started.status_code == 200
    assert fields_of(started)["state"] == "reading"
    assert puzzle_in(started) == ""


def test_a_member_who_joined_days_ago_is_not_asked(busy: Reader) -> None:
    Member.objects.update(joined=clock.now() - timedelta(days=3))
    assert page(busy) == ""
    assert busy.send("open", script=True, switch="yes").status_code == 200


def test_a_solution_is_for_one_member_and_one_article_once(busy: Reader, seeds: Article) -> None:
    mine = solution(page(busy))
    elsewhere = Reader(busy.stage, busy.member, seeds)
    assert busy.send("open", script=True, switch="yes", puzzle=mine).status_code == 200
    foreign = elsewhere.send("open", script=True, switch="yes", puzzle=mine)
    assert (foreign.status_code, refusal(foreign)) == (409, "PUZZLE_WRONG")
    theirs = solution(puzzle_in(foreign))
    assert elsewhere.send("open", script=True, switch="yes", puzzle=theirs).status_code == 200
    again = busy.send("open", script=True, switch="yes", puzzle=mine)
    assert (again.status_code, refusal(again)) == (409, "PUZZLE_WRONG")


def test_tomorrow_no_puzzle_is_needed_and_the_text_is_always_open(busy: Reader) -> None:
    text = busy.browser.get(f"/post/{busy.article.slug}/")
    assert "The tide came." in text.content.decode()
    assert "Reading is always open" in text.content.decode()
    busy.stage.books.clock.advance(86_400)
    assert page(busy) == ""


@pytest.mark.parametrize("place", [0, 1], ids=["network", "site"])
def test_where_a_network_or_the_site_starts_much_everybody_is_asked(
    stage: Stage, reader: Reader, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    Member.objects.update(joined=clock.now() - timedelta(days=30))
    free = list(limits.FREE_OPENINGS)
    free[place] = free[place]._replace(amount=1)
    monkeypatch.setattr(limits, "FREE_OPENINGS", tuple(free))
    assert reader.send("open", script=True).status_code == 200
    other = Reader(stage, stage.critic, reader.article)
    refused = other.send("open")
    assert (refused.status_code, refusal(refused)) == (428, "PUZZLE_MISSING")
    assert other.send("open", puzzle=solution(page(other))).status_code == 303


def test_a_flood_of_wrong_solutions_ends_at_the_limit(busy: Reader) -> None:
    statuses = [busy.send("open", puzzle="wrong", switch="yes").status_code for _ in range(18)]
    assert statuses == [409] * 17 + [429]


def test_only_a_script_that_can_solve_tries_again_by_itself(
    reader: Reader, seeds: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "FREE_OPENINGS_YOUNG", (limits.FREE_OPENINGS_YOUNG[0]._replace(amount=1),)
    )
    other = Reader(reader.stage, reader.member, seeds)
    assert other.send("open", script=True).status_code == 200
    reader.stage.books.clock.advance(50_000)
    missing = reader.send("open", script=True)
    assert " data-auto" in missing.content.decode()
