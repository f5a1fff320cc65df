"""Name and look of the paper: what readers see of them, who may change them, what is refused."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connections
from django.template.loader import render_to_string
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.publication.conftest import LOOK, TEAL, picture, settings_form, store
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.fast import changes
from tweipress.http.outbox import later
from tweipress.publication import actions, queries
from tweipress.security.models import SecurityEvent

pytestmark = pytest.mark.django_db(transaction=True)
PLATFORM = re.compile(r"tweipress", re.IGNORECASE)
PATHS = (
    *("/", "/about/rules/", "/about/trust/", "/about/privacy/", "/search/", "/nowhere/"),
    *("/about/levels/", "/moderation/log/", "/notices/"),
    *("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"),
)
MEMBERS = (
    *("/me/", "/write/", "/write/new/", "/me/trust/", "/me/takeout/", "/accounts/2fa/"),
    *("/me/earnings/", "/me/statement/", "/me/decisions/", "/notifications/"),
)
STAFF = (
    "/moderation/appeals/",
    "/staff/",
    "/staff/overview/",
    "/staff/security/",
    LOOK,
    f"{LOOK}sections/",
)


def text(browser: Client, path: str) -> str:
    return browser.get(path, follow=True).content.decode()


def pages(stage: Stage) -> Iterator[tuple[str, str]]:
    """Yield what everybody's pages say, those of errors without a request among them."""
    yield from ((path, text(Client(), path)) for path in PATHS)
    member, operator = signed_in(stage.reader), signed_in(stage.operator)
    yield from ((path, text(member, path)) for path in MEMBERS)
    yield from ((path, text(operator, path)) for path in STAFF)
    for name in ("413.html", "414.html", "503.html", "500.html"):
        yield name, render_to_string(name, {"most": 1})


def test_no_page_names_what_the_paper_runs_on(stage: Stage, operator: Client) -> None:
    store(operator, name="The Heron")
    assert [path for path, said in pages(stage) if PLATFORM.search(said)] == []


def test_a_paper_without_a_name_has_that_of_its_host(stage: Stage) -> None:
    assert "<title>localhost</title>" in text(Client(), "/")


def test_an_operator_lets_the_footer_say_what_the_paper_runs_on(operator: Client) -> None:
    store(operator, says_platform="on")
    assert len(PLATFORM.findall(text(Client(), "/"))) == 1


def test_the_name_is_in_the_masthead_titles_footer_and_staff_pages(operator: Client) -> None:
    store(operator, name="The Heron & Son", tagline="News of the <marsh>")
    front = text(Client(), "/")
    assert "<title>The Heron &amp; Son</title>" in front
    assert re.search(r'masthead-name"><a href="/">The Heron &amp; Son</a>', front)
    assert "<strong>The Heron &amp; Son</strong> pays" in front
    assert "News of the &lt;marsh&gt;" in front
    assert "How The Heron &amp; Son pays · The Heron &amp; Son" in text(Client(), "/about/rules/")
    assert "The Heron &amp; Son: staff" in text(operator, "/staff/")
    assert "Not found · The Heron &amp; Son" in text(Client(), "/nowhere/")


def test_mails_are_from_the_paper(stage: Stage, operator: Client) -> None:
    store(operator, name="The Heron")
    Client().post("/accounts/password/reset/", {"email": stage.reader.email})
    later.drain()
    (sent,) = mail.outbox
    said = f"{sent.subject} {sent.body}"
    assert not PLATFORM.search(said)
    assert "The Heron" in said


def test_a_change_drops_the_pages_that_visitors_share(operator: Client) -> None:
    visitor = Client()
    assert "The Heron" not in text(visitor, "/")
    store(operator, name="The Heron")
    assert "The Heron" in text(visitor, "/")


@pytest.mark.parametrize(
    ("who", "status"), [("reader", 403), ("moderator", 403), ("editor", 403), ("author", 403)]
)
def test_only_an_operator_may(stage: Stage, who: str, status: int) -> None:
    browser = signed_in(stage.cast[who])
    for path in (LOOK, f"{LOOK}sections/", f"{LOOK}pages/", f"{LOOK}pages/new/"):
        assert browser.get(path).status_code == status
    assert browser.post(LOOK, settings_form(name="Mine")).status_code == status
    refused = actions.change(id_of(stage.cast[who]), None, {"name": "Mine"})
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.ROLE_MISSING
    assert queries.row().name == ""


