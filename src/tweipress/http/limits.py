"""How often a member and a network may ask: the limits, and the headers that state them.

Each web process counts for itself. The middleware counts every form; the views that start readings
and sign-ups count those.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import MS_PER_S, S_PER_DAY, S_PER_H, S_PER_MIN, whole_s
from tweipress.http.counts import Counts, State, Window
from tweipress.http.network import network_of
from tweipress.security.actions import Event, record

MEMBER: Final = "member"
NETWORK: Final = "network"
SITE: Final = "site"
STATED: Final = "tweipress.limits"
"""Where a request keeps what was counted, for the answer's headers."""


class Limit(NamedTuple):
    """`amount` times in `window_s`, for one of `whose`; language.sentences says it by name."""

    name: str
    whose: str
    amount: int
    window_s: int
    reason: str


FORMS: Final = (
    Limit("forms-member", MEMBER, 240, S_PER_MIN, "four a second: no hand does that"),
    Limit("forms-network", NETWORK, 1500, S_PER_MIN, "300 who read at once"),
)
OPENINGS: Final = (
    Limit("openings-member", MEMBER, 20, S_PER_MIN, "looking for a story"),
    Limit("openings-network", NETWORK, 120, S_PER_MIN, "300 read for 2.5 min"),
)
SEARCHES: Final = (
    Limit("searches-member", MEMBER, 30, S_PER_MIN, "one every two seconds"),
    Limit("searches-network", NETWORK, 300, S_PER_MIN, "300 who look something up"),
)
TAKEOUTS: Final = (
    Limit("takeouts-member", MEMBER, 3, S_PER_DAY, "one lost, one broken off"),
    Limit("takeouts-network", NETWORK, 30, S_PER_H, "a class that leaves together"),
)
"""Each reads all that there is of a member, and is kept on the disk until it has been sent."""
UPLOADS: Final = (
    Limit("uploads-member", MEMBER, 120, S_PER_H, "a gallery, and some that were sent twice"),
    Limit("uploads-network", NETWORK, 600, S_PER_H, "five at an office on election day"),
)
"""A picture takes a second to read, and some more for its variants."""
COMPARISONS: Final = (
    Limit("comparisons-member", MEMBER, 60, S_PER_MIN, "one a second"),
    Limit("comparisons-network", NETWORK, 300, S_PER_MIN, "300 who look into one correction"),
)
DRAWINGS: Final = (
    Limit("drawings-network", NETWORK, 60, S_PER_MIN, "a network's previews of a day's articles"),
)
"""Pictures for sharing that were not drawn before; one costs some 50 ms."""
AUTOSAVES: Final = (
    Limit("autosaves-member", MEMBER, 60, S_PER_MIN, "three windows that are typed in at once"),
    Limit("autosaves-network", NETWORK, 2000, S_PER_MIN, "a newsroom of 100 who type at once"),
)
"""A page sends every three seconds at most while it is typed in. The longest text takes up to 0.3 s
of a processor, so that no member keeps one busy. Not counted as forms, so that a newsroom does not
use up what its readers send."""
PLACES: Final = (
    Limit("places-member", MEMBER, 60, S_PER_MIN, "three devices, each with a pause in 3 s"),
    Limit("places-network", NETWORK, 1500, S_PER_MIN, "300 who read at once"),
)
"""A page sends after three seconds without scrolling. Not counted as forms: whoever reads has not
used up what they may send by hand."""
LETTERS: Final = (Limit("letters-network", NETWORK, 10, S_PER_H, "a family, a few at an office"),)
LAW_NOTICES: Final = (
    Limit("law-notices-network", NETWORK, 20, S_PER_H, "somebody who goes through a thread"),
)
SIGN_UPS: Final = (Limit("sign-ups-network", NETWORK, 10, S_PER_H, "a family, a few at an office"),)

