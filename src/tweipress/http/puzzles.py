"""Puzzles: a second of work that a browser does where many requests come at once.

They have ALTCHA's form; the library makes and verifies them here, and no other service is asked.
limits.py says when one is needed. A puzzle has one purpose, expires, and is solved once.
"""

import hmac
import json
import os
from base64 import b64decode
from collections.abc import Mapping, Sequence
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

PURPOSE: Final = b"tweipress puzzle 1"
FIELD: Final = "puzzle"
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
        expires = datetime.fromtimestamp(now_ms // MS_PER_S + self.life_s, UTC)
        made = create_challenge(
            ChallengeOptions(max_number=NUMBER_MAX, hmac_key=_key(self.purpose), expires=expires)
        )
        return Puzzle(json.dumps(made.to_dict()), whole_s(wait_ms))

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
        if not _is_spent_now(sent, self.purpose, now_ms // MS_PER_S):
            return refuse(Refusal.PUZZLE_WRONG, wait_s=wait_s)
        limits.COUNTS.note(self.free, now_ms)
        return None


def gate(request: HttpRequest, purpose: str, free: Sequence[Limit], life_s: int) -> Gate:
    """Return the gate that a request has to pass for a purpose."""
    return Gate(purpose, tuple(limits.windows(request, free)), life_s)


def _is_spent_now(sent: str, purpose: str, now_s: int) -> bool:
    """Return whether a solution is right and unused, and mark it as used."""
    solution = _solution(sent)
    if solution is None:
        return False
    is_right, _ = verify_solution(solution, _key(purpose), check_expires=False)
    if not is_right:
        return False
    expires_s = int(extract_params(solution)["expires"][0])  # ours, as the signature is
    return now_s <= expires_s and _is_first(solution["signature"], expires_s, now_s)


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


def _is_first(signature: str, expires_s: int, now_s: int) -> bool:
    """Mark a solution as used, for every web process; return whether it was unused.

    The mark is an empty file with the solution's name, kept until the puzzle has expired.
    """
    folder = settings.TWEIPRESS_DATA / "puzzles"
    folder.mkdir(mode=0o700, exist_ok=True)
    for file in folder.iterdir():
        if int(file.name.partition("-")[0]) < now_s:
            file.unlink(missing_ok=True)
    try:
        os.close(os.open(folder / f"{expires_s}-{signature}", os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


def _key(purpose: str) -> bytes:
    """Return the key that signs the puzzles of one purpose."""
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, purpose.encode(), "sha256")
