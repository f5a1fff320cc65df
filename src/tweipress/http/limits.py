"""How often a member, and a network, may ask: the table, and what an answer says of it.

Counted in each web process for itself. What is counted where: the middleware counts every form,
the views of reading and of people theirs.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.counts import Counts, State, Window
from tweipress.http.network import network_of

MEMBER: Final = "member"
NETWORK: Final = "network"
SITE: Final = "site"
MINUTE_S: Final = 60
HOUR_S: Final = 3600
DAY_S: Final = 86_400
MS_PER_S: Final = 1000
STATED: Final = "tweipress.limits"
"""Where a request keeps what was counted, for the answer's headers."""
WHO: Final = {MEMBER: "You have", NETWORK: "Your network has"}


class Limit(NamedTuple):
    """`amount` times in `window_s`, for one of `whose`; `what` was done that often."""

    name: str
    whose: str
    what: str
    amount: int
    window_s: int
    reason: str


FORMS: Final = (
    Limit("forms-member", MEMBER, "sent a form", 240, MINUTE_S, "four a second: no hand does that"),
    Limit("forms-network", NETWORK, "sent a form", 1500, MINUTE_S, "300 who read at once"),
)
OPENINGS: Final = (
    Limit("openings-member", MEMBER, "started to read", 20, MINUTE_S, "looking for a story"),
    Limit("openings-network", NETWORK, "started to read", 120, MINUTE_S, "300 read for 2.5 min"),
)
SIGN_UPS: Final = (
    Limit("sign-ups-network", NETWORK, "joined", 10, HOUR_S, "a family, a few at an office"),
)

# What needs no puzzle (puzzles.py). Those that pass with one are counted too.
FREE_SIGN_UPS: Final = (
    Limit("free-sign-ups-network", NETWORK, "joined", 2, HOUR_S, "a couple"),
    Limit("free-sign-ups-site", SITE, "joined", 30, 10 * MINUTE_S, "an article that many share"),
)
FREE_OPENINGS: Final = (
    Limit("free-openings-network", NETWORK, "started", 60, 10 * MINUTE_S, "15 read for 2.5 min"),
    Limit("free-openings-site", SITE, "started", 600, MINUTE_S, "ten a second is a loaded site"),
)
FREE_OPENINGS_YOUNG: Final = (
    Limit("free-openings-young", MEMBER, "started", 3, DAY_S, "a newcomer looks around"),
)

COUNTS: Final = Counts()


def spend(request: HttpRequest, limits: Sequence[Limit]) -> Refused | None:
    """Count a request under limits, or refuse it and count nothing. A visitor has no member's."""
    counted = [it for it in limits if it.whose != MEMBER or request.user.is_authenticated]
    found = windows(request, counted)
    states = COUNTS.take(found, clock.now_ms())
    request.META.setdefault(STATED, []).extend(zip(found, states, strict=True))
    full = [pair for pair in zip(counted, states, strict=True) if pair[1].is_full]
    return _refused(*max(full, key=lambda it: it[1].next_ms)) if full else None


def windows(request: HttpRequest, limits: Sequence[Limit]) -> list[Window]:
    """Return what is counted of limits for whoever asks, as this site multiplies them."""
    whose = {MEMBER: str(request.user.pk), NETWORK: network_of(request), SITE: ""}
    factor = settings.TWEIPRESS_RATE_FACTOR
    return [
        Window(it.name, whose[it.whose], it.amount * factor, it.window_s * MS_PER_S)
        for it in limits
    ]


def state_in(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Return the answer with the limits that its request was counted under.

    In the form of the IETF's draft "RateLimit header fields for HTTP": q in w seconds may be asked;
    r are left, and in t seconds one more fits.
    """
    stated: list[tuple[Window, State]] = request.META.get(STATED, [])
    if stated:
        response["RateLimit-Policy"] = ", ".join(
            f'"{it.name}";q={it.amount};w={it.window_ms // MS_PER_S}' for it, _ in stated
        )
        response["RateLimit"] = ", ".join(
            f'"{it.name}";r={state.left};t={_whole_s(state.next_ms)}' for it, state in stated
        )
    return response


def _refused(limit: Limit, state: State) -> Refused:
    return refuse(
        Refusal.RATE_SPENT,
        who=WHO[limit.whose],
        what=limit.what,
        quota=limit.amount * settings.TWEIPRESS_RATE_FACTOR,
        window_s=limit.window_s,
        wait_s=_whole_s(state.next_ms),
    )


def _whole_s(ms: int) -> int:
    return -(-ms // MS_PER_S)
