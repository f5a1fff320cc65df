"""The forms of reading over HTTP: for the page's script, and for browsers without one."""

from http import HTTPStatus
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits
from tweipress.http.answers import SeeOther, answer, is_htmx, refusal_data, refusal_page, to_sign_in
from tweipress.http.links import post_path
from tweipress.http.request_keys import sent_key
from tweipress.people.models import Member
from tweipress.reading import actions, queries
from tweipress.reading.view_models import Course

TEMPLATE: Final = "reading/panel.html"
INDEX_DIGITS: Final = 3
SAID: Final = {
    "plus": "Your Plus counts: you earned {earned} Twei.",
    "minus": "Your Minus counts: it cost you {spent} Twei.",
    "done": "The article counts as read.",
}


class Asked(NamedTuple):
    """A form of a signed-in member about a public article; `token` is empty when it sent none."""

    request: HttpRequest
    article: Article
    member: Member
    token: str


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start reading for Twei, or show the session that lives; `switch` ends another article's."""
    asked = _asked(request, slug)
    if isinstance(asked, HttpResponse):
        return asked
    gate = queries.gate(request, asked.member, asked.article)
    refused = limits.spend(request, limits.OPENINGS) or gate.pass_through(request.POST)
    if refused is not None:
        return _shown(asked, refused)
    key, switch = sent_key(request.POST), request.POST.get("switch") == "yes"
    return _shown(asked, actions.start(asked.member, asked.article, key, switch=switch))


@require_POST
def beacon(request: HttpRequest, slug: str) -> HttpResponse:
    """Prove one section: JSON for the script, the next section or a kind page for a form."""
    asked = _asked(request, slug)
    if isinstance(asked, HttpResponse):
        return asked
    index = _index(request)
    proof = actions.beacon(asked.member, asked.article, asked.token, index)
    if isinstance(proof, Refused):
        if is_htmx(request) and proof.reason is Refusal.PROOF_TOO_EARLY:
            return refusal_data(proof)
        return _shown(asked, proof, block=f"part-{index}")
    course = queries.course(asked.article, proof)
    return JsonResponse(_figures(course)) if is_htmx(request) else _next_part(asked, course)


@require_POST
def rate(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Rate an article, or be done with it; `kind` is one of actions.RATINGS."""
    asked = _asked(request, slug)
    if isinstance(asked, HttpResponse):
        return asked
    key = sent_key(request.POST)
    rated = actions.rate(asked.member, asked.article, kind, asked.token, key)
    if isinstance(rated, Refused):
        return _shown(asked, rated)
    response = _shown(asked, rated, said=SAID[kind].format_map(rated.answer))
    response.delete_cookie(queries.COOKIE, samesite="Lax")
    return response


def _asked(request: HttpRequest, slug: str) -> Asked | HttpResponse:
    """Return who asks what; or the answer to a visitor, or about an article that is not public.

    A visitor is sent to sign in; a script gets the visitor's panel, which links there (401).
    """
    article = articles.by_slug(slug)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    if request.user.is_authenticated:
        return Asked(request, article, request.user, request.POST.get("token", ""))
    if not is_htmx(request):
        return to_sign_in(request, post_path(article.slug, queries.BLOCK))
    shown = {"panel": queries.panel(article, None)}
    return render(request, TEMPLATE, shown, status=HTTPStatus.UNAUTHORIZED)


def _shown(
    asked: Asked, outcome: object, *, block: str = queries.BLOCK, said: str = ""
) -> HttpResponse:
    """Answer with the panel, or back on the article's page."""
    request, article, member, token = asked
    return answer(
        request,
        outcome,
        post_path(article.slug, block),
        TEMPLATE,
        lambda: {
            "panel": queries.panel(article, member, token),
            "puzzle": queries.gate(request, member, article).puzzle(),
        },
        said,
    )


def _next_part(asked: Asked, course: Course) -> HttpResponse:
    """Go on at the part to read next, or at the panel after the last; a cookie keeps the token."""
    block = queries.BLOCK if course.is_complete else f"part-{course.next_index}"
    response = SeeOther(post_path(asked.article.slug, block))
    response.set_cookie(
        queries.COOKIE,
        course.token,
        max_age=course.life_s,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _figures(course: Course) -> dict[str, int | str]:
    """Return what the script keeps of a course; times in ms."""
    return {
        "token": course.token,
        "index": course.next_index,
        "left": course.progress.left_ms,
        "wait": course.progress.wait_ms,
    }


def _index(request: HttpRequest) -> int:
    """Return the section in the form; 0, which is none, when it is no small whole number."""
    sent = request.POST.get("index", "")
    is_number = sent.isascii() and sent.isdigit() and len(sent) <= INDEX_DIGITS
    return int(sent) if is_number else 0
