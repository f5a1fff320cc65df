"""The list of a member's sessions, and signing out of one or of all others. No rules here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.core.ids import MemberId
from tweipress.http.answers import SeeOther
from tweipress.people.actions.sessions import end_other_sessions, end_session
from tweipress.people.models import Member
from tweipress.people.signed_in import queries


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where the member is signed in; sign out there as a form asks."""
    member = request.user
    assert isinstance(member, Member)
    if request.method != "POST":
        listed = queries.sessions_of(member, request.session.session_key)
        return render(request, "people/sessions.html", {"listed": listed})
    if request.POST.get("others"):
        end_other_sessions(request, member)
        messages.success(request, _("You are signed out everywhere else."))
    elif end_session(MemberId(member.pk), request.POST.get("mark", "")):
        messages.success(request, _("You are signed out there."))
    else:
        messages.info(request, _("That session has ended already."))
    return SeeOther(request.path)
