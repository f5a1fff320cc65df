"""Reading over HTTP: its forms, for the page's script and for browsers without one."""

from http import HTTPStatus
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tweipress.articles import queries as articles
from tweipress.bank.queries import read_session
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits
from tweipress.http.answers import SeeOther, answer, is_htmx, refusal_data, refusal_page, to_sign_in
from tweipress.http.fast.kept_pages import leaves_pages
from tweipress.http.links import post_path
from tweipress.http.request_keys import sent_key
from tweipress.http.viewer import viewer_id
from tweipress.language.figures import number
from tweipress.pages.blocks import reading as block
from tweipress.reading import actions
from tweipress.reading.queries import courses
from tweipress.reading.queries.courses import Course

TEMPLATE: Final = "reading/panel.html"
INDEX_DIGITS: Final = 3
SAID: Final[dict[str, Promise]] = {
    "plus": _("Your Plus counts: you earned {earned} Twei."),
    "minus": _("Your Minus counts: it cost you {spent} Twei."),
    "done": _("The article counts as read."),
}


class Asked(NamedTuple):
    """A form of a signed-in member about a public article; `token` is empty if none was sent."""

    request: HttpRequest
    article: articles.Article
    member: MemberId
    token: str


@require_POST
@leaves_pages
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start reading for Twei, or show the live session; `switch` ends another article's."""
    asked = _asked(request, slug)
    if isinstance(asked, HttpResponse):
        return asked
    gate = block.gate(request, asked.article)
    refused = limits.spend(request, limits.OPENINGS) or gate.pass_through(request.POST)
    if refused is not None:
        return _shown(asked, refused)
    key, switch = sent_key(request.POST), request.POST.get("switch") == "yes"
    article = ArticleId(asked.article.pk)
    return _shown(asked, actions.start(asked.member, article, key, switch=switch))


@require_POST
@leaves_pages
def beacon(request: HttpRequest, slug: str) -> HttpResponse:
    """Prove one part: answer with JSON to the script, with the next part or a page to a form."""
    asked = _asked(request, slug)
    if isinstance(asked, HttpResponse):
        return asked
    index, text = _index(request), block.text_of(asked.article)
    with read_session():
        proof = actions.beacon(asked.member, text, asked.token, index)
        if isinstance(proof, Refused):
            if is_htmx(request) and proof.reason is Refusal.PROOF_TOO_EARLY:
                return refusal_data(proof)
            return _shown(asked, proof, fragment=f"part-{index}")
        course = courses.course(text, proof)
    return JsonResponse(_figures(course)) if is_htmx(request) else _next_part(asked, course)


@require_POST
@leaves_pages
def rate(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Rate an article, or finish reading it; `kind` is one of actions.RATINGS."""
    asked = _asked(request, slug)
    if isinstance(asked, HttpResponse):
        return asked
    text, key = block.text_of(asked.article), sent_key(request.POST)
    rated = actions.rate(asked.member, text, kind, asked.token, key)
    if isinstance(rated, Refused):
        return _shown(asked, rated)
    figures = {name: number(twei) for name, twei in rated.answer.items() if isinstance(twei, int)}
    response = _shown(asked, rated, said=str(SAID[kind]).format_map(figures))
    response.delete_cookie(block.COOKIE, samesite="Lax")
    return response


def _asked(request: HttpRequest, slug: str) -> Asked | HttpResponse:
    """Return the form's member, article and token, or the answer if one of them is missing.

    A visitor is sent to sign in; a script gets the visitor's panel, which links there (401).
    """
    article = articles.head_by_slug(slug)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    member = viewer_id(request)
    if member is not None:
        return Asked(request, article, member, request.POST.get("token", ""))
    if not is_htmx(request):
        return to_sign_in(request, post_path(article.slug, block.BLOCK))
    shown = {"panel": block.panel_for(request, article)}
    return render(request, TEMPLATE, shown, status=HTTPStatus.UNAUTHORIZED)


def _shown(
    asked: Asked, outcome: object, *, fragment: str = block.BLOCK, said: str = ""
) -> HttpResponse:
    """Answer with the panel, or back on the article's page."""
    request, article, _, token = asked
    return answer(
        request,
        outcome,
        post_path(article.slug, fragment),
        TEMPLATE,
        lambda: {"panel": block.panel_for(request, article, token)},
        said,
    )


def _next_part(asked: Asked, course: Course) -> HttpResponse:
    """Go to the part to read next, or to the panel after the last; a cookie keeps the token."""
    fragment = block.BLOCK if course.is_complete else f"part-{course.next_index}"
    response = SeeOther(post_path(asked.article.slug, fragment))
    response.set_cookie(
        block.COOKIE,
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
    """Return the number of the part in the form; 0, which is no part, if it is no small number."""
    return number_in(request.POST.get("index", ""), INDEX_DIGITS) or 0
