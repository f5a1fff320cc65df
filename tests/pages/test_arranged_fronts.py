"""Fronts that editors arrange: what readers see, who may, two at once, and what ends by itself."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import SEA, published, shown, words
from tweipress.articles import actions as articles
from tweipress.articles.frontpage import actions, queries
from tweipress.articles.frontpage.actions import Breaking, Plan, plans
from tweipress.articles.frontpage.bounds import PACKAGE_MAX, PINS_MAX
from tweipress.articles.models import Article
from tweipress.bank.clock import now_ms
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.publication import actions as paper
from tweipress.publication import queries as publication

HOUR_MS = 3_600_000
DESK = "/desk/front/"


@pytest.fixture
def editor(stage: Stage) -> Client:
    """Return the editor's browser."""
    return signed_in(stage.enter("editor", 0, "editor"))


@pytest.fixture
def five(stage: Stage, editor: Client) -> list[Article]:
    """Return five articles, the oldest first, in two sections by turns."""
    rows = []
    for number in range(5):
        section = ("World", "Science")[number % 2]
        rows.append(published(stage.author, {**SEA, "title": f"Tide {number}", "section": section}))
        stage.books.next_day()
    return rows


def arrange(stage: Stage, plan: Plan, section: str = "") -> None:
    """Let the editor show a plan to readers."""
    by = id_of(stage.editor)
    assert actions.prepare(by, section, queries.prepared(section).version, lambda _: plan) is None
    assert actions.show(by, section, queries.prepared(section).version) is None


def titles(path: str = "/", client: Client | None = None) -> list[str]:
    """Return the titles of a front in their order."""
    return re.findall(r"<h[23][^>]*><a href=[^>]*>([^<]+)", shown(client or fresh(), path))


def fresh() -> Client:
    """Return a browser that is given no page that was kept for others."""
    client = Client()
    client.cookies["seen"] = "1"
    return client


def step(client: Client, do: str, path: str = DESK, **fields: Any) -> Any:
    """Send a form of the editors' page as it is now."""
    page = client.get(path).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version, page
    return client.post(path, {"version": version[1], "do": do, **fields})


def field(hours: float) -> str:
    """Return a moment from now on as a form has it."""
    at = datetime.fromtimestamp(now_ms() / 1000, UTC) + timedelta(hours=hours)
    return at.strftime("%Y-%m-%dT%H:%M")


def test_an_arranged_front_has_lead_pins_a_package_and_the_newest(
    stage: Stage, five: list[Article]
) -> None:
    zero, one, two, three = (article.pk for article in five[:4])
    bundle = plans.Package("Tides at home", (three, zero))
    arrange(stage, Plan(lead=one, pins=(plans.Pin(two),), packages=(bundle,)))
    assert titles() == ["Tide 1", "Tide 2", "Tide 3", "Tide 0", "Tide 4"]
    page = shown(fresh(), "/")
    assert page.count("is-lead") == 1
    assert re.search(r'class="package-title"[^>]*>Tides at home</h2>', page)
    assert page.count("is-brief") == 1
    assert titles("/section/World/") == ["Tide 4", "Tide 2", "Tide 0"], "other fronts stay"


def test_a_front_that_nobody_arranged_asks_nothing_more_and_an_arranged_one_once_more(
    stage: Stage, five: list[Article]
) -> None:
    def reads() -> int:
        shown(fresh(), "/")
        with CaptureQueriesContext(connection) as captured:
            shown(fresh(), "/")
        assert len([each for each in captured if "frontpage" in each["sql"]]) == 0
        return len(captured)

    plain = reads()
    numbers = [article.pk for article in five]
    line = Breaking("High water at noon", now_ms() + HOUR_MS, numbers[0])
    bundle = plans.Package("Tides", tuple(numbers[:2]))
    arrange(stage, Plan(numbers[2], (plans.Pin(numbers[3]),), (bundle,), line))
    assert reads() == plain + 1
    arrange(stage, Plan())
    assert reads() == plain


