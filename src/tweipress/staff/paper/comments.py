"""The page on which an operator sets the rules for comments, of the site and of its sections."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.comments.rules import actions, queries
from tweipress.comments.rules.queries import SectionRulesForm, SiteRulesForm, hook_key
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.publication import queries as paper
from tweipress.staff.guards import only_with


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def comments(request: HttpRequest, operator: Any) -> HttpResponse:
    """Show the rules of the site; store what is sent, unless somebody else has changed it."""
    if request.method != "POST":
        return _page(request, SiteRulesForm.of(queries.site(), paper.row().version), "")
    form = SiteRulesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, "")
    version = form.cleaned_data["version"]
    if refused := actions.set_site(MemberId(operator.pk), version, form.values):
        return _page(request, form, "", refused)
    messages.success(request, _("Saved. It holds from now on."))
    return SeeOther(reverse("paper:comments"))


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def section(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Show what differs in a section; store what is sent."""
    name = next((row.name for row in paper.sections() if row.pk == number), None)
    if name is None:
        raise Http404
    if request.method != "POST":
        form = SectionRulesForm.of(queries.of_section(number), paper.row().version)
        return _page(request, form, name)
    sent = SectionRulesForm(request.POST)
    if not sent.is_valid():
        return _page(request, sent, name)
    version = sent.cleaned_data["version"]
    if refused := actions.set_section(MemberId(operator.pk), version, number, sent.values):
        return _page(request, sent, name, refused)
    messages.success(request, _("Saved. It holds from now on."))
    return SeeOther(reverse("paper:comments_of_section", args=[number]))


def _page(
    request: HttpRequest, form: Any, name: str, refused: Refused | None = None
) -> HttpResponse:
    sections: Sequence[Any] = () if name else paper.sections()
    shown = {
        "form": form,
        "name": name,
        "sections": sections,
        "refused": refused,
        "version": paper.row().version if refused else form["version"].value(),
        "hook_key": "" if name else hook_key(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = render(
        request,
        "staff/paper/comments.html",
        shown,
        status=status_of(refused) if refused else status,
    )
    return advised(page, refused)
