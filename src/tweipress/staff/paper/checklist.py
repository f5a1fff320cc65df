"""The page on which an operator says what an article needs before it is published."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.checklist import actions, queries
from tweipress.articles.checklist.queries import ChecklistForm
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.publication import queries as paper
from tweipress.staff.guards import only_with


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def checklist(request: HttpRequest, operator: Any) -> HttpResponse:
    """Show what is required; require what is sent, unless somebody else has changed it."""
    if request.method != "POST":
        return _page(request, _stored())
    form = ChecklistForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    asked, by = form.cleaned_data, MemberId(operator.pk)
    words = (asked["least"], asked["most"])
    refused = actions.require(by, asked["version"], asked["kinds"], asked["lines"], words)
    if refused is not None:
        return _page(request, form, refused)
    messages.success(request, _("Saved. It holds for every article from now on."))
    return SeeOther(reverse("paper:checklist"))


def _stored() -> ChecklistForm:
    return ChecklistForm.of(queries.rules(), queries.lines(), paper.row().version)


def _page(
    request: HttpRequest, form: ChecklistForm, refused: Refused | None = None
) -> HttpResponse:
    """Show a form; beside one that came too late, what is required now."""
    shown = {
        "form": form,
        "refused": refused,
        "version": paper.row().version if refused else form["version"].value(),
        "stored": queries.required() if refused else (),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = render(
        request,
        "staff/paper/checklist.html",
        shown,
        status=status_of(refused) if refused else status,
    )
    return advised(page, refused)