def test_a_section_has_a_front_of_its_own_under_any_name(stage: Stage, five: list[Article]) -> None:
    arrange(stage, Plan(lead=five[1].pk, pins=(plans.Pin(five[0].pk),)), "Science")
    assert titles("/section/Science/") == ["Tide 1", "Tide 0", "Tide 3"]
    assert "World" in words(shown(fresh(), "/section/Science/")), "an article of another section"
    operator = id_of(stage.enter("operator", 0, "operator"))
    assert paper.add_section(operator, None, "Science") is None
    assert paper.rename_section(operator, None, publication.sections()[0].pk, "Research") is None
    assert titles("/section/Research/") == ["Tide 1", "Tide 0", "Tide 3"]
    arrange(stage, Plan(lead=five[3].pk), "Research")
    assert titles("/section/Research/") == ["Tide 3", "Tide 1"]


def test_what_was_taken_back_falls_out_and_the_newest_leads(
    stage: Stage, five: list[Article]
) -> None:
    bundle = plans.Package("Alone", (five[2].pk,))
    arrange(stage, Plan(lead=five[0].pk, pins=(plans.Pin(five[1].pk),), packages=(bundle,)))
    for article in five[:3]:
        assert not isinstance(
            articles.take_back(id_of(stage.editor), article, "A mistake."), Refused
        )
    assert titles() == ["Tide 4", "Tide 3"]
    assert "Alone" not in shown(fresh(), "/")


