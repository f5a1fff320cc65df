"""The writers' pages: own articles, the editor, publishing, taking back. No rules here."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tweipress.articles import actions, queries
from tweipress.articles.queries import Article, TakeBackForm, TextForm, editions
from tweipress.autosave import queries as autosave
from tweipress.autosave.actions import settle
from tweipress.autosave.queries import Sheet
from tweipress.bank import queries as books
from tweipress.composed import copies as composed
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import copies, writing
from tweipress.pages.blocks.copies import Held
from tweipress.pages.notes.shown import board
from tweipress.pages.staging import changes, lanes
from tweipress.pages.staging.comparing import spent
from tweipress.pages.views.copies.again import has_words, keeps_words
from tweipress.pages.views.copies.autosave import kept_fields

COMPARED = {"copy", "version"}
"""What an address asks for that is shown beside the saved text, as versions are."""
DELETE, PREVIEW, PUBLISH, STAGE, THEIRS = "delete", "preview", "publish", "stage", "theirs"


@require_safe
@login_required
@books.read_session()
def write(request: HttpRequest) -> HttpResponse:
    """Show what the member has written: drafts first, then what is public."""
    return render(
        request, "articles/write.html", {"writings": writing.writings(member_id(request))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft; a page that is sent twice, or gone back to, saves the draft that it began."""
    begun = writing.begun_by(member_id(request), request.POST)
    return _editor(request, begun)


