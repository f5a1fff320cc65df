"""What the rules say of a comment that is being sent: publish it, let it wait, or refuse it.

Members of the newsroom are not made to wait, nor slowed down: their names stand for the site.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.comments.rules import hook, words
from tweipress.comments.rules.models import Mode, Why
from tweipress.comments.rules.queries import InForce, closed
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Role
from tweipress.core.state.outcome import Refused, refuse

NEWSROOM: Final = frozenset(Role) - {Role.CONTRIBUTOR}
"""Contributors are guests: what they write under articles is looked at as that of anybody."""
REPEATS_DAYS: Final = 7
LAST: Final = 50
REMOVED_LEAST: Final = 3
"""Two of a member's few comments may be an unlucky day."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A comment that is being sent, and what is known of its article."""

    comment: Comment
    rules: InForce
    published: datetime | None
    slug: str
    now: datetime

    @property
    def member(self) -> MemberId:
        """Return who sends it."""
        return MemberId(self.comment.writer_id)


def refusal(sent: Sent) -> Refused | None:
    """Refuse a comment that cannot be sent at all."""
    if refused := closed(sent.rules, sent.published, sent.now):
        return refused
    if sent.rules.banned and words.found(sent.rules.banned, words.folded(sent.comment.text)):
        return refuse(Refusal.COMMENT_WORDS)
    return _slowed(sent)


def why_held(sent: Sent) -> Why | None:
    """Return why a comment waits for a moderator, None if it does not."""
    rules = sent.rules
    if not _has_any(rules):
        return None
    known = books.rights(sent.member)
    if known is None or known.roles & NEWSROOM:
        return None
    if rules.mode == Mode.BEFORE:
        return Why.BEFORE
    if known.level < rules.below_level or _is_newcomer(sent):
        return Why.NEWCOMER
    if rules.suspect and words.found(rules.suspect, words.folded(sent.comment.text)):
        return Why.WORDS
    is_counted = known.level < rules.links_below_level
    if is_counted and words.links(sent.comment.text) > rules.links_most:
        return Why.LINKS
    if _is_repeated(sent):
        return Why.REPEATS
    if _is_often_removed(sent):
        return Why.REMOVALS
    if rules.hook_url and hook.holds(rules.hook_url, sent.comment.text, sent.slug, known.level):
        return Why.SERVICE
    return None


def _has_any(rules: InForce) -> bool:
    """Tell whether any rule can hold a comment: on most sites none does, and nothing is asked."""
    counts = (
        *(rules.first_comments, rules.below_level, rules.links_below_level, rules.repeats_own),
        *(rules.repeats_all, rules.removed_percent),
    )
    return rules.mode == Mode.BEFORE or any(counts) or bool(rules.suspect or rules.hook_url)


def _slowed(sent: Sent) -> Refused | None:
    pause_s = sent.rules.slow_s
    if not pause_s:
        return None
    since = sent.now - timedelta(seconds=pause_s)
    own = Comment.objects.filter(
        article=sent.comment.article_id, writer=sent.member, created__gt=since
    )
    own = own.exclude(pk=sent.comment.pk)
    counted = own.filter(posting_seq__isnull=False) | own.filter(refusal=Refusal.COMMENT_HELD.name)
    last = counted.order_by("-created").values_list("created", flat=True).first()
    known = books.rights(sent.member) if last else None
    if last is None or (known is not None and known.roles & NEWSROOM):
        return None
    wait_s = -((sent.now - last - timedelta(seconds=pause_s)) // timedelta(seconds=1))
    return refuse(Refusal.SLOW_MODE, wait_s=max(1, wait_s))


def _public(sent: Sent) -> QuerySet[Comment]:
    return Comment.objects.filter(writer=sent.member, posting_seq__isnull=False)


def _is_newcomer(sent: Sent) -> bool:
    least = sent.rules.first_comments
    return bool(least) and _public(sent).filter(hidden_at=None)[:least].count() < least


def _is_repeated(sent: Sent) -> bool:
    rules, mark = sent.rules, sent.comment.mark
    if not mark or not (rules.repeats_own or rules.repeats_all):
        return False
    since = sent.now - timedelta(days=REPEATS_DAYS)
    same = Comment.objects.filter(mark=mark, created__gt=since).exclude(pk=sent.comment.pk)
    if rules.repeats_own and same.filter(writer=sent.member).count() >= rules.repeats_own:
        return True
    others = same.exclude(writer=sent.member).order_by().values("writer").distinct()
    return bool(rules.repeats_all) and others.count() >= rules.repeats_all


def _is_often_removed(sent: Sent) -> bool:
    percent = sent.rules.removed_percent
    if not percent:
        return False
    last = list(_public(sent).order_by("-pk").values_list("hidden_at", flat=True)[:LAST])
    removed = sum(at is not None for at in last)
    return removed >= REMOVED_LEAST and removed * 100 >= percent * len(last)
