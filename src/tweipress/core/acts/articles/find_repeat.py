"""Find repeat: a published article repeats another, for example after an edit, and pays no more.

What was shown to a reader is still paid. Nothing moves; an editor can make it payable again. If
the article waits already, it goes on waiting with its new text, and the old text cannot be cleared.
"""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, ArticleId, MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.repeat import Repeat
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class FindRepeat(Act):
    """Say that article number `article` repeats number `of`; `by` 0 is the site itself.

    `digest` is that of the text that repeats, empty for the one that was published.
    """

    article: ArticleId
    of: ArticleId
    by: MemberId = CONSOLE
    digest: str = ""


@rule("Repeat found")
def judge(act: FindRepeat, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept for two published articles, if the first has not been taken back."""
    if refused := right_gate(world, act.by, Right.REVIEW):
        return refused
    article, other = world.get(Article, act.article), world.get(Article, act.of)
    if article is None or other is None or act.article == act.of:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if article.undone:
        return refuse(Refusal.ARTICLE_UNDONE)
    repeat = Repeat(act.article, act.of, now_ms, digest=act.digest)
    waits = world.get(Repeat, act.article) if article.repeats else None
    if waits is not None:
        if act.digest in {"", waits.digest}:
            return refuse(Refusal.ALREADY_FOUND)
        repeat = repeat._replace(at_ms=waits.at_ms)
    return Outcome(records=(article._replace(repeats=act.of), repeat), article=act.article)