def test_a_breaking_line_and_a_pin_end_by_themselves(stage: Stage, five: list[Article]) -> None:
    end_ms = now_ms() + HOUR_MS
    arrange(
        stage,
        Plan(
            pins=(plans.Pin(five[0].pk, end_ms),),
            breaking=Breaking("High <water>", end_ms, five[1].pk),
        ),
    )
    page = shown(fresh(), "/")
    assert f'<a href="/post/{five[1].slug}/" dir="auto">High &lt;water&gt;</a>' in page
    assert titles()[1] == "Tide 0"
    stage.books.clock.advance(HOUR_MS // 1000)
    assert "High" not in shown(fresh(), "/")
    assert titles()[1] == "Tide 3"


def test_what_is_prepared_is_seen_by_editors_alone_until_it_is_shown(
    stage: Stage, five: list[Article], editor: Client
) -> None:
    assert step(editor, "put", article=five[0].pk, place="lead").status_code == 303
    assert step(editor, "package", title="Tides of old").status_code == 303
    assert step(editor, "put", article=five[1].pk, place="0").status_code == 303
    assert step(editor, "put", article=five[2].pk, place="pins").status_code == 303
    assert step(editor, "put", article=five[3].pk, place="pins").status_code == 303
    assert step(editor, "up", article=five[3].pk).status_code == 303
    assert step(editor, "break", text="Ebb", until=field(2), article="").status_code == 303
    assert titles()[0] == "Tide 4"
    preview = shown(editor, f"{DESK}?preview=1")
    assert "This is a preview." in preview
    assert "Ebb" in preview
    assert titles(f"{DESK}?preview=1", editor) == ["Tide 0", "Tide 3", "Tide 2", "Tide 4", "Tide 1"]
    assert (
        "Readers see it now."
        in words(editor.get(step(editor, "show").headers["Location"]).content.decode())
        or titles()[0] == "Tide 0"
    )
    assert titles() == ["Tide 0", "Tide 3", "Tide 2", "Tide 4", "Tide 1"]
    (entry,) = queries.history("")
    assert entry.by.pk == stage.editor.pk


def test_an_earlier_arrangement_can_be_prepared_again(
    stage: Stage, five: list[Article], editor: Client
) -> None:
    arrange(stage, Plan(lead=five[0].pk))
    arrange(stage, Plan(lead=five[1].pk))
    first = queries.history("")[1]
    assert step(editor, "back", arrangement=first.pk).status_code == 303
    assert titles()[0] == "Tide 1"
    step(editor, "show")
    assert titles()[0] == "Tide 0"
    step(editor, "newest")
    step(editor, "discard")
    step(editor, "show")
    assert titles()[0] == "Tide 0"


def test_of_two_editors_at_once_the_later_one_sees_what_the_other_did(
    stage: Stage, five: list[Article], editor: Client
) -> None:
    other = signed_in(stage.enter("deputy", 0, "editor"))
    version = re.search(r'name="version" value="(\d+)"', shown(other, DESK))
    assert version
    step(editor, "put", article=five[0].pk, place="lead")
    sent = {"version": version[1], "do": "put", "article": five[1].pk, "place": "lead"}
    answer = other.post(DESK, sent)
    assert answer.status_code == 409
    said = words(answer.content.decode())
    assert "Somebody else has changed this front meanwhile." in said
    assert "Remove Tide 0" in answer.content.decode()
    assert queries.prepared("").plan.lead == five[0].pk


def test_an_article_has_one_place_and_moves_within_it(stage: Stage, five: list[Article]) -> None:
    first, second, third = (article.pk for article in five[:3])
    plan: Any = plans.begin_package(Plan(lead=first), "A")
    for number in (first, second, third):
        plan = plans.put(plan, number, 0)
    assert plan.lead == 0
    assert plan.packages[0].articles == (first, second, third)
    plan = plans.move(plans.move(plan, third, -1), third, -1)
    assert plans.move(plan, third, -1) == plan, "it is the first already"
    assert plan.packages[0].articles == (third, first, second)
    plan = plans.put(plan, first, plans.PINS)
    assert plan.packages[0].articles == (third, second)
    assert plans.stored(plan.as_json()) == plan
    assert plans.remove(plan, first).pins == ()


def test_no_more_fits_than_a_reader_can_overlook() -> None:
    plan: Any = plans.begin_package(Plan(), "A")
    for number in range(1, PACKAGE_MAX + 1):
        plan = plans.put(plan, number, 0)
    full = plans.put(plan, 100, 0)
    assert isinstance(full, Refused)
    assert full.reason is Refusal.FRONT_FULL
    for number in range(1, PINS_MAX + 1):
        plan = plans.put(plan, number, plans.PINS)
    assert isinstance(plans.put(plan, 100, plans.PINS), Refused)


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "fly"},
        {"do": "put", "article": "999999", "place": "lead"},
        {"do": "put", "article": "-1", "place": "lead"},
        {"do": "put", "article": "{own}", "place": "7"},
        {"do": "put", "article": "{own}", "place": "9" * 40},
        {"do": "package", "title": ""},
        {"do": "package", "title": "x" * 81},
        {"do": "package", "title": "a\0b"},
        {"do": "rename", "title": "A", "package": "3"},
        {"do": "package_end", "package": "0"},
        {"do": "package_up", "package": "x"},
        {"do": "break", "text": "Now", "until": ""},
        {"do": "break", "text": "Now", "until": "2001-01-01T00:00"},
        {"do": "break", "text": "Now", "until": "9999-12-31T23:59"},
        {"do": "break", "text": "Now", "until": "2026-01-01T00:00+02:00"},
        {"do": "break", "text": "x" * 161, "until": "{soon}"},
        {"do": "break", "text": "Now", "until": "{soon}", "article": "999999"},
        {"do": "until", "article": "{own}", "until": "yesterday"},
        {"do": "back", "arrangement": "999"},
        {"version": "x", "do": "show"},
    ],
    ids=lambda fields: urlencode(fields)[:40],
)
def test_what_no_form_of_ours_sends_changes_nothing(
    five: list[Article], editor: Client, fields: dict[str, str]
) -> None:
    known = {"own": str(five[0].pk), "soon": field(1)}
    sent = {"version": "0"} | {name: text.format(**known) for name, text in fields.items()}
    answer = editor.post(DESK, sent)
    assert 400 <= answer.status_code < 500
    assert "refusal" in answer.content.decode()
    assert not queries.prepared("").is_draft


def test_a_draft_has_no_place(stage: Stage, editor: Client) -> None:
    draft = articles.save_draft(id_of(stage.author), SEA)
    assert step(editor, "put", article=draft.pk, place="lead").status_code >= 400


def test_only_who_may_arrange_sees_the_page(stage: Stage, bees: Article, editor: Client) -> None:
    assert Client().get(DESK).status_code == 302
    for who in (stage.author, stage.moderator):
        assert signed_in(who).get(DESK).status_code == 403
        sent = {"version": "0", "do": "put", "article": str(bees.pk), "place": "lead"}
        assert signed_in(who).post(DESK, sent).status_code == 403
        assert "/desk/front/" not in shown(signed_in(who), "/desk/")
    assert f'href="{DESK}"' in shown(editor, "/desk/")
    shown(editor, f"{DESK}Science/")
    shown(editor, f"{DESK}Gossip/", 404)
    assert "How Bees" in words(shown(editor, f"{DESK}?q=swarm"))
    assert "There is no such article" in words(shown(editor, f"{DESK}?q=nothinglikeit"))
