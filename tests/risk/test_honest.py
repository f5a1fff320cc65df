"""The named honest readers, 25 windows each: none of them is ever flagged."""

from collections.abc import Callable
from random import Random

import pytest

from tests.risk.stage import MODEL, TARIFF, WINDOW, Takes, person, ttr, window
from tweipress.risk.detectors import account, group
from tweipress.risk.fitting import population

WINDOWS = 25


def listener(chance: Random, words: int) -> float:
    """A screen reader and keys alone: 200 words a minute, jumping and hearing again as people do.

    At the end of every section a button is looked for and pressed.
    """
    sections = max(3, min(12, -(-words // 150)))
    return person(200)(chance, words) + sum(chance.uniform(1, 6) for _ in range(sections))


def three_sittings(chance: Random, words: int) -> float:
    """Three sittings: the session lives, or is over and what was read is paged through."""
    plain_s = person(238)(chance, words)
    breaks_s = chance.expovariate(1 / 240) + chance.expovariate(1 / 240)
    life_s = max(600, 3 * ttr(words))
    if plain_s + breaks_s < life_s:
        return plain_s + breaks_s
    return plain_s / 3 + 0.2 * ttr(words) + chance.expovariate(1 / 10)


def phone(chance: Random, words: int) -> float:
    """A phone that goes to the background now and then, for a minute or for a call."""
    switches_s = sum(chance.expovariate(1 / 60) for _ in range(3) if chance.random() < 0.3)
    return person(220)(chance, words) + switches_s


READERS: dict[str, Takes] = {
    "450 words a minute": person(450),
    "140 words a minute": person(140),
    "a screen reader and the keyboard alone": listener,
    "three sittings": three_sittings,
    "a phone with background switches": phone,
}


@pytest.mark.parametrize("name", READERS)
def test_an_honest_reader_is_never_flagged(name: str) -> None:
    chance = Random(name)
    windows = [window(chance, READERS[name]) for _ in range(WINDOWS)]
    assert [account.detect(1, reads, TARIFF) for reads in windows] == [[]] * WINDOWS


@pytest.mark.parametrize("size", [2, 4, 6])
def test_a_family_that_reads_the_same_paper_at_the_same_table_is_never_flagged(size: int) -> None:
    chance = Random(size)
    words = [population.words(chance, MODEL) for _ in range(WINDOW)]
    for _ in range(WINDOWS):
        family = {
            member: window(chance, person(population.speed_wpm(chance, MODEL)), words)
            for member in range(1, size + 1)
        }
        assert group.detect(family, TARIFF) == []
        assert [
            member for member, reads in family.items() if account.detect(member, reads, TARIFF)
        ] == []


def test_who_hears_every_text_at_one_speed_without_a_stop_cannot_be_told_from_a_program() -> None:
    def voice(_: Random, words: int) -> float:
        return 60 * words / 200

    steady: Callable[[Random, int], float] = voice
    [finding] = account.detect(1, window(Random(1), steady), TARIFF)
    assert finding.reason == "even_pace"
