"""The desk's lists: the story budget, ideas, the calendar. No rules here."""

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tweipress.articles.actions import ContentError, LockedError
from tweipress.articles.desk import actions, queries
from tweipress.articles.desk.queries import IdeaForm, Stage
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.outbox.mail import at_site
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.language import zone
from tweipress.pages.desk import budget, ical
from tweipress.people import queries as people

PAGE: Final = "desk/desk.html"
ICAL: Final = "text/calendar; charset=utf-8"


@require_safe
@login_required
@books.read_session()
def desk(request: HttpRequest) -> HttpResponse:
    """Show the story budget."""
    return _desk(request, IdeaForm())


@require_POST
@login_required
def new_idea(request: HttpRequest) -> HttpResponse:
    """Save an idea."""
    member, form = member_id(request), IdeaForm(request.POST)
    if not form.is_valid():
        return _desk(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    refused = books.ban_refusal(member)
    assignee = assigned(form.cleaned_data["assignee"])
    if isinstance(assignee, Refused):
        refused = refused or assignee
    elif refused is None:
        refused = _save_idea(member, form, assignee)
    if refused is not None:
        return advised(_desk(request, form, refused, status_of(refused)), refused)
    messages.success(request, _("The idea is on the desk."))
    return SeeOther(reverse("desk:desk"))


def _save_idea(member: MemberId, form: IdeaForm, assignee: MemberId | None) -> Refused | None:
    said = form.cleaned_data
    planned = actions.Planned(Stage.IDEA, said["note"], assignee, said["due"])
    try:
        actions.new_idea(member, {key: said.get(key, "") for key in ("title", "section")}, planned)
    except LockedError as locked:
        return locked.refused
    except ContentError:
        return refuse(Refusal.MALFORMED)
    return None


@require_safe
@login_required
@books.read_session()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month."""
    today = zone.day_of(clock.now())
    first = budget.month_in(request.GET.get("month", ""), today)
    if first is None:
        raise Http404
    member = member_id(request)
    path = reverse("desk:ical", args=[queries.token(member)])
    shown = {
        "month": budget.month(member, first, today),
        "zone": str(zone.in_force()),
        "address": at_site(path),
    }
    return render(request, "desk/calendar.html", shown)


@require_POST
@login_required
def renew(request: HttpRequest) -> HttpResponse:
    """Give the member another secret address of the calendar."""
    actions.renew_address(member_id(request))
    messages.success(
        request, _("Your calendar has a new address. The one before shows nothing any more.")
    )
    return SeeOther(reverse("desk:calendar"))


@never_cache
@require_safe
@books.read_session()
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program that knows a member's address."""
    member = queries.member_of(token)
    if member is None or books.ban_refusal(member):
        raise Http404
    today = zone.day_of(clock.now())
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(ical.calendar(member, today), content_type=ICAL, headers=headers)


def assigned(name: str) -> MemberId | Refused | None:
    """Return the member whom a form names, None for nobody."""
    if not name:
        return None
    member = people.by_name(name)
    return MemberId(member.pk) if member else refuse(Refusal.UNKNOWN_MEMBER)


@books.read_session()
def _desk(
    request: HttpRequest,
    form: IdeaForm,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = budget.budget(member_id(request), request.GET, zone.day_of(clock.now()))
    shown = {"budget": page, "form": form, "refused": refused}
    return render(request, PAGE, shown, status=status)
