"""Dates, spans and amounts as each language writes them."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from tweipress.core.units import S_PER_DAY
from tweipress.language import figures
from tweipress.pages.engine import filters

AT = datetime(2025, 12, 7, 14, 5, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "7 December 2025", "7 December 2025, 14:05 UTC"),
        ("es", "7 de diciembre de 2025", "7 de diciembre de 2025, 14:05 UTC"),
        ("ko", "2025년 12월 7일", "2025년 12월 7일 14:05 UTC"),
        ("ar", "7 ديسمبر 2025", "7 ديسمبر 2025، 14:05 UTC"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(language: str, day: str, moment: str) -> None:
    with override(language):
        assert figures.day(AT) == day
        assert figures.moment(AT) == moment


@pytest.mark.parametrize(
    ("language", "amount"),
    [
        ("en", "−1,234,567"),
        ("es", "−1.234.567"),
        ("ko", "−1,234,567"),
        ("ar", "\u200e−1,234,567\u200f"),
    ],
)
def test_an_amount_has_groups_and_a_real_minus_that_stays_before_it(
    language: str, amount: str
) -> None:
    with override(language):
        assert figures.number(-1234567) == amount
        assert figures.signed(-1234567) == amount
        assert figures.signed(1234567) == amount.replace("−", "+")
        assert figures.signed(0) == "0"


@pytest.mark.parametrize(
    ("language", "spans"),
    [
        ("ko", ["1일", "2일", "3일", "11일", "100일"]),
        ("ar", ["يوم واحد", "يومان", "3 أيام", "11 يومًا", "100 يوم"]),
    ],
)
def test_a_count_has_the_forms_of_its_language(language: str, spans: list[str]) -> None:
    with override(language):
        assert [figures.days(days * S_PER_DAY) for days in (1, 2, 3, 11, 100)] == spans


@pytest.mark.parametrize(
    ("bps", "english", "spanish", "korean"),
    [
        (0, "0 %", "0 %", "0%"),
        (2500, "25 %", "25 %", "25%"),
        (250, "2.5 %", "2,5 %", "2.5%"),
        (25, "0.25 %", "0,25 %", "0.25%"),
        (2550, "25.5 %", "25,5 %", "25.5%"),
        (10_000, "100 %", "100 %", "100%"),
    ],
)
def test_a_share_has_the_decimals_that_it_needs(
    bps: int, english: str, spanish: str, korean: str
) -> None:
    assert figures.percent(bps) == english
    for language, written in (("es", spanish), ("ko", korean), ("ar", korean)):
        with override(language):
            assert figures.percent(bps) == written


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (45, "45 seconds"),
        (119, "119 seconds"),
        (121, "3 minutes"),
        (7199, "120 minutes"),
        (7201, "3 hours"),
        (172_801, "3 days"),
    ],
)
def test_a_wait_is_never_said_shorter_than_it_is(seconds: int, words: str) -> None:
    assert figures.wait(seconds) == words


def test_hours_are_whole_and_days_are_rounded_up() -> None:
    assert [figures.hours(3600), figures.hours(259_200)] == ["1 hour", "72 hours"]
    assert [figures.days(1), figures.days(86_401)] == ["1 day", "2 days"]
    assert figures.minutes(61) == "2 min"


def test_a_template_shows_nothing_where_nothing_is_known() -> None:
    known = filters.of("en")
    minutes, day, moment = (known[name] for name in ("minutes", "day", "moment"))
    assert [minutes(None), minutes(0), minutes(60)] == ["", "", "1 min"]
    assert [day(None), moment(None), day(AT)] == ["", "", "7 December 2025"]
