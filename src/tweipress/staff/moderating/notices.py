"""The moderators' list of notices of illegal content, the oldest first, each with its form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.composed.notices import decide
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.http.answers import answer
from tweipress.http.links import post_path
from tweipress.moderation.notices import queries
from tweipress.moderation.notices.actions import Verdict
from tweipress.moderation.notices.queries import Ground, Notice, Outcome
from tweipress.people import queries as people
from tweipress.people.queries import Card
from tweipress.staff.guards import only_with


@dataclass(frozen=True, slots=True)
class Listed:
    """A notice, what it is about as it stands now, and what became of it."""

    notice: Notice
    ground: str
    outcome: str
    title: str
    url: str
    text: str
    writer: Card | None


@require_GET
@only_with(Right.DECIDE)
def notices(request: HttpRequest, _moderator: Any) -> HttpResponse:
    """List the notices that wait, and those that were decided last."""
    return render(request, "staff/moderating/notices.html", _listed())


@require_POST
@only_with(Right.DECIDE)
def decide_one(request: HttpRequest, moderator: Any, number: int) -> HttpResponse:
    """Decide a notice; a refused reason stays in its form."""
    form = request.POST
    said = Verdict(form.get("outcome", ""), form.get("words", ""), form.get("law") == "yes")
    done = decide(MemberId(moderator.pk), number, said)
    typed = {"typed_on": number, "typed": said.words} if done else {}
    return answer(
        request,
        done,
        reverse("moderating:notices"),
        "staff/moderating/notices_list.html",
        lambda: {**_listed(), **typed},
        said=_("It is decided; who sent the notice and who wrote it read why."),
    )


@books.read_session()
def _listed() -> dict[str, object]:
    return {
        "waiting": _shown(queries.waiting()),
        "decided": _shown(queries.recent()),
        "words_max": queries.WORDS_MAX,
    }


def _shown(rows: Iterable[Notice]) -> list[Listed]:
    listed = list(rows)
    posts = articles.by_numbers(sorted({row.article for row in listed if row.article}))
    texts = {row.pk: comments.public(row.comment) for row in listed if row.comment}
    cards = people.cards(text.writer for text in texts.values() if text)
    shown = []
    for row in listed:
        post, text = posts.get(row.article or 0), texts.get(row.pk)
        block = f"comment-{row.comment}" if row.comment else ""
        shown.append(
            Listed(
                row,
                str(Ground(row.ground).label),
                str(Outcome(row.outcome).label) if row.outcome else "",
                post.title if post else "",
                post_path(post.slug, block) if post else "",
                text.text if text and not text.is_hidden else "",
                cards.get(text.writer) if text else None,
            )
        )
    return shown
