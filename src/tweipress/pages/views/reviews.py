"""Reviews: the author's forms, the judges' queue and bench, repeats, the totals. No rules here."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tweipress.articles import actions as articles
from tweipress.articles.queries import Article
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import answer, to_sign_in
from tweipress.http.request_keys import sent_key
from tweipress.http.viewer import member_id
from tweipress.pages.actions import reviews as actions
from tweipress.pages.blocks import reviews as blocks
from tweipress.pages.blocks import writing
from tweipress.people.queries import factors
from tweipress.reviews import actions as reviews
from tweipress.reviews import queries

DIGEST_CHARS = 64
OWN, BENCH, CLEAR = "reviews/own.html", "reviews/judge.html", "reviews/clear.html"
Do = Callable[[MemberId, Article, str], Answer]


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a review of a draft."""
    said = _("You asked for a review. The bond is held until it ends. The decision appears here.")
    return _own(request, code, actions.ask, said)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw the request for a review."""

    def do(member: MemberId, article: Article, key: str) -> Answer:
        return reviews.withdraw(member, ArticleId(article.pk), key)

    said = _("You withdrew the request for a review. The bond was returned.")
    return _own(request, code, do, said)


@require_safe
@login_required
@books.read_session()
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for this member's judgement."""
    member = member_id(request)
    shown = {"waiting": blocks.queue(member), "is_editor": blocks.is_editor(member)}
    return render(request, "reviews/queue.html", {**shown, "tariff": books.tariff()})


@require_http_methods(["GET", "HEAD", "POST"])
def bench(request: HttpRequest, code: str) -> HttpResponse:
    """Show an article under review to its judges, and take a judgement."""
    if not request.user.is_authenticated:
        return to_sign_in(request, request.path)
    member = member_id(request)
    page = blocks.bench(member, code)
    if page is None:
        raise Http404
    if request.method != "POST":
        return render(request, "reviews/bench.html", {"bench": page})
    reason, do = request.POST.get("reason", ""), request.POST.get("do", "")
    outcome: Answer = refuse(Refusal.MALFORMED)
    if do in {"approve", "deny"}:
        number, key, approves = ArticleId(page.article.pk), sent_key(request.POST), do == "approve"
        outcome = reviews.judge(member, number, reason, key, approves=approves)
    typed = reason if isinstance(outcome, Refused) else ""
    return answer(
        request,
        outcome,
        reverse("reviews:queue"),
        BENCH,
        lambda: {"bench": blocks.bench(member, code), "typed": typed},
        said=_("Your judgement is in the books. The author reads your reason."),
    )


@require_safe
@login_required
@books.read_session()
def repeats(request: HttpRequest) -> HttpResponse:
    """List the articles that pay nobody until an editor has looked at them."""
    _editor(request)
    return render(request, "reviews/repeats.html", {"repeats": blocks.waiting_repeats()})


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, code: str) -> HttpResponse:
    """Show an editor an article that repeats another, and let it be paid for the reason written."""
    if not request.user.is_authenticated:
        return to_sign_in(request, request.path)
    editor = _editor(request)
    page = blocks.repeat(editor, code)
    if page is None:
        raise Http404
    if request.method != "POST":
        return render(request, "reviews/copy.html", {"repeat": page})
    reason, read = request.POST.get("reason", ""), request.POST.get("read", "")
    outcome = articles.clear_repeat(editor, page.article, reason, sent_key(request.POST), read)
    return answer(
        request,
        outcome,
        request.path if isinstance(outcome, Refused) else reverse("reviews:repeats"),
        CLEAR,
        lambda: {
            "repeat": blocks.repeat(editor, code),
            "typed": reason,
            "read": read[:DIGEST_CHARS],
        },
        said=_("Your decision is in the books. From now on the article pays its readers."),
    )


@require_safe
@books.read_session()
def totals(request: HttpRequest) -> HttpResponse:
    """Explain reviews, and show how they have ended so far."""
    return render(request, "reviews/totals.html", {"totals": queries.totals()})


def _own(request: HttpRequest, code: str, do: Do, said: str) -> HttpResponse:
    page = reverse("articles:publish", args=[code])
    if not request.user.is_authenticated:
        return to_sign_in(request, page)
    member = member_id(request)
    article = writing.visible_to_writer(member, code)
    if article is None or article.author_id != member:
        raise Http404
    outcome = do(member, article, sent_key(request.POST))
    return answer(request, outcome, page, OWN, lambda: {"review": blocks.own_review(article)}, said)


def _editor(request: HttpRequest) -> MemberId:
    member = member_id(request)
    factors.require(member, Right.REVIEW)
    return member
