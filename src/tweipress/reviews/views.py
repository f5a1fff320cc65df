"""The author's forms, the judges' queue and bench, the totals. No rules here."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.bank import Answer
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import answer, to_sign_in
from tweipress.http.request_keys import sent_key
from tweipress.people.models import Member
from tweipress.reviews import actions, queries

DIGEST_CHARS = 64
OWN, BENCH = "reviews/own.html", "reviews/judge.html"
Do = Callable[[Member, Article, str], Answer]


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a review of a draft."""
    said = "Asked for. The bond is in escrow, and what is decided will stand here."
    return _own(request, code, actions.ask, said)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the ask back."""
    return _own(request, code, actions.withdraw, "Withdrawn. The bond is back.")


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for this member's judgement."""
    member = _member(request)
    shown = {"waiting": queries.waiting_for(member), "is_editor": articles.is_editor(member)}
    return render(request, "reviews/queue.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def bench(request: HttpRequest, code: str) -> HttpResponse:
    """Show an article under review to who may judge it, and take the judgement."""
    if not request.user.is_authenticated:
        return to_sign_in(request, request.path)
    member = _member(request)
    found = queries.bench(member, code)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "reviews/bench.html", {"bench": found})
    reason, do = request.POST.get("reason", ""), request.POST.get("do", "")
    outcome: Answer = refuse(Refusal.MALFORMED)
    if do in {"approve", "deny"}:
        key, approves = sent_key(request.POST), do == "approve"
        outcome = actions.judge(member, found.article, reason, key, approves=approves)
    typed = reason if isinstance(outcome, Refused) else ""
    return answer(
        request,
        outcome,
        reverse("reviews:queue"),
        BENCH,
        lambda: {"bench": queries.bench(member, code), "typed": typed},
        said="That is in the books; the author reads your reason.",
    )


@require_safe
@login_required
def repeats(request: HttpRequest) -> HttpResponse:
    """List the articles that pay nobody until an editor has looked at them."""
    _editor(request)
    return render(request, "reviews/repeats.html", {"repeats": articles.waiting_repeats()})


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, code: str) -> HttpResponse:
    """Show an editor an article that repeats another, and let it be paid for the reason written."""
    if not request.user.is_authenticated:
        return to_sign_in(request, request.path)
    editor = _editor(request)
    found = queries.copy(code)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "reviews/copy.html", {"copy": found})
    reason, read = request.POST.get("reason", ""), request.POST.get("read", "")
    outcome = actions.clear(editor, found.article, reason, sent_key(request.POST), read)
    return answer(
        request,
        outcome,
        request.path if isinstance(outcome, Refused) else reverse("reviews:repeats"),
        "reviews/clear.html",
        lambda: {"copy": queries.copy(code), "typed": reason, "read": read[:DIGEST_CHARS]},
        said="That is in the books: it is paid like any other, from now on.",
    )


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """Say what a review is, and how reviews have ended so far."""
    return render(request, "reviews/totals.html", {"totals": queries.totals()})


def _own(request: HttpRequest, code: str, do: Do, said: str) -> HttpResponse:
    page = reverse("articles:publish", args=[code])
    if not request.user.is_authenticated:
        return to_sign_in(request, page)
    member = _member(request)
    article = articles.for_writer(member, code)
    if article is None or article.author_id != member.pk:
        raise Http404
    outcome = do(member, article, sent_key(request.POST))
    return answer(request, outcome, page, OWN, lambda: {"review": queries.own(article)}, said)


def _editor(request: HttpRequest) -> Member:
    member = _member(request)
    if not articles.is_editor(member):
        raise PermissionDenied
    return member


def _member(request: HttpRequest) -> Member:
    assert isinstance(request.user, Member)
    return request.user
