"""The writers' pages: my articles, the editor, publishing, taking back. No rules here."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tweipress.articles import actions, approvals, queries
from tweipress.articles.forms import TakeBackForm, TextForm
from tweipress.articles.models import Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.people.models import Member
from tweipress.reviews import queries as reviews

PUBLISH, PREVIEW = "publish", "preview"
PUBLISHED = "Published. The tribute is paid; your readers can be paid."
NOT_PAYABLE = (
    "Published. The tribute is paid. It repeats another article, so your readers are paid only once"
    " an editor has looked at it."
)


@require_safe
@login_required
def write(request: HttpRequest) -> HttpResponse:
    """Show what the member has written: drafts first, then what is public."""
    member = _member(request)
    shown = {"drafts": queries.drafts_of(member), "public": queries.public_of(member)}
    return render(request, "articles/write.html", shown)


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
    """Say what publishing costs and needs, then do it."""
    article = _article(request, code)
    if article.author_id != _member(request).pk:
        raise Http404
    if article.posting_seq is not None:
        return SeeOther(post_path(article.slug))
    refused = None
    if request.method == "POST":
        answered = actions.publish(article, reviewed="reviewed" in request.POST)
        if not isinstance(answered, Refused):
            messages.success(request, PUBLISHED if queries.is_payable(article) else NOT_PAYABLE)
            return SeeOther(post_path(article.slug))
        refused = answered
    terms, review = queries.terms(article), reviews.own(article)
    shown = {
        "article": article,
        "terms": terms,
        "review": review,
        "repeated": queries.would_repeat(article),
        "refused_here": refused,
    }
    page = render(request, "articles/publish.html", shown, status=_status(refused))
    return advised(page, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a reason, then take a published article back."""
    article = _article(request, code)
    if article.is_draft:
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    refused = None
    if form.is_valid():
        answered = actions.take_back(_member(request), article, form.cleaned_data["reason"])
        if not isinstance(answered, Refused):
            messages.success(request, "The article is taken back.")
            return SeeOther(reverse("articles:write"))
        refused = answered
    shown = {"article": article, "form": form, "refused": refused}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else _status(refused)
    return advised(render(request, "articles/take_back.html", shown, status=status), refused)


def _editor(request: HttpRequest, article: Article | None) -> HttpResponse:
    """Show the editor; save what is sent, or show how it would look."""
    if request.method != "POST":
        form = TextForm(initial=dict(queries.as_form(article)) if article else None)
        return _editor_page(request, article, form)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _editor_page(request, article, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("do") == PREVIEW:
        return _editor_page(request, article, form)
    refused = queries.locked(article) if article else None
    if article is None:
        article = actions.save_draft(_member(request), form.data_of_text)
    elif refused is None:
        refused = _saved(_member(request), article, form)
    if refused is not None:
        return _editor_page(request, article, form, status_of(refused), refused)
    if request.POST.get("do") == PUBLISH and article.is_draft:
        return SeeOther(reverse("articles:publish", args=[article.code]))
    messages.success(request, "Saved.")
    return SeeOther(reverse("articles:draft", args=[article.code]))


def _saved(writer: Member, article: Article, form: TextForm) -> Refused | None:
    """Save a draft, or change what is public."""
    if not article.is_draft:
        return actions.edit(writer, article, form.data_of_text)
    try:
        actions.save_draft(writer, form.data_of_text, article)
    except actions.NoDraftError:
        return refuse(Refusal.ALREADY_PUBLISHED)
    return None


def _editor_page(
    request: HttpRequest,
    article: Article | None,
    form: TextForm,
    status: int = HTTPStatus.OK,
    refused: Refused | None = None,
) -> HttpResponse:
    text = form.text if form.is_bound and form.is_valid() else None
    shown = {
        "article": article,
        "is_author": article is None or article.author_id == _member(request).pk,
        "form": form,
        "refused": refused,
        "locked": queries.locked(article) if article and refused is None else None,
        "text": text,
        "preview": queries.preview(text) if text and status == HTTPStatus.OK else None,
        "words_min": queries.words_min(),
        "kept_bps": approvals.kept_bps(article) if article else 0,
    }
    return render(request, "articles/editor.html", shown, status=status)


def _article(request: HttpRequest, code: str) -> Article:
    article = queries.for_writer(_member(request), code)
    if article is None:
        raise Http404
    return article


def _member(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user


def _status(refused: Refused | None) -> int:
    return HTTPStatus.OK if refused is None else status_of(refused)
