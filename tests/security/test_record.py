"""An event is a line and a row: short, without secrets, and not lost with a request that fails."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from pytest_django import Settings

from tweipress.bank import clock
from tweipress.core.units import S_PER_DAY
from tweipress.security import actions, queries
from tweipress.security.actions import Event, gathered, record
from tweipress.security.models import DETAILS_MAX, TEXT_MAX, SecurityEvent
from tweipress.security.queries import Wanted

pytestmark = pytest.mark.usefixtures("transactional_db")


def rows() -> list[str]:
    return [row.event for row in SecurityEvent.objects.order_by("pk")]


def network() -> str:
    return "digest"


def test_an_event_is_a_row_and_a_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        record(Event.BANNED, member=7, by=3, detail={"reason": "Advertising."})
    row = SecurityEvent.objects.get()
    assert (row.event, row.member, row.by) == ("banned", 7, 3)
    assert row.detail == {"reason": "Advertising."}
    assert "banned" in caplog.text
    assert "Advertising." in caplog.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\x1b[31m\0three", "one two [31m three"),
        ("mail ann@press.example at once", "mail [address] at once"),
        ("<ann@press.example>", "[address]"),
        ("x" * 100_000, "x" * TEXT_MAX),
        ("\u202egnp.exe", "gnp.exe"),
        ("  ", ""),
    ],
)
def test_a_text_is_a_short_line_without_addresses_or_control_characters(
    typed: str, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        record(Event.BANNED, member=7, detail={"reason": typed})
    assert SecurityEvent.objects.get().detail == {"reason": kept}
    assert "ann@" not in caplog.text
    assert "\x1b[31m\0" not in caplog.text


def test_details_are_so_many_and_no_more() -> None:
    record(Event.BANNED, detail={str(number): number for number in range(1000)})
    assert len(SecurityEvent.objects.get().detail) == DETAILS_MAX


def test_an_event_of_a_request_outlives_a_transaction_that_is_undone() -> None:
    def work() -> None:
        with gathered(network), transaction.atomic():
            record(Event.ROLE_GIVEN, member=7)
            raise LookupError("undone")

    with pytest.raises(LookupError, match="undone"):
        work()
    row = SecurityEvent.objects.get()
    assert (row.event, row.network) == ("role_given", "digest")


def test_the_network_is_asked_only_where_there_is_an_event() -> None:
    asked: list[str] = []

    def told() -> str:
        asked.append("asked")
        return "digest"

    with gathered(told):
        pass
    assert asked == []
    assert rows() == []


@pytest.mark.parametrize("within", [True, False])
def test_a_database_that_is_away_costs_the_row_and_not_the_work(
    within: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_args: object, **_options: object) -> None:
        raise OperationalError("the server is away")

    monkeypatch.setattr(SecurityEvent.objects, "bulk_create", away)
    with caplog.at_level(logging.INFO):
        if within:
            with gathered(network):
                record(Event.SIGN_IN, member=7)
        else:
            record(Event.SIGN_IN, member=7)
    assert "sign_in" in caplog.text
    assert "security_rows_lost" in caplog.text
    assert rows() == []


def test_a_row_that_cannot_be_stored_leaves_the_callers_transaction_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_args: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("no sentence of SQL")

    with transaction.atomic():
        with monkeypatch.context() as failing:
            failing.setattr(SecurityEvent.objects, "bulk_create", fail)
            record(Event.SIGN_IN, member=7)
        record(Event.SIGN_OUT, member=7)
    assert rows() == ["sign_out"]


@pytest.fixture
def later() -> Iterator[Callable[[int], None]]:
    """Return what moves the product's clock to a day from now."""

    def move(days: int) -> None:
        clock.use(clock.ManualClock(clock.WallClock().now_ms() + days * S_PER_DAY * 1000))

    yield move
    clock.use(None)


def test_events_are_kept_for_their_days_and_no_longer(
    later: Callable[[int], None], settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.TWEIPRESS_SECURITY_DAYS = 30
    record(Event.SIGN_IN, member=7)
    later(29)
    record(Event.SIGN_OUT, member=7)
    assert not queries.is_due()
    call_command("security", "forget")
    assert rows() == ["sign_in", "sign_out"]
    later(32)
    assert queries.is_due()
    call_command("security", "forget")
    assert rows() == ["sign_out"]
    assert not queries.is_due()
    assert "Security events forgotten: 1" in capsys.readouterr().out


def test_a_flood_takes_the_oldest_rows_before_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "ROWS_MAX", 3)
    monkeypatch.setattr(actions, "PORTION", 2)
    for member in range(8):
        record(Event.SIGN_IN_FAILED, member=member)
    assert actions.forget_old() == 5
    assert [row.member for row in SecurityEvent.objects.order_by("pk")] == [5, 6, 7]


def test_a_page_of_events_is_one_question(
    django_assert_num_queries: Callable[..., object],
) -> None:
    for member in range(30):
        record(Event.SIGN_IN, member=member, by=member + 1)
    wanted = Wanted(Event.SIGN_IN, member=7, day=(clock.now() - timedelta()).date())
    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # a context manager
        page = queries.events(wanted, 50)
    assert [(row.member, row.by) for row in page] == [(7, 8), (6, 7)]
