"""The page of an article's notes and checklist, and its forms. No rules here."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.checklist import actions as checklist
from tweipress.articles.notes import actions
from tweipress.articles.queries import Article
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther, answer, is_htmx
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import writing
from tweipress.pages.notes.shown import board

NEW: Final = 0
"""Where a form is that belongs to no note."""


class Sent(NamedTuple):
    """What a form says: about which note or line, in which words, of which passage."""

    number: int
    text: str
    passage: int | None
    quote: str


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notes(request: HttpRequest, code: str) -> HttpResponse:
    """Show an article's notes beside its text, and its checklist; do what a form asks."""
    article = writing.visible_to_writer(member_id(request), code)
    if article is None:
        raise Http404
    if request.method != "POST":
        asked = number_in(request.GET.get("passage", ""))
        return _page(request, article, {"typed_passage": asked or ""})
    sent, do = _sent(request.POST), request.POST.get("do", "")
    action = DEEDS.get(do)
    refused = action(member_id(request), article, sent) if action else refuse(Refusal.MALFORMED)
    typed = _typed(sent) if refused else {}
    if is_htmx(request):
        return answer(
            request,
            refused,
            reverse("articles:draft", args=[article.code]),
            "notes/board.html",
            lambda: {"board": board(article), **typed},
        )
    if refused is not None:
        return advised(_page(request, article, typed, refused), refused)
    messages.success(request, str(SAID[do]))
    return SeeOther(reverse("articles:notes", args=[article.code]))


def _write(member: MemberId, article: Article, sent: Sent) -> Refused | None:
    return actions.write(member, article, sent.passage, sent.quote, sent.text)


def _reply(member: MemberId, article: Article, sent: Sent) -> Refused | None:
    return actions.reply(member, article, sent.number, sent.text)


def _resolve(member: MemberId, article: Article, sent: Sent) -> Refused | None:
    """Resolve a note, with what was typed as the last word, if anything was."""
    if sent.text.strip():
        return actions.reply(member, article, sent.number, sent.text, resolves=True)
    return actions.set_open(member, article, sent.number, is_open=False)


def _open(member: MemberId, article: Article, sent: Sent) -> Refused | None:
    if sent.text.strip():
        return _reply(member, article, sent)
    return actions.set_open(member, article, sent.number, is_open=True)


def _tick(member: MemberId, article: Article, sent: Sent) -> Refused | None:
    return checklist.tick(member, article, sent.number, is_done=True)


def _untick(member: MemberId, article: Article, sent: Sent) -> Refused | None:
    return checklist.tick(member, article, sent.number, is_done=False)


DEEDS: Final[Mapping[str, Callable[[MemberId, Article, Sent], Refused | None]]] = {
    "write": _write,
    "reply": _reply,
    "resolve": _resolve,
    "open": _open,
    "tick": _tick,
    "untick": _untick,
}
SAID: Final[Mapping[str, Promise]] = {
    "write": _("The note is there for all who work on this article."),
    "reply": _("The reply is there."),
    "resolve": _("The note is resolved."),
    "open": _("The note is open again."),
    "tick": _("Ticked, with your name."),
    "untick": _("No longer ticked."),
}


def _sent(form: Mapping[str, str]) -> Sent:
    return Sent(
        number=number_in(form.get("number", "")) or NEW,
        text=form.get("text", ""),
        passage=number_in(form.get("passage", "")),
        quote=form.get("quote", ""),
    )


def _typed(sent: Sent) -> dict[str, object]:
    """Return what is shown again in the form that was refused."""
    return {
        "typed_on": sent.number,
        "typed": sent.text,
        "typed_quote": sent.quote,
        "typed_passage": sent.passage or "",
    }


def _page(
    request: HttpRequest,
    article: Article,
    typed: Mapping[str, object],
    refused: Refused | None = None,
) -> HttpResponse:
    shown = {"board": board(article), "refused": refused, **typed}
    status = status_of(refused) if refused else None
    return render(request, "notes/notes.html", shown, status=status)
