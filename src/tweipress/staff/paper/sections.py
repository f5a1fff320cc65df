"""The page on which an operator names and orders the news sections."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.articles import queries as articles
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.publication import actions, queries
from tweipress.publication.queries import MergeForm, NewSectionForm, RenameForm
from tweipress.staff.guards import only_with
from tweipress.staff.paper.moving import asked_to_move

NEW = 0
"""Where a form is that belongs to no section."""


@require_safe
@only_with(Right.SET_PAPER)
def sections(request: HttpRequest, _operator: Any) -> HttpResponse:
    """List the sections in their order, and those that are only in articles."""
    return _page(request)


@require_POST
@only_with(Right.SET_PAPER)
def add(request: HttpRequest, operator: Any) -> HttpResponse:
    """Add a section."""
    form = NewSectionForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, on=NEW)
    asked = form.cleaned_data
    refused = actions.add_section(MemberId(operator.pk), asked["version"], asked["name"])
    return _done(request, refused, _("The section is added."), form, NEW)


@require_POST
@only_with(Right.SET_PAPER)
def rename(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Rename a section."""
    form = RenameForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, on=number)
    asked = form.cleaned_data
    by = MemberId(operator.pk)
    refused = actions.rename_section(by, asked["version"], number, asked["name"])
    said = _("The section is renamed. Its articles stay in it, and its old address leads to it.")
    return _done(request, refused, said, form, number)


@require_POST
@only_with(Right.SET_PAPER)
def move(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Move a section up or down."""
    asked = asked_to_move(request)
    refused = (
        actions.move_section(MemberId(operator.pk), asked.version, number, down=asked.down)
        if asked
        else refuse(Refusal.MALFORMED)
    )
    return _done(request, refused, _("The order is changed."))


@require_POST
@only_with(Right.SET_PAPER)
def remove(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Remove a section; another one may take its articles."""
    form = MergeForm(request.POST, others=_others(number))
    if not form.is_valid():
        return _page(request, refused=refuse(Refusal.PAPER_CHANGED))
    asked = form.cleaned_data
    into = number_in(asked["into"]) if asked["into"] else None
    refused = actions.remove_section(MemberId(operator.pk), asked["version"], number, into)
    return _done(request, refused, _("The section is removed."))


@require_POST
@only_with(Right.SET_PAPER)
def take_in(request: HttpRequest, operator: Any) -> HttpResponse:
    """Let a section have the articles of one that is only in articles."""
    form, name = MergeForm(request.POST, others=_others(NEW)), request.POST.get("name", "")
    if not form.is_valid() or name not in articles.unlisted_sections():
        return _page(request, refused=refuse(Refusal.PAPER_CHANGED))
    asked, by = form.cleaned_data, MemberId(operator.pk)
    if not asked["into"]:
        refused = actions.add_section(by, asked["version"], name)
    else:
        refused = actions.take_in(by, asked["version"], name, number_in(asked["into"]) or NEW)
    return _done(request, refused, _("The section is added."))


def _others(number: int) -> list[tuple[str, str]]:
    """Return all sections but one, as a form offers them."""
    return [(str(row.pk), row.name) for row in queries.sections() if row.pk != number]


def _done(
    request: HttpRequest,
    refused: Refused | None,
    said: str,
    form: forms.Form | None = None,
    on: int | None = None,
) -> HttpResponse:
    if refused is not None:
        return _page(request, refused, form, on)
    messages.success(request, said)
    return SeeOther(reverse("paper:sections"))


def _page(
    request: HttpRequest,
    refused: Refused | None = None,
    form: forms.Form | None = None,
    on: int | None = None,
) -> HttpResponse:
    """Show the sections as they are now, with a form that was refused (`on` its section)."""
    rows = queries.sections()
    shown = {
        "rows": rows,
        "unlisted": articles.unlisted_sections(),
        "others": [(str(row.pk), row.name) for row in rows],
        "version": queries.row().version,
        "typed": form["name"].value() if form else "",
        "typed_on": on,
        "errors": form.errors.get("name", ()) if form else (),
        "name_max": queries.SECTION_CHARS,
        "refused": refused,
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    status = status_of(refused) if refused else wrong
    return advised(render(request, "staff/paper/sections.html", shown, status=status), refused)