def test_a_visitor_is_asked_to_sign_in(stage: Stage) -> None:
    answer = Client().get(LOOK)
    assert (answer.status_code, answer["Location"]) == (303, f"/accounts/login/?next={LOOK}")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Heron\u202egnp", "does not show"),
        ("name", "Heron\nTimes", "does not show"),
        ("name", "H" * 61, "at most 60"),
        ("tagline", "a\u2028b", "does not show"),
        ("accent", "red", "six digits"),
        ("accent", "#fff", "six digits"),
        ("accent", "#0b5d4a;}", "six digits"),
        ("contact", "javascript:alert(1)", "mail address"),
        ("contact", "data:text/html,x", "mail address"),
        ("contact", "https://[", "mail address"),
        ("contact", "mailto:nobody", "mail address"),
        ("time_zone", "Mars/Olympus", "not one of the available"),
        ("time_zone", "../../etc/passwd", "not one of the available"),
        ("language", "tlh", "not one of the available"),
        ("languages", ["tlh"], "not one of the available"),
        ("footer", "a\n" * 7, "6 lines"),
        ("footer", "a" * 1001, "at most 1000"),
        ("version", "-1", ""),
        ("version", "one", ""),
    ],
)
def test_what_no_paper_can_have_is_refused(
    operator: Client, field: str, value: Any, said: str
) -> None:
    answer = operator.post(LOOK, settings_form(**{"name": "Ours", field: value}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert queries.row().version == 0


def test_a_footer_has_links_and_nothing_that_runs(operator: Client) -> None:
    typed = (
        "Printed on *reed*. [Law](https://law.example/) <script>alert(1)</script>\n"
        "[No](javascript:alert(1)) [Mail](mailto:a@b.example)"
    )
    store(operator, footer=typed)
    front = text(Client(), "/")
    assert "<em>reed</em>" in front
    assert '<a href="https://law.example/" rel="noopener">Law</a>' in front
    assert "<script>alert" not in front
    assert 'href="javascript' not in front


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("desk@heron.example", "mailto:desk@heron.example"),
        ("mailto:desk@heron.example", "mailto:desk@heron.example"),
        ("https://heron.example/write?a=1&b=2", "https://heron.example/write?a=1&amp;b=2"),
    ],
)
def test_the_contact_is_a_link(operator: Client, typed: str, address: str) -> None:
    store(operator, contact=typed)
    assert f'<a href="{address}">Contact</a>' in text(Client(), "/")


def test_the_colour_comes_as_a_style_of_its_own(operator: Client) -> None:
    assert "/paper/colours/" not in text(Client(), "/")
    store(operator, accent=TEAL.upper())
    (address,) = re.findall(r'href="(/paper/colours/[^"]+)"', text(Client(), "/"))
    style = Client().get(address)
    assert style["Content-Type"] == "text/css"
    assert "immutable" in style["Cache-Control"]
    assert "--accent:" in style.content.decode()
    assert Client().get("/paper/colours/red.css").status_code == 404


def test_a_colour_that_cannot_be_read_is_shown_with_its_figure(operator: Client) -> None:
    store(operator, accent="#ffff00")
    said = text(operator, LOOK)
    assert "as your colour could not be read there" in said
    assert re.search(r"contrast of (4\.[5-9]|[5-9]\.\d) : 1", said)


def test_who_sends_a_form_that_is_too_old_sees_both_and_chooses(operator: Client) -> None:
    mine = settings_form(name="The Heron")
    store(operator, name="The Egret", tagline="From the other operator")
    answer = operator.post(LOOK, mine)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="The Heron"' in said
    assert "The Egret" in said
    assert "From the other operator" in said
    assert queries.row().name == "The Egret"
    (version,) = re.findall(r'name="version" value="(\d+)"', said)
    assert operator.post(LOOK, {**mine, "version": version}).status_code == 303
    assert queries.row().name == "The Heron"


def test_a_form_that_is_wrong_does_not_forget_that_it_is_old(operator: Client) -> None:
    mine = settings_form(name="The Heron", accent="red")
    store(operator, name="The Egret")
    (version,) = re.findall(
        r'name="version" value="(\d+)"', operator.post(LOOK, mine).content.decode()
    )
    assert operator.post(LOOK, {**mine, "accent": "", "version": version}).status_code == 409


def test_of_two_operators_at_once_one_is_told(stage: Stage) -> None:
    def send(name: str) -> Refused | None:
        try:
            return actions.change(id_of(stage.operator), 0, {"name": name})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(send, ("The Heron", "The Egret")))
    (refused,) = [answer for answer in answers if answer is not None]
    assert refused.reason is Refusal.PAPER_CHANGED
    assert queries.row().version == 1


def test_each_change_is_a_security_event(stage: Stage, operator: Client) -> None:
    store(operator, name="The Heron", logo=picture())
    event = SecurityEvent.objects.get(event="paper_changed")
    assert (event.member, event.by) == (None, stage.operator.pk)
    assert event.detail["name"] == "The Heron"
    assert event.detail["logo"] == queries.shown().logo.digest  # type: ignore[union-attr]  # it was stored
    assert "changed the paper’s settings" in text(operator, "/staff/security/")


def test_without_its_database_the_paper_is_as_it_was_read_last(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(operator, name="The Heron")
    assert queries.current().name == "The Heron"

    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(queries, "_stored", away)
    changes.note()
    assert queries.current().name == "The Heron"
