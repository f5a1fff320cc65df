"""What a member is told of, on which channels, and the browsers to which it is pushed."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http import limits
from tweipress.http.answers import SeeOther, refusal_page, to_sign_in
from tweipress.http.viewer import member_id, viewer_id
from tweipress.letters import actions as ending
from tweipress.letters import queries as letters
from tweipress.letters.queries import Rhythm, Topic
from tweipress.notifications import actions, queries
from tweipress.notifications.actions import Wanted
from tweipress.notifications.queries import Channel
from tweipress.pages.actions import letters as composing

BROWSERS: Final = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
"""As browsers name themselves, the ones first that also name others."""
SYSTEMS: Final = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
NEVER: Final = "never"
PLAIN: Final = {"Edg": "Edge", "OPR": "Opera", "Mac OS X": "macOS"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Show what is switched on, or switch kinds on and off."""
    member = member_id(request)
    if request.method == "POST":
        wanted = set(request.POST.getlist("on"))
        on = {
            (kind, channel)
            for kind in queries.OFFERED
            for channel in Channel
            if f"{kind}-{channel}" in wanted
        }
        actions.choose(member, on)
        messages.success(request, _("Saved. From now on you are told of what is ticked."))
        return SeeOther(reverse("notifications:choices"))
    return render(request, "notifications/choices.html", _shown(request, member))


def _shown(request: HttpRequest, member: MemberId) -> dict[str, object]:
    chosen = queries.switches(member)
    lines = [
        (kind, kind.label, [(channel, queries.is_on(chosen, kind, channel)) for channel in Channel])
        for kind in queries.OFFERED
    ]
    devices = queries.devices(member)
    return {
        "lines": lines,
        "channels": [channel.label for channel in Channel],
        "digest": letters.of_follower(member, Topic.TOLD),
        "rhythms": Rhythm.choices,
        "devices": devices,
        "here": request.session.session_key,
        "key": queries.public_key(),
        "devices_max": queries.DEVICES_MAX,
    }


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Have the digest come every day, every week, or not."""
    back_to, rhythm = reverse("notifications:choices"), request.POST.get("rhythm", "")
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, back_to)
    if rhythm == NEVER:
        ending.unfollow(member.pk, Topic.TOLD)
        messages.success(request, _("The digest comes no more."))
        return SeeOther(back_to)
    if rhythm not in Rhythm.values:
        return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    if refused := limits.spend(request, limits.LETTERS):
        return refusal_page(request, refused, back_to)
    language = get_language() or settings.LANGUAGE_CODE
    wanted = (member.email, rhythm, language, Topic.TOLD)
    if composing.ask_of_own(MemberId(member.pk), *wanted):
        messages.success(request, _("The digest comes to the address you sign in with."))
    else:
        messages.success(request, _("A mail is on its way to your address: confirm there."))
    return SeeOther(back_to)


@require_POST
def add_device(request: HttpRequest) -> HttpResponse:
    """Push to the browser that asks, whose script sends its subscription."""
    back_to, member = reverse("notifications:choices"), viewer_id(request)
    if member is None:
        return to_sign_in(request, back_to)
    wanted = Wanted(*(request.POST.get(field, "") for field in Wanted._fields))
    session, name = request.session.session_key or "", _name(request)
    if refused := actions.add_device(member, wanted, session, name):
        return refusal_page(request, refused, back_to)
    messages.success(request, _("Notifications are pushed to this browser from now on."))
    return SeeOther(back_to)


@require_POST
def remove_device(request: HttpRequest, number: str) -> HttpResponse:
    """Push to a browser no longer; to remove what is gone is no mistake."""
    back_to, member = reverse("notifications:choices"), viewer_id(request)
    if member is None:
        return to_sign_in(request, back_to)
    if (device := number_in(number)) is None:
        return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    actions.forget_device(member, device)
    messages.success(request, _("Nothing is pushed to this browser any more."))
    return SeeOther(back_to)


def _name(request: HttpRequest) -> str:
    """Return what a browser says it is, in few words: `Firefox, Linux`."""
    said = request.headers.get("User-Agent", "")
    parts = (next((word for word in words if word in said), "") for words in (BROWSERS, SYSTEMS))
    return ", ".join(PLAIN.get(part, part) for part in parts if part) or "?"
