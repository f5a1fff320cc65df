"""Find repeat: a published article repeats another, after an edit, say; it is not payable any more.

What was shown to a reader is still paid. Nothing moves; an editor can make it payable again.
"""

from dataclasses import dataclass

from tweipress.core.facts import Article
from tweipress.core.gates import right_gate
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.repeats import Repeat
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class FindRepeat:
    """Say that article number `article` repeats number `of`; `by` 0 is the site itself."""

    article: int
    of: int
    by: int = 0


def judge(act: FindRepeat, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept of two articles that are published, as long as the one can be read for Twei."""
    if refused := right_gate(world, act.by, "review"):
        return refused
    article, other = world.get(Article, act.article), world.get(Article, act.of)
    if article is None or other is None or act.article == act.of:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if article.undone:
        return refuse(Refusal.ARTICLE_UNDONE)
    if article.repeats:
        return refuse(Refusal.ALREADY_FOUND)
    found = Repeat(act.article, act.of, now_ms)
    return Outcome(facts=(article._replace(repeats=act.of), found), article=act.article)
