"""The operator's page of security events."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.http.stage import Stage
from tests.staff.conftest import browser
from tweipress.bank import clock
from tweipress.core.ids import CONSOLE
from tweipress.security.actions import Event, record
from tweipress.security.models import SecurityEvent
from tweipress.staff.blocks.security import NAMES, ROWS

PAGE = "/staff/security/"


@pytest.fixture
def quiet(stage: Stage) -> Stage:
    """The stage, with nothing in the log yet."""
    SecurityEvent.objects.all().delete()
    return stage


def shown(stage: Stage, **query: str) -> str:
    answer = browser(stage.operator).get(PAGE, query)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def rows(page: str) -> int:
    return page.count("<tr>") - 1


def test_every_event_has_a_sentence() -> None:
    assert set(NAMES) == set(Event)
    assert len(set(NAMES.values())) == len(Event)


def test_only_who_may_read_the_books_sees_the_log(quiet: Stage) -> None:
    for name in ("author", "moderator", "outsider"):
        assert browser(quiet.cast[name]).get(PAGE).status_code == 403
    visitor = Client().get(PAGE)
    assert visitor.status_code == 303
    assert "/accounts/login/" in visitor.headers["Location"]
    assert browser(quiet.operator).post(PAGE).status_code == 405


def test_events_say_whom_they_are_about_and_who_did_it(quiet: Stage) -> None:
    record(Event.BANNED, member=quiet.reader.pk, by=quiet.moderator.pk, detail={"reason": "<b>"})
    record(Event.ROLE_GIVEN, member=987654, by=CONSOLE, network="abcdefgh" * 4)
    page = shown(quiet)
    for text in ("was banned", "&lt;b&gt;", "#987654", "the console", "<code>abcdefgh</code>"):
        assert text in page
    assert quiet.reader.get_absolute_url() in page
    assert quiet.moderator.get_absolute_url() in page
    assert "<b>" not in page


def test_events_are_found_by_event_member_and_day(quiet: Stage) -> None:
    record(Event.BANNED, member=quiet.reader.pk, by=quiet.moderator.pk)
    record(Event.SIGN_IN, member=quiet.reader.pk)
    record(Event.SIGN_IN, member=quiet.author.pk)
    assert rows(shown(quiet, event="sign_in")) == 2
    assert rows(shown(quiet, who="reader")) == 2
    assert rows(shown(quiet, who=f"#{quiet.reader.pk}", event="sign_in")) == 1
    assert rows(shown(quiet, who="moderator")) == 1
    assert rows(shown(quiet, day=clock.now().date().isoformat())) == 3
    assert "There are no such events." in shown(quiet, day="1999-12-31")


@pytest.mark.parametrize(
    "query",
    [
        {"event": "x"},
        {"who": "nobody-here"},
        {"who": "#" + "9" * 400},
        {"day": "yesterday"},
        {"day": "2026-02-30"},
        {"day": "9" * 4000},
    ],
)
def test_what_is_not_known_is_said(quiet: Stage, query: dict[str, str]) -> None:
    assert "There is no such member, event or day" in shown(quiet, **query)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "١"])
def test_a_page_that_is_no_number_is_not_found(quiet: Stage, before: str) -> None:
    assert browser(quiet.operator).get(PAGE, {"before": before}).status_code == 404


def test_the_log_is_paged_and_asks_as_much_for_a_full_page_as_for_a_row(
    quiet: Stage, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    record(Event.SIGN_IN, member=quiet.reader.pk, by=quiet.author.pk)
    with django_assert_max_num_queries(50) as few:
        shown(quiet, who="reader")
    for _ in range(ROWS):
        record(Event.SIGN_IN, member=quiet.reader.pk, by=quiet.author.pk)
    with django_assert_max_num_queries(len(few)):
        page = shown(quiet, who="reader")
    assert rows(page) == ROWS
    link = page.partition(f'href="{PAGE}?')[2].partition('"')[0].replace("&amp;", "&")
    older = browser(quiet.operator).get(f"{PAGE}?{link}").content.decode()
    assert rows(older) == 1
    assert "Older events" not in older


def test_nothing_that_happens_at_the_console_is_missing(quiet: Stage) -> None:
    from django.core.management import call_command  # noqa: PLC0415  # one command

    call_command("issue", "pool", "7", "--note", "to ann@press.example")
    kept = list(SecurityEvent.objects.order_by("pk").values_list("event", "by"))
    assert kept == [("issued", CONSOLE), ("command_run", CONSOLE)]
    assert "press.example" not in str(list(SecurityEvent.objects.values_list("detail")))
