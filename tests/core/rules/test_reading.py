"""Time to Read, sections, floors and lives of sessions."""

import pytest

from tweipress.core.rules.reading import floor_ms, section_count, session_life_ms, time_to_read_s
from tweipress.core.rules.speeds import NO_LANGUAGE, spoken
from tweipress.core.tariff import default

TARIFF = default()


@pytest.mark.parametrize(
    ("words", "seconds"),
    [(0, 30), (119, 30), (120, 31), (238, 60), (239, 61), (714, 180), (1500, 379)],
)
def test_time_to_read_is_238_words_a_minute_rounded_up_and_30_s_at_least(
    words: int, seconds: int
) -> None:
    assert time_to_read_s(words, TARIFF) == seconds


@pytest.mark.parametrize(
    ("words", "sections"), [(1, 3), (450, 3), (451, 4), (600, 4), (601, 5), (1800, 12), (9000, 12)]
)
def test_a_section_has_about_150_words_and_an_article_3_to_12_of_them(
    words: int, sections: int
) -> None:
    assert section_count(words, TARIFF) == sections


def test_floors_are_three_tenths_to_the_millisecond() -> None:
    assert floor_ms(180, TARIFF) == 54_000
    assert floor_ms(31, TARIFF) == 9_300
    assert floor_ms(1, TARIFF) == 300


def test_a_session_lives_a_quarter_of_an_hour_or_four_times_the_time_to_read() -> None:
    assert session_life_ms(225, TARIFF) == 900_000
    assert session_life_ms(226, TARIFF) == 904_000


@pytest.mark.parametrize(
    ("language", "seconds"), [("en", 180), ("es", 155), ("ko", 190), ("ar", 237), ("tlh", 155)]
)
def test_each_language_has_its_speed_and_an_unknown_one_moves_least(
    language: str, seconds: int
) -> None:
    assert time_to_read_s(714, TARIFF, language) == seconds


ARABIC, KOREAN = "القمر فوق البحر 2026", "벌은 춤으로 말한다 2026"


@pytest.mark.parametrize(
    ("named", "text", "counts"),
    [
        ("ar", ARABIC, "ar"),
        ("ko", KOREAN, "ko"),
        ("ar", "The moon above the sea", NO_LANGUAGE),
        ("ko", ARABIC, NO_LANGUAGE),
        ("ar", f"{ARABIC} the moon above", "ar"),
        ("ar", f"{ARABIC} the moon above the sea", NO_LANGUAGE),
        ("ar", f"the moon above the sea {'ق' * 9000}", NO_LANGUAGE),
        ("ar", "«القمر» (فوق) 12", "ar"),
        ("ar", "", "ar"),
        ("es", "The moon", "es"),
        ("en", ARABIC, "en"),
    ],
)
def test_the_name_of_a_slow_language_counts_only_with_its_script(
    named: str, text: str, counts: str
) -> None:
    assert spoken(named, text, TARIFF) == counts
