"""The writers' pages: own articles, the editor, publishing, taking back. No rules here."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tweipress.articles import actions, queries
from tweipress.articles.queries import Article, TakeBackForm, TextForm
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import writing

DELETE, PREVIEW, PUBLISH = "delete", "preview", "publish"


@require_safe
@login_required
@books.read_session()
def write(request: HttpRequest) -> HttpResponse:
    """Show what the member has written: drafts first, then what is public."""
    return render(
        request, "articles/write.html", {"writings": writing.writings(member_id(request))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft."""
    return _editor(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Change a draft or a published article."""
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
        answered = actions.publish(article)
        if not isinstance(answered, Refused):
            messages.success(request, _published(article))
            return SeeOther(post_path(article.slug))
        refused = answered
    shown = {"page": writing.publishing(article), "refused_here": refused}
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
    """Show the editor; save what is sent, or show how it would look."""
    if request.method != "POST":
        form = TextForm(initial=dict(queries.as_form(article)) if article else None)
        return _editor_page(request, article, form)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _editor_page(request, article, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("do") == PREVIEW:
        return _editor_page(request, article, form, is_previewed=True)
    saved = _saved(member_id(request), article, form)
    if isinstance(saved, Refused):
        page = _editor_page(request, article, form, status_of(saved), saved)
        return advised(page, saved)
    article = saved
    if request.POST.get("do") == PUBLISH and article.is_draft:
        return SeeOther(reverse("articles:publish", args=[article.code]))
    messages.success(request, _("Saved."))
    return SeeOther(reverse("articles:draft", args=[article.code]))


def _saved(writer: MemberId, article: Article | None, form: TextForm) -> Article | Refused:
    """Save a draft, new or not, or change a public article."""
    if article is not None and not article.is_draft:
        return actions.edit(writer, article, form.data_of_text) or article
    try:
        return actions.save_draft(writer, form.data_of_text, article)
    except actions.LockedError as locked:
        return locked.refused


@books.read_session()
def _editor_page(  # an editor's page in all its states
    request: HttpRequest,
    article: Article | None,
    form: TextForm,
    status: int = HTTPStatus.OK,
    refused: Refused | None = None,
    *,
    is_previewed: bool = False,
) -> HttpResponse:
    page = writing.editor(member_id(request), article, form, is_previewed=is_previewed)
    return render(
        request, "articles/editor.html", {"page": page, "refused": refused}, status=status
    )


def _article(request: HttpRequest, code: str) -> Article:
    article = writing.visible_to_writer(member_id(request), code)
    if article is None:
        raise Http404
    return article


def _status(refused: Refused | None) -> int:
    return HTTPStatus.OK if refused is None else status_of(refused)
