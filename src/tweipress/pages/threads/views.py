"""Pages of comments: all of an article in portions, one in its thread, and the form for a reply."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article
from tweipress.bank.queries import read_session
from tweipress.comments import queries as comments
from tweipress.comments.threads import queries as threads
from tweipress.comments.threads.queries import Sort
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http.answers import is_htmx, refusal_page
from tweipress.http.fast.addresses import address
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import comments as block
from tweipress.pages.view_models.comments import Form
from tweipress.people import queries as people

BLOCK: Final = "comments/block.html"
NUMBER_MAX: Final = 2**63 - 1


@require_safe
@read_session()
def every(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a portion of an article's comments, in the order that is asked for."""
    article = _article(slug)
    asked = request.GET.get("sort", "")
    sort = Sort(asked) if asked in set(Sort) else Sort.BEST
    portion = threads.portion(ArticleId(article.pk), sort, _number(request))
    thread = block.thread(article, viewer_id(request), None, portion, sort)
    shown = {"thread": thread, "post": article, "back_to": post_path(article.slug, "comments")}
    return render(request, BLOCK if is_htmx(request) else "comments/every.html", shown)


@require_safe
@read_session()
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show a comment in its thread: what it answers, and a portion of its answers."""
    portion = threads.thread(number, _number(request)) if number <= NUMBER_MAX else None
    place = comments.place_of(number)
    if portion is None or place is None:
        raise Http404
    article = _article(place.slug)
    shown = {
        "thread": block.thread(article, viewer_id(request), None, portion),
        "post": article,
        "shown": number,
        "more": f"?after={portion.after}#replies" if portion.after else "",
        "back_to": post_path(article.slug, "comments"),
    }
    return render(request, "comments/one.html", shown)


@require_safe
@login_required
@read_session()
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form for a reply below the comment that it answers."""
    answered, place = comments.public(number), comments.place_of(number)
    if answered is None or place is None:
        raise Http404
    article = _article(place.slug)
    back_to = address("comments:show", number)
    thread = block.thread(article, viewer_id(request), Form(fresh_key(), parent=number))
    refused = thread.standing.write if thread.standing else None
    if refused or answered.is_hidden:
        return refusal_page(request, refused or refuse(Refusal.COMMENT_GONE), back_to)
    shown = {
        "thread": thread,
        "post": article,
        "answered": answered,
        "writer": people.cards([answered.writer])[answered.writer],
        "back_to": back_to,
    }
    return render(
        request, "comments/reply.html" if is_htmx(request) else "comments/replying.html", shown
    )


@require_safe
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell how many comments are new since a posting, for the page that is open."""
    article, seq = _article(slug), _number(request)
    shown = {"number": threads.newer(ArticleId(article.pk), seq), "slug": article.slug}
    return render(request, "comments/new.html", shown)


def _article(slug: str) -> Article:
    article = articles.head_by_slug(slug)
    if article is None or article.is_taken_back:
        raise Http404
    return article


def _number(request: HttpRequest) -> int:
    """Return the number in `after`; 0 for what is none."""
    return min(number_in(request.GET.get("after", "")) or 0, NUMBER_MAX)
