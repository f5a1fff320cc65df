"""The page on which an operator gives the paper its name, look, languages and time zone."""

from http import HTTPStatus
from typing import IO, Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.publication import actions, queries
from tweipress.publication.queries import EmblemError, LookForm, Paper
from tweipress.staff.guards import only_with

EMBLEMS: Final = ("logo", "dark_logo", "icon")


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def look(request: HttpRequest, operator: Any) -> HttpResponse:
    """Show the settings; store what is sent, unless somebody else has changed them meanwhile."""
    if request.method != "POST":
        return _page(request, LookForm.of(queries.row()))
    form = LookForm(request.POST, request.FILES)
    refused = _stored(MemberId(operator.pk), form) if form.is_valid() else None
    if refused is None and not form.errors:
        messages.success(request, _("Saved. Readers see it now."))
        return SeeOther(reverse("paper:look"))
    return _page(request, form, refused)


def _stored(operator: MemberId, form: LookForm) -> Refused | None:
    """Store what a form says; what cannot be kept becomes an error of its field."""
    try:
        return actions.change(operator, form.cleaned_data["version"], form.values, _uploads(form))
    except EmblemError as error:
        form.add_error(error.kind, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _uploads(form: LookForm) -> dict[str, IO[bytes] | None]:
    """Return the emblems that a form replaces, and those that it takes away."""
    cleaned = form.cleaned_data
    gone: dict[str, IO[bytes] | None] = {
        kind: None for kind in EMBLEMS if cleaned[f"without_{kind}"]
    }
    return gone | {kind: cleaned[kind] for kind in EMBLEMS if cleaned[kind]}


def _page(request: HttpRequest, form: LookForm, refused: Refused | None = None) -> HttpResponse:
    """Show a form; one that came too late keeps what was typed, and shows what is there now."""
    row = queries.row()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {
        "form": form,
        "row": row,
        "version": row.version if refused else form["version"].value(),
        "refused": refused,
        "others": _others(form, row) if refused else (),
        "accent": queries.accent(row.accent) if row.accent else None,
    }
    page = render(
        request,
        "staff/paper/look.html",
        shown,
        status=status_of(refused) if refused else status,
    )
    return advised(page, refused)


def _others(form: LookForm, row: Paper) -> list[tuple[str, str]]:
    """Return what somebody else has stored where this form says something else, by label."""
    now, typed = LookForm.of(row).initial, form.cleaned_data
    return [
        (str(form[name].label), _written(value))
        for name, value in now.items()
        if name != "version" and typed.get(name) != value
    ]


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