@require_POST
@login_required
def from_markdown(request: HttpRequest) -> HttpResponse:
    """Answer the rich editor, into which Markdown was pasted, with the blocks of it."""
    try:
        return JsonResponse(queries.document(request.POST.get("text", "")))
    except actions.ContentError:
        return JsonResponse({}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_words
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Change a draft or a published article. What was typed for one that is gone is kept."""
    if request.method == "POST" and has_words(request):
        article = writing.visible_to_writer(member_id(request), code)
        return _editor(request, article) if article else _gone(request)
    return _editor(request, _article(request, code))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Show what publishing costs and needs, then publish."""
    article = _article(request, code)
    if article.author_id != member_id(request):
        raise Http404
    if article.posting_seq is not None:
        return SeeOther(post_path(article.slug))
    refused = None
    if request.method == "POST":
        shown_twei = number_in(request.POST.get("shown_twei", ""))
        answered = actions.publish(article, shown_twei=shown_twei)
        if not isinstance(answered, Refused):
            messages.success(request, _published(article))
            return SeeOther(post_path(article.slug))
        refused = answered
    shown = {"page": writing.publishing(article), "refused_here": refused, "board": board(article)}
    page = render(request, "articles/publish.html", shown, status=_status(refused))
    return advised(page, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a reason, then take a published article back."""
    article, member = _article(request, code), member_id(request)
    if article.is_draft:
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    refused = None
    if form.is_valid():
        answered = actions.take_back(member, article, form.cleaned_data["reason"])
        if not isinstance(answered, Refused):
            messages.success(request, _("The article was taken back."))
            return SeeOther(reverse("articles:write"))
        refused = answered
    preview = writing.taking_back(member, article)
    shown = {
        "article": article,
        "form": form,
        "preview": preview,
        "refused": refused or preview.refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else _status(refused)
    return advised(render(request, "articles/take_back.html", shown, status=status), refused)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether a draft shall go for good, then delete it."""
    article = _article(request, code)
    if article.author_id != member_id(request) or not article.is_draft:
        raise Http404
    is_sure = request.POST.get("do") == DELETE
    refused = actions.delete_draft(article) if is_sure else queries.deleting(article)
    if is_sure and refused is None:
        messages.success(request, _("The draft was deleted."))
        return SeeOther(reverse("articles:write"))
    shown = {"article": article, "refused": refused}
    status = _status(refused) if is_sure else HTTPStatus.OK
    return render(request, "articles/delete.html", shown, status=status)


def _published(article: Article) -> str:
    if queries.is_payable(article):
        return _("Published. You paid the tribute, and your readers can be paid.")
    return _(
        "Published. You paid the tribute. The article repeats another one, so your readers are"
        " paid only once an editor has looked at it."
    )


def _editor(request: HttpRequest, article: Article | None) -> HttpResponse:
    """Show the editor; save what is sent, or keep it unsaved and say why."""
    member = member_id(request)
    if request.method != "POST":
        is_compared = article is not None and not COMPARED.isdisjoint(request.GET)
        if is_compared and (refused := spent(request)):
            return refused
        opening = copies.opening(member, lanes.own(article), request.GET)
        form = TextForm(initial=dict(opening.fields))
        held, gone = Held(opening.sheet, opening.conflict), opening.refused
        return _editor_page(request, article, form, held, _status(gone), gone)
    form = TextForm(request.POST, initial=dict(queries.as_form(article)) if article else None)
    sheet, wish = autosave.sent(request.POST), request.POST.get("do")
    if wish == STAGE and article is not None and not article.is_draft:
        return changes.save(request, article, changes.beside(article, sheet))
    if not form.is_valid() or wish in {PREVIEW, THEIRS}:
        return _unsaved(request, article, form, sheet)
    saved = _saved(member, article, form, sheet.base)
    if isinstance(saved, Refused):
        return _unsaved(request, article, form, sheet, saved)
    settle(member, editions.subject(saved), sheet)
    if wish == PUBLISH and saved.is_draft:
        return SeeOther(reverse("articles:publish", args=[saved.code]))
    messages.success(request, _("Saved."))
    return SeeOther(reverse("articles:draft", args=[saved.code]))


def _saved(
    writer: MemberId, article: Article | None, form: TextForm, base: str
) -> Article | Refused:
    """Save a draft, new or not, or change a public article; never over a newer version."""
    if article is not None and not article.is_draft:
        return actions.edit(writer, article, form.data_of_text, base) or article
    try:
        return actions.save_draft(writer, form.data_of_text, article, base)
    except actions.LockedError as locked:
        return locked.refused


def _unsaved(
    request: HttpRequest,
    article: Article | None,
    form: TextForm,
    sheet: Sheet,
    refused: Refused | None = None,
) -> HttpResponse:
    """Keep what was sent and not saved, and show it again: a preview, its faults, or both texts."""
    member, conflict = member_id(request), None
    if refused is not None and refused.reason is Refusal.UNKNOWN_ARTICLE:
        article, refused = None, refuse(Refusal.DRAFT_GONE)
    kept = kept_fields(member, lanes.own(article), sheet, request, is_latest=True)
    if not isinstance(kept, Refused):
        sheet = sheet._replace(turn=kept.turn)
        if request.POST.get("do") == THEIRS and article is not None:
            messages.success(request, _("The saved text stays as it is. Yours is kept, unsaved."))
            return SeeOther(reverse("articles:draft", args=[article.code]))
    elif request.POST.get("do") == THEIRS:
        refused = kept
    if refused is not None and refused.reason is Refusal.VERSION_NEWER and article is not None:
        article.refresh_from_db()
        conflict = copies.conflict(lanes.own(article), form)
        sheet = sheet._replace(base=editions.edition(article))
    held = Held(sheet, conflict, is_kept=not isinstance(kept, Refused))
    if refused is not None:
        page = _editor_page(request, article, form, held, status_of(refused), refused)
        return advised(page, refused)
    if not form.is_valid():
        return _editor_page(request, article, form, held, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _editor_page(request, article, form, held)


def _gone(request: HttpRequest) -> HttpResponse:
    """Show a text whose draft was deleted meanwhile as a new article."""
    form, sheet = TextForm(request.POST), autosave.sent(request.POST)
    return _unsaved(request, None, form, sheet._replace(base=""), refuse(Refusal.DRAFT_GONE))


@books.read_session()
def _editor_page(  # an editor's page in all its states
    request: HttpRequest,
    article: Article | None,
    form: TextForm,
    held: Held,
    status: int = HTTPStatus.OK,
    refused: Refused | None = None,
) -> HttpResponse:
    member = member_id(request)
    kept = composed.copies(
        member, lanes.own(article), held.sheet, held.conflict, is_kept=held.is_kept
    )
    is_previewed = request.POST.get("do") == PREVIEW and form.is_valid()
    page = writing.editor(member, article, form, kept, is_previewed=is_previewed)
    shown = {"page": page, "refused": refused, "board": board(article) if article else None}
    return render(request, "articles/editor.html", shown, status=status)


def _article(request: HttpRequest, code: str) -> Article:
    article = writing.visible_to_writer(member_id(request), code)
    if article is None:
        raise Http404
    return article


def _status(refused: Refused | None) -> int:
    return HTTPStatus.OK if refused is None else status_of(refused)