# What needs no puzzle (puzzles.py). Those that pass with one are counted too.
FREE_SIGN_UPS: Final = (
    Limit("free-sign-ups-network", NETWORK, 2, S_PER_H, "a couple"),
    Limit("free-sign-ups-site", SITE, 30, 10 * S_PER_MIN, "an article that many share"),
)
FREE_LETTERS: Final = (
    Limit("free-letters-network", NETWORK, 2, S_PER_H, "a couple"),
    Limit("free-letters-site", SITE, 30, 10 * S_PER_MIN, "an article that many share"),
)
FREE_LAW_NOTICES: Final = (
    Limit("free-law-notices-network", NETWORK, 3, S_PER_H, "who has found a few"),
    Limit("free-law-notices-site", SITE, 30, 10 * S_PER_MIN, "a comment that many share"),
)
FREE_OPENINGS: Final = (
    Limit("free-openings-network", NETWORK, 60, 10 * S_PER_MIN, "15 read for 2.5 min"),
    Limit("free-openings-site", SITE, 600, S_PER_MIN, "ten a second is a loaded site"),
)
FREE_RESETS: Final = (
    Limit("free-resets-network", NETWORK, 5, S_PER_H, "a family that forgets"),
    Limit("free-resets-site", SITE, 60, 10 * S_PER_MIN, "after a holiday"),
)
YOUNG_S: Final = 3 * S_PER_DAY
"""Farms use new accounts at once; this makes them wait."""
FREE_OPENINGS_YOUNG: Final = (
    Limit("free-openings-young", MEMBER, 3, S_PER_DAY, "a newcomer looks around"),
)

# Wrong passwords that need no puzzle; each doubling of them doubles the work (people/entrance)
TRIES_ADDRESS: Final = Limit("tries-address", "address", 3, S_PER_H, "a slip of the finger")
TRIES_NETWORK: Final = Limit("tries-network", NETWORK, 20, 10 * S_PER_MIN, "an office on Monday")
TRIES_SITE: Final = Limit("tries-site", SITE, 200, 10 * S_PER_MIN, "a town on Monday")
TRIES_DEVICE: Final = Limit("tries-device", "device", 10, 15 * S_PER_MIN, "who has forgotten it")

COUNTS: Final = Counts()


def spend(request: HttpRequest, limits: Sequence[Limit]) -> Refused | None:
    """Count a request under limits, or refuse it and count nothing.

    A member's limits do not apply to visitors.
    """
    counted = [limit for limit in limits if limit.whose != MEMBER or request.user.is_authenticated]
    states = _take(request, counted)
    full = [pair for pair in zip(counted, states, strict=True) if pair[1].is_full]
    if not full:
        return None
    limit, state = max(full, key=lambda pair: pair[1].next_ms)
    _note(request, limit)
    return _refused(limit, state)


def take(request: HttpRequest, limits: Sequence[Limit]) -> bool:
    """Count a member's request under limits and return True; or count nothing, and say nothing."""
    if any(state.is_full for state in _take(request, limits)):
        del request.META[STATED]
        return False
    return True


def _take(request: HttpRequest, limits: Sequence[Limit]) -> list[State]:
    """Count a request under limits, and keep what to state of them."""
    filled = windows(request, limits)
    states = COUNTS.take(filled, clock.now_ms())
    request.META.setdefault(STATED, []).extend(zip(filled, states, strict=True))
    return states


def windows(request: HttpRequest, limits: Sequence[Limit]) -> list[Window]:
    """Return the windows that count this request under limits, as this site multiplies them."""
    whose = {MEMBER: str(request.user.pk), NETWORK: network_of(request), SITE: ""}
    return [window(limit, whose[limit.whose]) for limit in limits]


def window(limit: Limit, whose: str, times: int = 1) -> Window:
    """Return the window that counts somebody under a limit, or remembers `times` as many."""
    amount = limit.amount * settings.TWEIPRESS_RATE_FACTOR * times
    return Window(limit.name, whose, amount, limit.window_s * MS_PER_S)


def state_in(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Return the answer with the limits that its request was counted under.

    In the form of the IETF's draft "RateLimit header fields for HTTP": q in w seconds may be asked;
    r are left, and in t seconds one more fits.
    """
    stated: list[tuple[Window, State]] = request.META.get(STATED, [])
    if stated:
        response["RateLimit-Policy"] = ", ".join(
            f'"{window.name}";q={window.amount};w={window.window_ms // MS_PER_S}'
            for window, _ in stated
        )
        response["RateLimit"] = ", ".join(
            f'"{window.name}";r={state.left};t={whole_s(state.next_ms)}' for window, state in stated
        )
    return response


def _note(request: HttpRequest, limit: Limit) -> None:
    """Tell the security log, once in the limit's window however often it is asked."""
    (window,) = windows(request, [limit])
    told = window._replace(name=f"told {window.name}", amount=1)
    if not COUNTS.take([told], clock.now_ms())[0].is_full:
        record(Event.LIMIT_REACHED, member=request.user.pk, detail={"limit": limit.name})


def _refused(limit: Limit, state: State) -> Refused:
    return refuse(
        Refusal.RATE_SPENT,
        limit=limit.name,
        quota=limit.amount * settings.TWEIPRESS_RATE_FACTOR,
        window_s=limit.window_s,
        wait_s=whole_s(state.next_ms),
    )
