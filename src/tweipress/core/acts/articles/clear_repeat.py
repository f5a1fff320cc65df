"""Clear repeat: an editor has looked at an article that repeats another, and lets it be paid."""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, NO_ARTICLE, ArticleId, MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.repeat import Repeat, RepeatState
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class ClearRepeat(Act):
    """Make article number `article` payable; `by` 0 is the operator's console.

    `digest` is that of the text that was read.
    """

    article: ArticleId
    reason: str
    by: MemberId = CONSOLE
    digest: str = ""


@rule("Repeat cleared")
def judge(act: ClearRepeat, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from an editor who is not an author of it, for the text that they have read.

    What its lanes still hold can be earned then.
    """
    if refused := right_gate(world, act.by, Right.REVIEW):
        return refused
    article, repeat = world.get(Article, act.article), world.get(Repeat, act.article)
    if article is None or repeat is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if act.by in article.authors:
        return refuse(Refusal.OWN_CASE)
    if not article.repeats:
        return refuse(Refusal.NOT_REPEATING)
    if repeat.digest and act.digest != repeat.digest:
        return refuse(Refusal.REPEAT_CHANGED)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    cleared = repeat._replace(
        state=RepeatState.CLEARED,
        cleared_by=act.by,
        cleared_ms=now_ms,
        reason=act.reason,
        digest=act.digest,
    )
    return Outcome(records=(article._replace(repeats=NO_ARTICLE), cleared), article=act.article)


def awaits_editor(article: Article, repeat: Repeat) -> bool:
    """Tell whether an article waits for an editor; one that was taken back does not."""
    return repeat.is_waiting and not article.undone
