"""Changed texts of published articles: writing, comparing, showing and throwing away."""

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.queries import Article, TextForm, editions
from tweipress.articles.staging import actions
from tweipress.articles.staging import queries as staging
from tweipress.articles.staging.queries import NoticeForm
from tweipress.autosave import queries as autosave
from tweipress.autosave.actions import settle
from tweipress.autosave.queries import Sheet
from tweipress.bank import queries as books
from tweipress.composed import copies as composed
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.http.request_keys import fresh_key
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import copies, writing
from tweipress.pages.blocks.copies import Held
from tweipress.pages.staging import lanes, shown
from tweipress.pages.staging.comparing import spent
from tweipress.pages.views.copies.again import keeps_words
from tweipress.pages.views.copies.autosave import kept_fields

PREVIEW, SHOW, THEIRS, THROW = "preview", "show", "theirs", "throw"
COMPARED: Final = {"copy", "version", "staged"}


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write a changed text of a published article, and save it without showing it."""
    article, member = _article(request, code), member_id(request)
    lane = lanes.staged(article)
    if request.method == "POST":
        return save(request, article, autosave.sent(request.POST))
    is_compared = lane.is_outdated or not COMPARED.isdisjoint(request.GET)
    if is_compared and (refused := spent(request)):
        return refused
    opening = copies.opening(member, lane, request.GET)
    form = TextForm(initial=dict(opening.fields))
    return _editor(request, article, form, Held(opening.sheet, opening.conflict), opening.refused)


def beside(article: Article, sheet: Sheet) -> Sheet:
    """Return the sheet of a page of the shown text as one of a text that is to wait beside it.

    What it began from is the shown text, and none that waits. Its copies are about that one, so
    the page goes on under another key.
    """
    base = staging.edition(article, None) if sheet.base == editions.edition(article) else ""
    return Sheet(fresh_key(), base, f"{sheet.key}.{sheet.turn}")


def save(request: HttpRequest, article: Article, sheet: Sheet) -> HttpResponse:
    """Save what an editor's page sends, or keep it unsaved and say why."""
    member, lane = member_id(request), lanes.staged(article)
    form = TextForm(request.POST, initial=shown.of_form(lane))
    wish, refused, conflict = request.POST.get("do"), None, None
    if form.is_valid() and wish not in {PREVIEW, THEIRS}:
        refused = actions.save(member, article, form.data_of_text, sheet.base)
        if refused is None:
            settle(member, lane.subject, sheet)
            messages.success(request, _("Saved. Readers do not see it yet."))
            return SeeOther(reverse("articles:staged", args=[article.code]))
    kept = kept_fields(member, lane, sheet, request, is_latest=True)
    if isinstance(kept, Refused):
        refused = refused or (kept if wish == THEIRS else None)
    else:
        sheet = sheet._replace(turn=kept.turn)
        if wish == THEIRS:
            messages.success(request, _("The saved text stays as it is. Yours is kept, unsaved."))
            return SeeOther(reverse("articles:staged", args=[article.code]))
    if refused is not None and refused.reason is Refusal.VERSION_NEWER:
        lane = lanes.staged(_article(request, article.code))
        conflict = copies.conflict(lane, form, base=sheet.base)
        sheet = sheet._replace(base=lane.seen(sheet.base))
    held = Held(sheet, conflict, is_kept=not isinstance(kept, Refused))
    return _editor(request, article, form, held, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def staged(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a text that waits would change; show it to readers, or throw it away."""
    article, member = _article(request, code), member_id(request)
    wish, base = request.POST.get("do"), request.POST.get("base", "")
    form = NoticeForm(request.POST) if request.POST.get("text", "").strip() else NoticeForm()
    refused = None
    if wish == THROW:
        refused = actions.throw_away(article, base)
        if refused is None:
            messages.success(request, _("Thrown away. It is among the earlier texts."))
            return SeeOther(reverse("articles:texts", args=[article.code]))
    elif wish == SHOW and (not form.is_bound or form.is_valid()):
        said = (form.cleaned_data["kind"], form.cleaned_data["text"]) if form.is_bound else None
        refused = actions.show(member, article, base, said)
        if refused is None:
            messages.success(request, _("Readers see the new text now."))
            return SeeOther(post_path(article.slug))
    if blocked := spent(request):
        return blocked
    article.refresh_from_db()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    with books.read_session():
        page = shown.waiting(member, article, form)
        answer = render(
            request,
            "staging/staged.html",
            {"page": page, "refused": refused},
            status=status_of(refused) if refused else status,
        )
    return advised(answer, refused)


def _article(request: HttpRequest, code: str) -> Article:
    """Return an article that was published and on which the member may work."""
    article = writing.visible_to_writer(member_id(request), code)
    if article is None or article.is_draft:
        raise Http404
    return article


@books.read_session()
def _editor(
    request: HttpRequest,
    article: Article,
    form: TextForm,
    held: Held,
    refused: Refused | None,
) -> HttpResponse:
    member = member_id(request)
    kept = composed.copies(
        member, lanes.staged(article), held.sheet, held.conflict, is_kept=held.is_kept
    )
    is_previewed = request.POST.get("do") == PREVIEW and form.is_valid()
    page = writing.editor(member, article, form, kept, is_previewed=is_previewed, is_staged=True)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    answer = render(
        request,
        "articles/editor.html",
        {"page": page, "refused": refused, "board": None},
        status=status_of(refused) if refused else status,
    )
    return advised(answer, refused)
