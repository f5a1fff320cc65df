"""Closing one's account: what becomes of everything, then the form. No rules here."""

from http import HTTPStatus

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tweipress.bank import queries as books
from tweipress.core.acts.members.leave import Leave
from tweipress.core.ids import MemberId
from tweipress.http.refusals import advised, status_of
from tweipress.pages.actions.leaving import close_account
from tweipress.people.actions.leaving import SHAPE_KEPT, LeaveForm, Texts


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def leave(request: HttpRequest) -> HttpResponse:
    """Say what becomes of texts, Twei and data; close the account of whoever means it."""
    assert request.user.is_authenticated
    member, refused = request.user, None
    form = LeaveForm(member, request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused = close_account(member, Texts(form.cleaned_data["texts"]))
        if refused is None:
            logout(request)
            return render(request, "people/left.html")
    number = MemberId(member.pk)
    standing = books.standing(number)
    shown = {
        "form": form,
        "standing": standing,
        "refused": refused or (books.preview(Leave(number)).refused if standing else None),
        "kept_days": SHAPE_KEPT.days,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if refused is not None:
        status = status_of(refused)
    return advised(render(request, "people/leave.html", shown, status=status), refused)
