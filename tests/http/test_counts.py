"""Moving windows: exact at the limit, back after it, whatever the clock and the threads do."""

import sys
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from tweipress.http.counts import SWEEP_LEAST, Counts, Window

THREE = Window("forms", "7", 3, 1000)
START_MS = 1_764_000_000_000


@pytest.fixture
def eager_threads() -> Iterator[None]:
    """Let threads take turns a thousand times as often as usual."""
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(usual_s)


def took(counts: Counts, at_ms: int, window: Window = THREE) -> bool:
    """Count once, and tell whether there was room."""
    return not counts.take([window], START_MS + at_ms)[0].is_full


def test_as_many_fit_as_are_said_and_each_place_comes_back_with_its_own_time() -> None:
    counts = Counts()
    assert [took(counts, at_ms) for at_ms in (0, 400, 800, 900, 999)] == [True] * 3 + [False] * 2
    assert [took(counts, at_ms) for at_ms in (1000, 1001, 1399, 1400)] == [True, False, False, True]


def test_what_is_left_and_when_one_more_fits_is_told() -> None:
    counts = Counts()
    states = [counts.take([THREE], START_MS + at_ms)[0] for at_ms in (0, 100, 200, 300)]
    assert states == [(2, 1000, False), (1, 900, False), (0, 800, False), (0, 700, True)]


def test_a_request_refused_by_one_window_is_counted_in_none() -> None:
    counts, wide = Counts(), Window("forms", "network", 9, 1000)
    states = [counts.take([wide, THREE], START_MS) for _ in range(5)]
    assert [state[0].left for state in states] == [8, 7, 6, 6, 6]
    assert [state[1].is_full for state in states] == [False] * 3 + [True] * 2


def test_one_persons_window_is_not_anothers() -> None:
    counts = Counts()
    assert all(took(counts, 0) for _ in range(3))
    assert took(counts, 0, THREE._replace(whose="8"))
    assert took(counts, 0, THREE._replace(name="openings"))


def test_what_is_noted_is_counted_beyond_the_limit_and_takes_no_more_room() -> None:
    counts = Counts()
    for at_ms in range(0, 500, 100):
        counts.note([THREE], START_MS + at_ms)
    assert counts.wait_ms([THREE], START_MS + 500) == 700
    assert counts.wait_ms([THREE], START_MS + 1200) == 0
    assert counts.wait_ms([THREE._replace(whose="8")], START_MS) == 0


@pytest.mark.usefixtures("eager_threads")
def test_threads_that_ask_at_once_get_no_more_than_there_is() -> None:
    counts, fives = Counts(), [Window("forms", str(turn), 5, 60_000) for turn in range(50)]
    barrier = Barrier(8)
    got: list[str] = []

    def ask() -> None:
        barrier.wait()
        for window in fives:
            got.extend(window.whose for _ in range(3) if took(counts, 0, window))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(window.whose for window in fives for _ in range(5))


def test_a_clock_that_steps_back_locks_nobody_out() -> None:
    counts = Counts()
    assert all(took(counts, 0) for _ in range(3))
    assert took(counts, -3_600_000)


def test_what_is_over_is_forgotten() -> None:
    counts = Counts()
    for number in range(10 * SWEEP_LEAST):
        assert took(counts, number * 10, THREE._replace(whose=str(number)))
    assert len(counts) <= 2 * SWEEP_LEAST


def test_no_number_of_networks_fills_the_memory() -> None:
    counts = Counts(keys_max=2000)
    for number in range(20_000):
        counts.note([THREE._replace(whose=str(number))], START_MS)
    assert len(counts) <= 2000
    assert took(counts, 0, THREE._replace(whose="19999"))
    assert counts.take([THREE._replace(whose="19999")], START_MS)[0].left == 0
