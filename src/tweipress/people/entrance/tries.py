"""Wrong passwords: they make the next try dearer for strangers, and never shut anybody out.

They are counted for an address, a network and the site. Where many were, a device that is not known
solves a puzzle first, and each doubling doubles its work up to a bound. So whoever knows the
password gets in, whatever others try; a known device needs no puzzle.
"""

import hmac
from collections.abc import Mapping
from functools import partial
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import S_PER_H, whole_s
from tweipress.http import limits, puzzles
from tweipress.http.limits import TRIES_ADDRESS, TRIES_DEVICE, TRIES_NETWORK, TRIES_SITE
from tweipress.http.network import network_of
from tweipress.http.outbox import later
from tweipress.people.entrance import devices, warning
from tweipress.people.models import Member, mailbox_of
from tweipress.security.actions import Event, record

LEVELS: Final = {TRIES_ADDRESS.name: 5, TRIES_NETWORK.name: 3, TRIES_SITE.name: 1}
"""The hardest puzzle that each count can ask for: the first takes a slow phone about 1 s, the fifth
16 s. One abuser must not make a whole network wait long, nor the whole site."""
HARDEST: Final = max(LEVELS.values())
REMEMBERED: Final = 1 << HARDEST
PUZZLE_LIFE_S: Final = S_PER_H
"""A visitor has this long to fill in the form."""
WARN_AFTER: Final = 5
"""Wrong passwords within an hour after which the owner of an address is told."""
PURPOSE: Final = b"tweipress address 1"


class Tries:
    """The tries of a request's visitor to sign in, with an address or before one is typed."""

    def __init__(self, request: HttpRequest, address: str = "") -> None:
        self._request = request
        self._address = address.strip()
        network = network_of(request)
        self._purpose = f"sign-in {network}"
        owners = [(TRIES_NETWORK, network), (TRIES_SITE, "")]
        if self._address:
            owners.insert(0, (TRIES_ADDRESS, _digest(self._address)))
        self._bounds = [limits.window(limit, whose) for limit, whose in owners]
        self._counted = [limits.window(limit, whose, REMEMBERED) for limit, whose in owners]

    def enter(self, form: Mapping[str, str]) -> Refused | None:
        """Count a try and let it be made, or say which puzzle is asked for first."""
        now_ms = clock.now_ms()
        if self._is_of_known_device(now_ms):
            return None
        before = limits.COUNTS.add(self._counted, now_ms)
        level = self._level(before)
        refused = self._refusal(form.get(puzzles.FIELD, ""), level) if level else None
        if refused:
            self.take_back()
        return refused

    def take_back(self) -> None:
        """Count this try no more: the password was right, or none was checked."""
        limits.COUNTS.drop(self._counted, clock.now_ms())

    def note_wrong(self) -> None:
        """Note if the next one is dearer, and have the owner told if there were many.

        Nobody waits for whether there is an owner.
        """
        if len(self._counted) < len(LEVELS):
            return
        times, *others = limits.COUNTS.seen(self._counted, clock.now_ms())
        level = self._level([times, *others])
        if level > self._level([times - 1, *others]):
            tried = Member.objects.filter(email=self._address.lower()).values_list("pk", flat=True)
            record(Event.SIGN_IN_CHALLENGED, member=tried.first(), detail={"level": level})
        if times >= WARN_AFTER:
            later.do(partial(warning.warn, self._address))

    def puzzle(self) -> puzzles.Puzzle | None:
        """Return the puzzle that the next try needs, or None."""
        now_ms = clock.now_ms()
        if self._address and devices.known_for(self._request, self._address):
            return None
        level = self._level(limits.COUNTS.seen(self._counted, now_ms))
        if not level:
            return None
        purpose = f"{self._purpose} {level}"
        number_max = puzzles.NUMBER_MAX << (level - 1)
        return puzzles.made(purpose, PUZZLE_LIFE_S, self._wait_ms(), number_max)

    def _is_of_known_device(self, now_ms: int) -> bool:
        """Tell whether the device is known, and count its try; one that guesses is a stranger's."""
        device = devices.known_for(self._request, self._address)
        if not device:
            return False
        counted = [limits.window(TRIES_DEVICE, device)]
        if limits.COUNTS.take(counted, now_ms)[0].is_full:
            return False
        self._counted = counted
        return True

    def _level(self, times: list[int]) -> int:
        """Return how hard a puzzle has to be after so many tries in each window; 0 for none."""
        levels = (
            min(LEVELS[window.name], (seen // window.amount).bit_length())
            for window, seen in zip(self._bounds, times, strict=True)
        )
        return max(levels)

    def _refusal(self, sent: str, level: int) -> Refused | None:
        wait_s = whole_s(self._wait_ms())
        if not sent:
            return refuse(Refusal.PUZZLE_MISSING, wait_s=wait_s)
        hard_enough = [f"{self._purpose} {each}" for each in range(level, HARDEST + 1)]
        if not puzzles.is_spent_now(sent, hard_enough):
            return refuse(Refusal.PUZZLE_WRONG, wait_s=wait_s)
        return None

    def _wait_ms(self) -> int:
        return limits.COUNTS.wait_ms(self._bounds, clock.now_ms())


def _digest(address: str) -> str:
    """Return what an address is counted under: its mailbox, known or not, is not kept."""
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, mailbox_of(address).encode(), "sha256").hex()
