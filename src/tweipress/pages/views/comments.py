"""The forms of the comment block, over HTTP."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article
from tweipress.bank import Receipt
from tweipress.bank.queries import read_session
from tweipress.comments import actions
from tweipress.comments import queries as comments
from tweipress.comments.holding import actions as holding
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther, answer, is_htmx, refusal_page, to_sign_in
from tweipress.http.fast.addresses import address
from tweipress.http.fast.kept_pages import leaves_pages
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key, sent_key
from tweipress.http.viewer import viewer_id
from tweipress.language.refusals import sentence
from tweipress.pages.blocks import comments as block
from tweipress.pages.muting import replies
from tweipress.pages.view_models.comments import Form, Preview, Thread
from tweipress.people.queries import factors

TEMPLATE: Final = "comments/block.html"
ALONE: Final = "comments/alone.html"
PREVIEW_PAGE: Final = "comments/preview_page.html"
PRICE: Final = re.compile(r"[0-9]{1,9}")
USELESS_KEYS: Final = {Refusal.KEY_REUSED, Refusal.MALFORMED}


@require_POST
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish a comment; a refused text comes back in its form."""
    article = articles.head_by_slug(slug)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    back_to = post_path(article.slug, "comments")
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, back_to)
    text, key = request.POST.get("text", ""), sent_key(request.POST)
    parent = _parent(request.POST.get("parent", ""))
    if "preview" in request.POST:
        return _previewed(request, article, member, Form(key, text, parent=parent))
    if parent:
        back_to = address("comments:show", parent)
    agreed_twei = _agreed_twei(request.POST.get("agreed", ""))
    written = replies.refusal(member, request.POST) or actions.write(
        member, ArticleId(article.pk), text, key, agreed_twei, parent
    )
    if isinstance(written, Refused) and written.reason is Refusal.COMMENT_HELD:
        return _held(request, article, written, back_to)
    typed = _typed(written, text, key, parent)
    return answer(
        request,
        written,
        back_to,
        TEMPLATE,
        lambda: {"thread": block.thread(article, member, typed)},
        said=_("Your comment is public."),
    )


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Give a member the comment back that waits for a moderator."""
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, "/")
    slug = comments.slug_of_unsent(number, member)
    if slug is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_HELD), "/")
    back_to = post_path(slug, "comments")
    if refused := holding.take_back(member, CommentId(number)):
        return refusal_page(request, refused, back_to)
    messages.success(request, _("You have it back: it is in the form. Nothing was paid."))
    return SeeOther(back_to)


@require_POST
@leaves_pages
def like(request: HttpRequest, number: int) -> HttpResponse:
    """Like a comment."""

    def act(member: MemberId, comment: CommentId) -> Receipt | Refused:
        return actions.like(member, comment, sent_key(request.POST))

    return _on_comment(request, number, act, _("You like this comment."))


@require_POST
@leaves_pages
def dislike(request: HttpRequest, number: int) -> HttpResponse:
    """Dislike a comment for the reason chosen."""

    def act(member: MemberId, comment: CommentId) -> Receipt | Refused:
        reason = request.POST.get("reason", "")
        return actions.dislike(member, comment, reason, sent_key(request.POST))

    return _on_comment(request, number, act, _("You dislike this comment."))


@require_POST
def hide(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a comment for the reason written."""

    def act(member: MemberId, comment: CommentId) -> Refused | None:
        factors.require_of_holder(member, Right.REMOVE_COMMENT)
        return actions.hide(member, comment, request.POST.get("reason", ""))

    return _on_comment(request, number, act, _("The comment is removed."))


def _previewed(
    request: HttpRequest, article: Article, member: MemberId, typed: Form
) -> HttpResponse:
    """Show a text as it would look, below the form that still has it; nothing is saved or paid."""
    text = comments.tidied(typed.text)
    refused = comments.unfit(text)
    seen = None if refused else Preview(text, comments.html(text))
    back_to = post_path(article.slug, "comments")
    with read_session():
        thread = block.thread(article, member, replace(typed, preview=seen))
        if refused or is_htmx(request):
            return answer(request, refused, back_to, TEMPLATE, lambda: {"thread": thread})
        shown = {"thread": thread, "standing": thread.standing, "price": thread.terms.comment}
        return render(request, PREVIEW_PAGE, {**shown, "back_to": back_to})


def _agreed_twei(sent: str) -> int:
    """Return the price that a form showed; 0, which is any, if it has none."""
    return int(sent) if PRICE.fullmatch(sent) else 0


def _held(request: HttpRequest, article: Article, held: Refused, back_to: str) -> HttpResponse:
    """Answer that a comment waits: it is no failure, so a browser goes back to the article."""
    said = sentence(held)
    return answer(
        request, None, back_to, TEMPLATE, lambda: {"thread": _thread(request, article)}, said
    )


def _thread(request: HttpRequest, article: Article) -> Thread:
    return block.thread(article, viewer_id(request))


def _on_comment(
    request: HttpRequest,
    number: int,
    act: Callable[[MemberId, CommentId], Receipt | Refused | None],
    said: str,
) -> HttpResponse:
    """Do what a signed-in member asks of a public comment, and show what that changes.

    A script gets the comment alone where nothing else of the block changes, else the block.
    """
    place = comments.place_of(number)
    if place is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_COMMENT), "/")
    back_to = post_path(place.slug, "comments")
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, back_to)
    comment = CommentId(number)
    done = act(member, comment)
    is_script, is_done = is_htmx(request), not isinstance(done, Refused)
    if is_done and not is_script:
        return answer(request, done, back_to, TEMPLATE, dict, said)
    article = articles.by_numbers([place.article])[place.article]
    with read_session():
        if is_done:
            mark = request.POST.get("mark", "")
            if alone := block.alone(comment, article, member, mark):
                shown = answer(request, done, back_to, ALONE, lambda: {"thread": alone})
                return retarget(shown, f"#comment-{number}")
        return answer(
            request,
            done,
            back_to,
            TEMPLATE,
            lambda: {"thread": block.thread(article, member), "refused_on": number},
        )


def _parent(typed: str) -> int | None:
    """Return the number of the comment that is answered; 0, which none has, for other words."""
    return (number_in(typed) or 0) if typed else None


def _typed(
    written: Receipt | Refused, text: str, key: str, parent: int | None = None
) -> Form | None:
    """Return the form to show after a refusal, with a new key where the old one is of no use."""
    if not isinstance(written, Refused):
        return None
    return Form(fresh_key() if written.reason in USELESS_KEYS else key, text, None, parent=parent)
