"""When a section counts as read: never early, never out of order, never after the session."""

from hypothesis import given
from hypothesis import strategies as st

from tweipress.core import tariff
from tweipress.core.rules.reading import floor_ms
from tweipress.core.state.outcome import Refused
from tweipress.reading.proof import Pace, Proof, accept_beacon, is_over, pace, progress

TARIFF = tariff.default()
OPENED_MS = 1_767_225_600_000
READER, ARTICLE = 7, 42

words = st.lists(st.integers(1, 400), min_size=3, max_size=12)
minutes = st.integers(30, 3600)


def fresh() -> Proof:
    """Return the proof of a session just opened: no section is proven."""
    return Proof(READER, ARTICLE, "session", OPENED_MS)


def read_to_the_end(pace_of_article: Pace) -> tuple[Proof, int]:
    """Return the last proof of the fastest reader there can be, and the time it is then."""
    proof, now_ms = fresh(), OPENED_MS
    for index, floor in enumerate(pace_of_article.floors_ms, 1):
        now_ms += floor
        answer = accept_beacon(proof, index, pace_of_article, now_ms)
        assert isinstance(answer, Proof)
        proof = answer
    return proof, now_ms


@given(words, minutes)
def test_proving_every_section_takes_at_least_the_floor_of_the_whole_article(
    parts: list[int], time_to_read_s: int
) -> None:
    proof, now_ms = read_to_the_end(pace(parts, time_to_read_s, TARIFF))
    assert proof.next_index == len(parts) + 1
    assert now_ms - OPENED_MS >= floor_ms(time_to_read_s, TARIFF)
    assert now_ms - OPENED_MS <= floor_ms(time_to_read_s, TARIFF) + 2 * len(parts)


def test_a_section_of_half_the_words_takes_three_tenths_of_half_the_time() -> None:
    assert pace([100, 50, 50], 100, TARIFF).floors_ms == (15_000, 7_500, 7_500)


def test_a_part_of_a_millisecond_is_rounded_up() -> None:
    assert pace([1, 1, 1], 100, TARIFF).floors_ms == (10_001, 10_001, 10_001)


def test_a_text_without_words_has_sections_that_take_no_time() -> None:
    assert pace([0, 0, 0], 30, TARIFF).floors_ms == (0, 0, 0)


@given(words, minutes, st.data())
def test_a_beacon_is_too_early_until_the_seconds_it_was_told_are_over(
    parts: list[int], time_to_read_s: int, data: st.DataObject
) -> None:
    article = pace(parts, time_to_read_s, TARIFF)
    early_ms = data.draw(st.integers(-10_000, article.floors_ms[0] - 1))
    answer = accept_beacon(fresh(), 1, article, OPENED_MS + early_ms)
    assert isinstance(answer, Refused)
    assert answer.name == "PROOF_TOO_EARLY"
    wait_ms = int(answer.figures["wait_s"]) * 1000
    again_ms = min(OPENED_MS + early_ms + wait_ms, OPENED_MS + article.life_ms)
    assert isinstance(accept_beacon(fresh(), 1, article, again_ms), Proof)
    assert isinstance(accept_beacon(fresh(), 1, article, again_ms - 1000), Refused)


def test_time_spent_on_the_first_section_is_not_credited_to_the_second() -> None:
    article = pace([100, 100, 100], 60, TARIFF)
    late_ms = OPENED_MS + 300_000
    first = accept_beacon(fresh(), 1, article, late_ms)
    assert isinstance(first, Proof)
    second = accept_beacon(first, 2, article, late_ms)
    assert isinstance(second, Refused)
    assert second.figures == {"wait_s": 6}


@given(words, st.integers(-3, 20))
def test_a_beacon_out_of_order_is_refused_however_late(parts: list[int], index: int) -> None:
    article = pace(parts, 60, TARIFF)
    now_ms = OPENED_MS + article.floors_ms[0]
    answer = accept_beacon(fresh(), index, article, now_ms)
    if index == 1:
        assert isinstance(answer, Proof)
    else:
        assert isinstance(answer, Refused)
        assert answer.name == "PROOF_FORGED"


@given(words)
def test_nothing_follows_the_last_section(parts: list[int]) -> None:
    article = pace(parts, 60, TARIFF)
    proof, now_ms = read_to_the_end(article)
    answer = accept_beacon(proof, len(parts) + 1, article, now_ms + 60_000)
    assert isinstance(answer, Refused)
    assert answer.name == "PROOF_FORGED"


def test_replaying_a_beacon_gains_nothing() -> None:
    article = pace([100, 100, 100], 60, TARIFF)
    now_ms = OPENED_MS + 6_000
    once = accept_beacon(fresh(), 1, article, now_ms)
    again = accept_beacon(fresh(), 1, article, now_ms + 1_000)
    assert isinstance(once, Proof)
    assert isinstance(again, Proof)
    assert (once.next_index, again.next_index) == (2, 2)
    assert again.last_ms > once.last_ms


def test_a_session_ends_a_millisecond_after_its_life() -> None:
    article = pace([100, 100, 100], 60, TARIFF)
    assert article.life_ms == 900_000
    assert isinstance(accept_beacon(fresh(), 1, article, OPENED_MS + 900_000), Proof)
    answer = accept_beacon(fresh(), 1, article, OPENED_MS + 900_001)
    assert isinstance(answer, Refused)
    assert answer.name == "SESSION_GONE"
    assert is_over(fresh(), article, OPENED_MS + 900_001)


@given(words, minutes, st.integers(0, 10_000_000))
def test_progress_grows_from_nothing_to_the_whole(
    parts: list[int], time_to_read_s: int, waited_ms: int
) -> None:
    article = pace(parts, time_to_read_s, TARIFF)
    start = progress(fresh(), article, OPENED_MS)
    assert start == (0, sum(article.floors_ms), article.floors_ms[0])
    later = progress(fresh(), article, OPENED_MS + waited_ms)
    assert later.percent == 0
    assert later.left_ms == start.left_ms - min(waited_ms, article.floors_ms[0])
    first = accept_beacon(fresh(), 1, article, OPENED_MS + article.floors_ms[0])
    assert isinstance(first, Proof)
    percent = progress(first, article, OPENED_MS).percent
    assert abs(percent - 100 * parts[0] // sum(parts)) <= 1
    proof, now_ms = read_to_the_end(article)
    assert progress(proof, article, now_ms) == (100, 0, 0)
