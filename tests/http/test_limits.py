"""Rate limits over HTTP: what is counted, what is stated, and what a refused form gets."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.http.stage import Stage, set_stage, signed_in
from tweipress.articles.models import Article
from tweipress.http import limits
from tweipress.http.counts import Counts
from tweipress.http.limits import FORMS, OPENINGS
from tweipress.http.request_keys import fresh_key

NEIGHBOUR, STRANGER = {"REMOTE_ADDR": "127.0.0.99"}, {"REMOTE_ADDR": "192.0.2.1"}
SCRIPT, PROGRAM = {"HX-Request": "true"}, {"Accept": "application/json"}
TABLE = (*FORMS, *OPENINGS)
FEW = 5


@pytest.fixture(autouse=True)
def _as_by_default(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing, with the limits as they are."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    monkeypatch.setattr(limits, "FREE_OPENINGS_YOUNG", ())  # puzzles are another matter


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the limits of forms be small."""
    monkeypatch.setattr(limits, "FORMS", tuple(limit._replace(amount=FEW) for limit in FORMS))


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    return set_stage(books)


@pytest.fixture
def bees(stage: Stage) -> Article:
    return stage.publish(stage.author, "bees")


def like(client: Client, **about: Any) -> Any:
    """Send a form that the books refuse at once: it costs nothing and is counted."""
    return client.post("/comments/999/like/", {"key": "k"}, **about)


def one_more(client: Client, **about: Any) -> list[int]:
    """Send as many forms as fit, and one more; return their statuses."""
    return [like(client, **about).status_code for _ in range(FEW + 1)]


@pytest.mark.usefixtures("few")
def test_a_members_forms_are_refused_past_the_limit_and_come_back_with_time(stage: Stage) -> None:
    browser = signed_in(stage.reader)
    assert one_more(browser, **STRANGER) == [404] * FEW + [429]
    stage.books.clock.advance(59)
    assert like(browser).status_code == 429
    stage.books.clock.advance(1)
    assert like(browser).status_code == 404


@pytest.mark.usefixtures("few")
def test_one_member_does_not_use_up_what_is_anothers(stage: Stage) -> None:
    one_more(signed_in(stage.reader))
    assert like(signed_in(stage.critic), **STRANGER).status_code == 404


@pytest.mark.usefixtures("few")
def test_a_network_has_a_limit_of_its_own_whatever_it_says_of_itself(db: None) -> None:
    client = Client(headers={"X-Forwarded-For": "203.0.113.5"})
    assert one_more(client) == [404] * FEW + [429]
    other = Client(headers={"X-Forwarded-For": "203.0.114.5"})
    assert like(other, **NEIGHBOUR).status_code == 429
    assert like(other, **STRANGER).status_code == 404


@pytest.mark.usefixtures("few")
def test_what_is_read_is_never_counted(stage: Stage, bees: Article) -> None:
    browser = signed_in(stage.reader)
    one_more(browser)
    page = browser.get(f"/post/{bees.slug}/")
    assert page.status_code == 200
    assert "RateLimit" not in page.headers


def test_every_answer_to_a_form_states_what_is_left(stage: Stage) -> None:
    answer = like(signed_in(stage.reader))
    assert answer.headers["RateLimit-Policy"] == (
        '"forms-member";q=240;w=60, "forms-network";q=1500;w=60'
    )
    assert answer.headers["RateLimit"] == ('"forms-member";r=239;t=60, "forms-network";r=1499;t=60')
    assert Client().post("/comments/9/like/").headers["RateLimit"] == '"forms-network";r=1498;t=60'


@pytest.mark.usefixtures("few")
def test_a_refused_form_gets_the_same_as_a_page_a_block_and_data(stage: Stage) -> None:
    browser = signed_in(stage.reader)
    one_more(browser)
    stage.books.clock.advance(20)
    sentence = (
        "You have sent 5 forms within 60 seconds, and that is the most. Nothing was changed."
        " Try again in 40 seconds."
    )
    for headers in ({}, SCRIPT, PROGRAM):
        answer = like(browser, headers=headers)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "40")
        assert answer.headers["RateLimit"].startswith('"forms-member";r=0;t=40')
        assert sentence in answer.content.decode()
    told = json.loads(like(browser, headers=PROGRAM).content)
    assert (told["refusal"], told["wait_s"]) == ("RATE_SPENT", 40)
    block = like(browser, headers=SCRIPT)
    assert re.search(r'role="alert" data-refusal="RATE_SPENT"', block.content.decode())
    assert (block.headers["HX-Retarget"], block.headers["HX-Reswap"]) == ("this", "afterbegin")


def test_openings_have_limits_of_their_own(stage: Stage, bees: Article) -> None:
    browser = signed_in(stage.reader)
    path = f"/read/{bees.slug}/open/"
    statuses = [browser.post(path, {"key": fresh_key()}).status_code for _ in range(21)]
    assert statuses == [303] * 20 + [429]
    seq = stage.seq()
    refused = browser.post(path, {"key": fresh_key()}, headers=SCRIPT)
    assert 'data-refusal="RATE_SPENT"' in refused.content.decode()
    assert 'data-state="reading"' in refused.content.decode()
    assert '"openings-member";r=0' in refused.headers["RateLimit"]
    assert stage.seq() == seq


@pytest.mark.usefixtures("few")
def test_the_site_can_multiply_its_limits(stage: Stage, settings: Settings) -> None:
    settings.TWEIPRESS_RATE_FACTOR = 2
    browser = signed_in(stage.reader)
    assert set(one_more(browser)) == {404}
    assert '"forms-member";q=10;w=60' in like(browser).headers["RateLimit-Policy"]


def test_every_limit_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({limit.name for limit in TABLE}) == len(TABLE)
    assert all(limit.amount > 0 and limit.window_s > 0 and limit.reason for limit in TABLE)
