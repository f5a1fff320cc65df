"""Puzzles: asked for when there is no room, for one purpose, for a while, and used once."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from pytest_django import Settings

from tests.http.solving import solution, solved
from tweipress.bank import clock
from tweipress.bank.clock import ManualClock
from tweipress.core.refusals import Refusal
from tweipress.http import limits, puzzles
from tweipress.http.counts import Counts, Window
from tweipress.http.puzzles import FIELD, Gate

LIFE_S = 600
TWO = Window("free", "somebody", 2, 3_600_000)
MISSING, WRONG = Refusal.PUZZLE_MISSING, Refusal.PUZZLE_WRONG


@pytest.fixture(autouse=True)
def time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[ManualClock]:
    """Count from nothing, with a clock by hand and puzzles that take no time."""
    settings.TWEIPRESS_DATA = tmp_path
    monkeypatch.setattr(limits, "COUNTS", Counts())
    monkeypatch.setattr(puzzles, "NUMBER_MAX", 200)
    hand = ManualClock(1_764_000_000_000)
    clock.use(hand)
    yield hand
    clock.use(None)


@pytest.fixture
def gate() -> Gate:
    """A gate through which two have gone already."""
    gate = Gate("open 7 42", (TWO,), LIFE_S)
    assert [gate.pass_through({}) for _ in range(2)] == [None, None]
    return gate


def challenge(gate: Gate) -> str:
    """Return the puzzle that must be asked for."""
    puzzle = gate.puzzle()
    assert puzzle is not None
    return puzzle.challenge


def passed(gate: Gate, sent: str) -> Refusal | None:
    """Go through with a solution, and return why not."""
    refused = gate.pass_through({FIELD: sent})
    return refused.reason if refused else None


def changed(sent: str, **fields: object) -> str:
    """Return a solution with other fields."""
    fields = {**json.loads(base64.b64decode(sent)), **fields}
    return base64.b64encode(json.dumps(fields).encode()).decode()


def test_who_comes_while_there_is_room_solves_nothing() -> None:
    gate = Gate("open 7 42", (TWO,), LIFE_S)
    assert gate.puzzle() is None
    assert passed(gate, "") is None


def test_without_room_a_puzzle_is_asked_for_and_its_solution_opens(gate: Gate) -> None:
    assert passed(gate, "") is MISSING
    assert passed(gate, solution(challenge(gate))) is None


def test_it_is_said_when_it_can_be_done_without(gate: Gate, time: ManualClock) -> None:
    time.advance(600)
    refused = gate.pass_through({})
    assert refused is not None
    assert refused.figures == {"wait_s": 3000}
    puzzle = gate.puzzle()
    assert puzzle is not None
    assert puzzle.wait_s == 3000
    time.advance(3000)
    assert gate.puzzle() is None
    assert passed(gate, "") is None


def test_who_passes_with_a_puzzle_is_counted_too(gate: Gate, time: ManualClock) -> None:
    time.advance(3599)
    for _ in range(2):
        assert passed(gate, solution(challenge(gate))) is None
    time.advance(1)
    assert passed(gate, "") is MISSING


def test_a_solution_is_used_once(gate: Gate) -> None:
    sent = solution(challenge(gate))
    assert [passed(gate, sent) for _ in range(3)] == [None, WRONG, WRONG]


def test_of_many_who_send_one_solution_at_once_one_passes(gate: Gate) -> None:
    sent, barrier = solution(challenge(gate)), Barrier(8)
    got: list[Refusal | None] = []

    def go() -> None:
        barrier.wait()
        got.append(passed(gate, sent))

    threads = [Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer is None for answer in got) == [False] * 7 + [True]


def test_what_was_used_is_remembered_until_it_has_expired_and_no_longer(
    gate: Gate, time: ManualClock, tmp_path: Path
) -> None:
    for _ in range(3):
        assert passed(gate, solution(challenge(gate))) is None
    time.advance(LIFE_S + 1)
    assert passed(gate, solution(challenge(gate))) is None
    assert len(list((tmp_path / "puzzles").iterdir())) == 1


def test_a_puzzle_expires(gate: Gate, time: ManualClock) -> None:
    young, old = (solution(challenge(gate)) for _ in range(2))
    time.advance(LIFE_S)
    assert passed(gate, young) is None
    time.advance(1)
    assert passed(gate, old) is WRONG


@pytest.mark.parametrize("purpose", ["open 8 42", "open 7 43", "sign-up 42", ""])
def test_anothers_solution_does_not_fit(gate: Gate, purpose: str) -> None:
    other = Gate(purpose, (TWO,), LIFE_S)
    assert passed(gate, solution(challenge(other))) is WRONG


def test_neither_does_another_sites(gate: Gate, settings: Settings) -> None:
    sent = solution(challenge(gate))
    settings.SECRET_KEY = "another key of a site that is not this one at all"
    assert passed(gate, sent) is WRONG


def test_a_solution_that_was_changed_is_wrong(gate: Gate, time: ManualClock) -> None:
    asked = challenge(gate)
    right, sent = solved(asked), solution(asked)
    later = right.salt.replace("expires=", "expires=9")
    spliced = right.salt.removesuffix("&") + f"&expires={time.time_ms}&"
    for fields in (
        {"number": right.number + 1},
        {"number": str(right.number)},
        {"number": True},
        {"number": 10**300},
        {"salt": later},
        {"salt": spliced},
        {"salt": 5},
        {"salt": ""},
        {"salt": "\ud800"},
        {"challenge": "\ud800", "number": -1},
        {"signature": right.challenge},
        {"signature": "../../secret_key"},
        {"algorithm": "SHA-1"},
        {"algorithm": "md5"},
        {"more": "than it has"},
        {"challenge": None},
    ):
        assert passed(gate, changed(sent, **fields)) is WRONG, fields
    assert passed(gate, sent) is None


@pytest.mark.parametrize(
    "sent",
    [
        "x",
        "[]",
        "é",
        "\0",
        "x" * 1_000_000,
        *(
            base64.b64encode(payload).decode()
            for payload in (b"1", b"[]", b"{}", b"null", b"\xff", b"[" * 740, b'{"a":' * 140)
        ),
    ],
    ids=lambda payload: payload[:8].encode().hex(),
)
def test_what_is_no_solution_at_all_is_wrong(gate: Gate, sent: str) -> None:
    assert passed(gate, sent) is WRONG


def test_a_puzzle_says_nothing_of_whom_it_is_for(gate: Gate) -> None:
    asked = json.loads(challenge(gate))
    assert set(asked) == {"algorithm", "challenge", "maxNumber", "salt", "signature"}
    assert asked["salt"].partition("?")[2] == f"expires={clock.now_ms() // 1000 + LIFE_S}&"
