"""The editor of the paper's own pages: as that of articles, without an act.

What is typed is autosaved, and nobody overwrites what somebody else has saved meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles import queries as articles
from tweipress.autosave import queries as autosave
from tweipress.autosave.actions import settle
from tweipress.autosave.queries import Sheet
from tweipress.composed import copies
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.fast.kept_pages import leaves_pages
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import viewer_id
from tweipress.language.figures import moment
from tweipress.publication import actions, queries
from tweipress.publication.queries import Page
from tweipress.staff.guards import only_with
from tweipress.staff.paper.forms import PageForm

PREVIEW: Final = "preview"


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What is written: `row` is None for a new page."""

    row: Page | None

    @property
    def subject(self) -> str:
        """Return what working copies are about; all new pages are one subject."""
        return f"page:{self.row.pk if self.row else 'new'}"

    @property
    def edition(self) -> str:
        """Return the version that is saved now; none is of a new page."""
        return str(self.row.version) if self.row else ""

    @property
    def page(self) -> str:
        """Return the address of its editor."""
        return reverse("paper:page", args=[self.row.pk]) if self.row else reverse("paper:new_page")


@dataclass(frozen=True, slots=True)
class Held:
    """What the page of the editor goes on with.

    `is_late`: somebody has saved another text since this one was begun, which is shown beside it.
    """

    sheet: Sheet
    is_late: bool = False
    is_kept: bool = True


@leaves_pages
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, number: int = 0) -> HttpResponse:
    """Keep what the editor of a page holds; what is typed for one that is gone is a new one's."""
    if viewer_id(request) is None:
        return copies.signed_out()
    return _keep(request, number=number)


@only_with(Right.SET_PAPER)
def _keep(request: HttpRequest, _operator: Any, number: int) -> HttpResponse:
    own = OwnPage(queries.page(number))
    return copies.keep(request, own, PageForm.base_fields, _is_saved, _newer)


def editor(
    request: HttpRequest, operator: MemberId, page: Page | None, begun: PageForm
) -> HttpResponse:
    """Show a page's form; save what is sent, or keep it unsaved and say why."""
    own = OwnPage(page)
    if request.method != "POST":
        return _opened(request, operator, own, begun)
    form, sheet = PageForm(request.POST), autosave.sent(request.POST)
    if not form.is_valid() or request.POST.get("do") == PREVIEW:
        return _unsaved(request, operator, own, form, sheet)
    saved = _saved(operator, page, form)
    if saved is None or isinstance(saved, Refused):
        return _unsaved(request, operator, own, form, sheet, saved)
    settle(operator, OwnPage(saved).subject, sheet)
    messages.success(request, _("Saved."))
    return SeeOther(reverse("paper:pages"))


def _opened(
    request: HttpRequest, operator: MemberId, own: OwnPage, begun: PageForm
) -> HttpResponse:
    """Show what is saved, or the unsaved text that was asked for."""
    copy = autosave.one(operator, request.GET.get("copy", ""))
    if copy is None or copy.subject != own.subject:
        return _page(request, operator, own, begun, Held(autosave.fresh(own.edition)))
    typed: Mapping[str, Any] = PageForm(copy.fields).data
    form = PageForm(initial={**typed, "version": own.edition or 0})
    held = Held(autosave.fresh(own.edition, copy), is_late=copy.base != own.edition)
    return _page(request, operator, own, form, held)


def _unsaved(
    request: HttpRequest,
    operator: MemberId,
    own: OwnPage,
    form: PageForm,
    sheet: Sheet,
    refused: Refused | None = None,
) -> HttpResponse:
    """Keep what was sent and not saved, and show it again: a preview, its faults, or both texts."""
    names = PageForm.base_fields
    kept = copies.kept_fields(operator, own, sheet, request, names, is_latest=True)
    is_late = refused is not None and refused.reason is Refusal.PAPER_CHANGED
    if not isinstance(kept, Refused):
        sheet = sheet._replace(turn=kept.turn)
    if is_late:
        sheet = sheet._replace(base=own.edition)
    held = Held(sheet, is_late, is_kept=not isinstance(kept, Refused))
    return _page(request, operator, own, form, held, refused)


def _page(
    request: HttpRequest,
    operator: MemberId,
    own: OwnPage,
    form: PageForm,
    held: Held,
    refused: Refused | None = None,
) -> HttpResponse:
    is_late = held.is_late and own.row is not None
    is_previewed = request.POST.get("do") == PREVIEW and form.is_bound and form.is_valid()
    shown = {
        "page": own.row,
        "form": form,
        "refused": refused,
        "theirs": articles.typed(own.row.sections) if is_late and own.row else "",
        "version": own.edition if is_late else form["version"].value(),
        "copies": copies.copies(operator, own, held.sheet, is_kept=held.is_kept),
        "text": form.text if is_previewed else None,
        "parts": articles.preview(form.text) if is_previewed else (),
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    status = status_of(refused) if refused else wrong
    return advised(render(request, "staff/paper/page.html", shown, status=status), refused)


def _saved(operator: MemberId, page: Page | None, form: PageForm) -> Page | Refused | None:
    """Save a page; None if a field of it cannot be kept, as the form then says."""
    values = {**form.values, "made": articles.made(form.text)}
    number, version = page.pk if page else None, form.cleaned_data["version"]
    try:
        return actions.save_page(operator, number, version, values)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None


def _is_saved(own: OwnPage, sheet: Sheet, request: HttpRequest) -> bool:
    if own.row is None or sheet.base != own.edition:
        return False
    form = PageForm(request.POST, is_shown=False)
    if not form.is_valid():
        return False
    return all(getattr(own.row, name) == value for name, value in form.values.items())


def _newer(own: OwnPage, base: str) -> str:
    if own.row is None or base == own.edition:
        return ""
    said = _("A newer version was saved on %(moment)s. When you save, you see both.")
    return said % {"moment": moment(own.row.updated)}
