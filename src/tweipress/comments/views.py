"""The forms of the comment block, over HTTP."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from tweipress.articles.queries import by_slug
from tweipress.bank import Receipt
from tweipress.bank.queries import read_session
from tweipress.comments import actions, queries
from tweipress.comments.view_models import Form
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import answer, is_htmx, refusal_page, to_sign_in
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key, sent_key
from tweipress.people.models import Member

TEMPLATE = "comments/block.html"
ALONE = "comments/alone.html"
KEY_OF_NO_USE: Final = {Refusal.KEY_REUSED, Refusal.MALFORMED}


@require_POST
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish a comment; a refused text comes back in its form."""
    article = by_slug(slug)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    back_to = post_path(slug, "comments")
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, back_to)
    text, key = request.POST.get("text", ""), sent_key(request.POST)
    written = actions.write(member, article, text, key)
    typed = _typed(written, text, key)
    return answer(
        request,
        written,
        back_to,
        TEMPLATE,
        lambda: {"thread": queries.thread(article, member, typed)},
        said="Your comment is public.",
    )


@require_POST
def like(request: HttpRequest, number: int) -> HttpResponse:
    """Like a comment."""

    def act(member: Member) -> Receipt | Refused:
        return actions.like(member, number, sent_key(request.POST))

    return _on_comment(request, number, act, "You like this comment.")


@require_POST
def dislike(request: HttpRequest, number: int) -> HttpResponse:
    """Dislike a comment for the reason chosen."""

    def act(member: Member) -> Receipt | Refused:
        reason = request.POST.get("reason", "")
        return actions.dislike(member, number, reason, sent_key(request.POST))

    return _on_comment(request, number, act, "You dislike this comment.")


@require_POST
def hide(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a comment for the reason written."""

    def act(member: Member) -> Refused | None:
        return actions.hide(member, number, request.POST.get("reason", ""))

    return _on_comment(request, number, act, "The comment is removed.")


def _on_comment(
    request: HttpRequest,
    number: int,
    act: Callable[[Member], Receipt | Refused | None],
    said: str,
) -> HttpResponse:
    """Do what a signed-in member asks of a public comment, and show what that changes.

    A script gets the comment alone where nothing else of the block changes, else the block.
    """
    comment = queries.public(number)
    if comment is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_COMMENT), "/")
    article = comment.article
    back_to = post_path(article.slug, "comments")
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, back_to)
    done = act(member)
    with read_session():
        is_alone = is_htmx(request) and not isinstance(done, Refused)
        if is_alone and (alone := queries.alone(number, article, member)):
            shown = answer(request, done, back_to, ALONE, lambda: {"thread": alone})
            return retarget(shown, f"#comment-{number}")
        return answer(
            request,
            done,
            back_to,
            TEMPLATE,
            lambda: {"thread": queries.thread(article, member), "refused_on": number},
            said,
        )


def _typed(written: Receipt | Refused, text: str, key: str) -> Form | None:
    """Return the form to show after a refusal, with a new key where the old one is of no use."""
    if not isinstance(written, Refused):
        return None
    return Form(fresh_key() if written.reason in KEY_OF_NO_USE else key, text)
