"""The pages on which an operator writes the paper's own pages, such as the imprint."""

from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tweipress.articles import queries as articles
from tweipress.autosave.actions import forget
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import status_of
from tweipress.publication import actions, queries
from tweipress.publication.queries import Page
from tweipress.staff.guards import only_with
from tweipress.staff.paper import writing
from tweipress.staff.paper.forms import PageForm
from tweipress.staff.paper.moving import asked_to_move

USUAL: Final = ("about", "imprint")
"""Addresses of pages that most papers have; the list offers those that are missing."""


@require_safe
@only_with(Right.SET_PAPER)
def pages(request: HttpRequest, _operator: Any) -> HttpResponse:
    """List the paper's own pages in their order."""
    return _list(request)


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def new(request: HttpRequest, operator: Any) -> HttpResponse:
    """Begin a page; the list asks for the usual ones by their address."""
    asked = request.GET.get("slug", "")
    titles = {"about": _("About"), "imprint": _("Imprint")}
    initial: dict[str, Any] = {"version": 0, "is_listed": True, "is_public": True}
    if asked in titles:
        initial |= {"slug": asked, "title": titles[asked]}
    return writing.editor(request, MemberId(operator.pk), None, PageForm(initial=initial))


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def edit(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Change a page."""
    page = _known(number)
    return writing.editor(request, MemberId(operator.pk), page, PageForm.of(page, _typed(page)))


@require_POST
@only_with(Right.SET_PAPER)
def move(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Move a page up or down."""
    asked = asked_to_move(request)
    refused = (
        actions.move_page(MemberId(operator.pk), asked.version, number, down=asked.down)
        if asked
        else refuse(Refusal.MALFORMED)
    )
    if refused:
        return _list(request, refused)
    messages.success(request, _("The order is changed."))
    return SeeOther(reverse("paper:pages"))


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def delete(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Ask whether a page shall go for good, then delete it."""
    page, refused = _known(number), None
    if request.method == "POST":
        version = number_in(request.POST.get("version", "")) or 0
        refused = actions.delete_page(MemberId(operator.pk), number, version)
        if refused is None:
            forget(writing.OwnPage(page).subject)
            messages.success(request, _("The page was deleted."))
            return SeeOther(reverse("paper:pages"))
    shown = {"page": page, "refused": refused}
    status = status_of(refused) if refused else HTTPStatus.OK
    return render(request, "staff/paper/delete_page.html", shown, status=status)


def _list(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    rows = queries.pages()
    taken = {row.slug for row in rows}
    shown = {
        "rows": rows,
        "version": queries.row().version,
        "missing": [slug for slug in USUAL if slug not in taken],
        "refused": refused,
    }
    status = status_of(refused) if refused else HTTPStatus.OK
    return render(request, "staff/paper/pages.html", shown, status=status)


def _known(number: int) -> Page:
    page = queries.page(number)
    if page is None:
        raise Http404("There is no such page.")
    return page


def _typed(page: Page) -> str:
    """Return a page's text as writers type it."""
    return articles.typed(page.sections)
