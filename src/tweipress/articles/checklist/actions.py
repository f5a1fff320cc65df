"""Writes of the checklist: what is required, by operators; ticks, by those who work on it."""

from collections.abc import Collection, Sequence
from typing import Final

from django.db import transaction

from tweipress.articles.approvals import digest
from tweipress.articles.checklist.models import Kind, Line, Rule, Tick
from tweipress.articles.desk.rights import may_work_on
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.publication.changing import changed
from tweipress.publication.models import Paper

NOTHING: Final = "nothing"


def require(
    by: MemberId,
    version: int | None,
    kinds: Collection[str],
    lines: Sequence[str],
    words: tuple[int | None, int | None] = (None, None),
) -> Refused | None:
    """Require some things of every article from now on, and nothing else.

    `words` are the least and the most; lines that were there keep their ticks. Return why the
    member may not, or that somebody else has changed the paper since `version`.
    """

    def work(_row: Paper) -> None:
        Rule.objects.all().delete()
        for kind in kinds:
            least, most = words if kind == Kind.WORDS else (None, None)
            Rule.objects.create(kind=kind, least=least, most=most)
        Line.objects.exclude(text__in=lines).delete()
        for position, text in enumerate(lines):
            Line.objects.update_or_create(text=text, defaults={"position": position})

    said = ", ".join(sorted(kinds)) or NOTHING
    return changed(by, version, {"checklist": said, "lines": len(lines)}, work)


def tick(member: MemberId, article: Article, line: int, *, is_done: bool) -> Refused | None:
    """Tick a line for a draft, or take the tick back; return why that cannot be."""
    if refused := books.ban_refusal(member):
        return refused
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        if stored is None:
            return refuse(Refusal.UNKNOWN_ARTICLE)
        if not may_work_on(stored, member):
            return refuse(Refusal.ROLE_MISSING)
        if not stored.is_draft:
            return refuse(Refusal.ALREADY_PUBLISHED)
        if not is_done:
            stored.ticks.filter(line=line).delete()
            return None
        if Line.objects.select_for_update(no_key=True).filter(pk=line).first() is None:
            return refuse(Refusal.LINE_GONE)
        now = digest(stored)
        known = stored.ticks.filter(line=line).first()
        if known is None or known.digest != now:
            said = {"by_id": member, "at": clock.now(), "digest": now}
            Tick.objects.update_or_create(article=stored, line_id=line, defaults=said)
    return None
