"""Puzzles: a second of work for a browser where much is asked for at once, made and checked here.

They have ALTCHA's form, the library makes and verifies them, and nobody else is asked. When one is
asked for is in limits.py. A puzzle is for one purpose, expires, and its solution is used once.
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
from tweipress.http import limits
from tweipress.http.counts import Window
from tweipress.http.limits import MS_PER_S, Limit

PURPOSE: Final = b"tweipress puzzle 1"
FIELD: Final = "puzzle"
NUMBER_MAX: Final = 500_000
"""Half of it is tried on the average: 0.13 s on a desk, and about a second on a slow phone."""
SENT_MAX: Final = 1_000
"""Signs; a solution has about 330."""
SHAPE: Final = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


class Puzzle(NamedTuple):
    """A puzzle for a form, as JSON, and after how many seconds none is asked for."""

    challenge: str
    wait_s: int


@dataclass(frozen=True, slots=True)
class Gate:
    """What a browser passes to do something: freely while there is room, else with a puzzle.

    `purpose` says for whom and what for; another one's solution does not fit.
    """

    purpose: str
    free: tuple[Window, ...]
    life_s: int

    def puzzle(self) -> Puzzle | None:
        """Return the puzzle that is asked for at this moment, if one is. Nothing is kept of it."""
        now_ms = clock.now_ms()
        wait_ms = limits.COUNTS.wait_ms(self.free, now_ms)
        if wait_ms <= 0:
            return None
        expires = datetime.fromtimestamp(now_ms // MS_PER_S + self.life_s, UTC)
        made = create_challenge(
            ChallengeOptions(max_number=NUMBER_MAX, hmac_key=_key(self.purpose), expires=expires)
        )
        return Puzzle(json.dumps(made.to_dict()), -(-wait_ms // MS_PER_S))

    def pass_through(self, form: Mapping[str, str]) -> Refused | None:
        """Count whoever passes, freely or with the solution in a form; refuse others."""
        now_ms = clock.now_ms()
        full = [it for it in limits.COUNTS.take(self.free, now_ms) if it.is_full]
        if not full:
            return None
        wait_s = -(-max(it.next_ms for it in full) // MS_PER_S)
        sent = form.get(FIELD, "")
        if not sent:
            return refuse(Refusal.PUZZLE_MISSING, wait_s=wait_s)
        if not _is_spent_now(sent, self.purpose, now_ms // MS_PER_S):
            return refuse(Refusal.PUZZLE_WRONG, wait_s=wait_s)
        limits.COUNTS.note(self.free, now_ms)
        return None


def gate(request: HttpRequest, purpose: str, free: Sequence[Limit], life_s: int) -> Gate:
    """Return the gate to something, for whoever asks."""
    return Gate(purpose, tuple(limits.windows(request, free)), life_s)


def _is_spent_now(sent: str, purpose: str, now_s: int) -> bool:
    """Tell whether a solution is right, and nobody used it before; it is used with that."""
    solution = _solution(sent)
    if solution is None:
        return False
    is_right, _ = verify_solution(solution, _key(purpose), check_expires=False)
    if not is_right:
        return False
    expires_s = int(extract_params(solution)["expires"][0])  # ours, as the signature is
    return now_s <= expires_s and _is_first(solution["signature"], expires_s, now_s)


def _solution(sent: str) -> PayloadType | None:
    """Return what was sent if it looks like a solution: base64 of JSON with the known fields."""
    if len(sent) > SENT_MAX:
        return None
    try:
        found = json.loads(b64decode(sent, validate=True))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != SHAPE.keys():
        return None
    if any(type(found[name]) is not kind for name, kind in SHAPE.items()):
        return None
    if not all(str(value).isascii() for value in found.values()):
        return None
    solution: PayloadType = found  # type: ignore[assignment]  # its shape was just looked at
    return solution if solution["algorithm"] == "SHA-256" else None


def _is_first(signature: str, expires_s: int, now_s: int) -> bool:
    """Note that a solution was used, for every web process; tell whether it is the first time.

    The name of an empty file is what is kept, until the puzzle has expired.
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
    """Return what signs the puzzles of one purpose, so that no other's solution fits."""
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, purpose.encode(), "sha256")
