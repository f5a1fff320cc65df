"""Puzzles: a second of work that a browser does where many requests come at once.

They have ALTCHA's form; the library makes and verifies them here, and no other service is asked.
limits.py says when one is needed. A puzzle has one purpose, expires, and is solved once.
"""

import hmac
import json
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

from altcha.v1 import (
    ChallengeOptions,
    PayloadType,
    create_challenge,
    extract_params,
    verify_solution,
)
from django.conf import settings
from django.http import HttpRequest

from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import MS_PER_S, whole_s
from tweipress.http import limits
from tweipress.http.counts import Window
from tweipress.http.limits import Limit
from tweipress.http.marks import is_first

PURPOSE: Final = b"tweipress puzzle 1"
FIELD: Final = "puzzle"
FOLDER: Final = "puzzles"
NUMBER_MAX: Final = 500_000
"""A browser tries half of them on average: 0.13 s on a desktop, about 1 s on a slow phone."""
SENT_MAX_CHARS: Final = 1_000
"""A solution has about 330."""
FIELD_TYPES: Final = {
    "algorithm": str,
    "challenge": str,
    "number": int,
    "salt": str,
    "signature": str,
}


class Puzzle(NamedTuple):
    """A puzzle for a form, as JSON, and after how many seconds none is needed."""

    challenge: str
    wait_s: int


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests pass freely while there is room, else with a puzzle.

    A solution fits only the `purpose` that its puzzle was made for.
    """

    purpose: str
    free: tuple[Window, ...]
    life_s: int

    def puzzle(self) -> Puzzle | None:
        """Return the puzzle that is needed now, or None. Nothing is stored."""
        now_ms = clock.now_ms()
        wait_ms = limits.COUNTS.wait_ms(self.free, now_ms)
        if wait_ms <= 0:
            return None
        return made(self.purpose, self.life_s, wait_ms)

    def pass_through(self, form: Mapping[str, str]) -> Refused | None:
        """Count and let pass, freely or with the solution in a form; else refuse."""
        now_ms = clock.now_ms()
        full = [state for state in limits.COUNTS.take(self.free, now_ms) if state.is_full]
        if not full:
            return None
        wait_s = whole_s(max(state.next_ms for state in full))
        sent = form.get(FIELD, "")
        if not sent:
            return refuse(Refusal.PUZZLE_MISSING, wait_s=wait_s)
        if not is_spent_now(sent, [self.purpose]):
            return refuse(Refusal.PUZZLE_WRONG, wait_s=wait_s)
        limits.COUNTS.note(self.free, now_ms)
        return None


def gate(request: HttpRequest, purpose: str, free: Sequence[Limit], life_s: int) -> Gate:
    """Return the gate that a request has to pass for a purpose."""
    return Gate(purpose, tuple(limits.windows(request, free)), life_s)


def made(purpose: str, life_s: int, wait_ms: int, number_max: int = NUMBER_MAX) -> Puzzle:
    """Return a new puzzle for a purpose; its work grows with `number_max`. Nothing is stored."""
    expires = datetime.fromtimestamp(clock.now_ms() // MS_PER_S + life_s, UTC)
    challenge = create_challenge(
        ChallengeOptions(max_number=number_max, hmac_key=_key(purpose), expires=expires)
    )
    return Puzzle(json.dumps(challenge.to_dict()), whole_s(wait_ms))


def is_spent_now(sent: str, purposes: Iterable[str]) -> bool:
    """Return whether a solution fits one of the purposes and is unused, and mark it as used."""
    now_s = clock.now_ms() // MS_PER_S
    solution = _solution(sent)
    if solution is None:
        return False
    is_right = any(
        verify_solution(solution, _key(purpose), check_expires=False)[0] for purpose in purposes
    )
    if not is_right:
        return False
    expires_s = int(extract_params(solution)["expires"][0])  # ours, as the signature is
    return now_s <= expires_s and is_first(FOLDER, solution["signature"], expires_s, now_s)


def _solution(sent: str) -> PayloadType | None:
    """Return what was sent if it has the form of a solution: base64 of JSON with known fields."""
    if len(sent) > SENT_MAX_CHARS:
        return None
    try:
        parsed = json.loads(b64decode(sent, validate=True))
    except (ValueError, RecursionError):
        return None
    if not isinstance(parsed, dict) or parsed.keys() != FIELD_TYPES.keys():
        return None
    if any(type(parsed[name]) is not kind for name, kind in FIELD_TYPES.items()):
        return None
    if not all(str(value).isascii() for value in parsed.values()):
        return None
    solution: PayloadType = parsed  # type: ignore[assignment]  # its fields were just checked
    return solution if solution["algorithm"] == "SHA-256" else None


def _key(purpose: str) -> bytes:
    """Return the key that signs the puzzles of one purpose."""
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, purpose.encode(), "sha256")
