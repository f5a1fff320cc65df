"""Hold bond: a person takes the bond of a reviewed article that was fraud, under its author's flag.

From then on it is a hold like any other: it can be appealed against and given back, and what nobody
has given back goes to the pool (`claw_back`).
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.cases import Hold as HoldFact
from tweipress.core.draft import Draft
from tweipress.core.facts import Article
from tweipress.core.holding import BOND, OF, case, signed
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class HoldBond:
    """Hold the bond of article number `article` under flag number `flag`; `by` 0 is the console."""

    flag: int
    article: int
    reason: str
    by: int = 0


def judge(act: HoldBond, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once a flag in force on the author, after the article has been taken back."""
    flag = case(world, act.flag, act.by, "hold")
    if isinstance(flag, Refused):
        return flag
    if flag.shadow:
        return refuse(Refusal.FLAG_WITHOUT_EFFECT)
    article = world.get(Article, act.article)
    if article is None or article.author != flag.member:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if not article.undone:
        return refuse(Refusal.ARTICLE_STANDS)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    if world.get(HoldFact, act.flag) is not None:
        return refuse(Refusal.ALREADY_HELD)
    draft = Draft(world)
    bond = chart.review(act.article)
    twei = draft.balance(bond)
    if twei == 0:
        return refuse(Refusal.NO_BOND)
    draft.move(bond, chart.held(flag.member), twei)
    hold = HoldFact(act.flag, flag.member, act.by, now_ms, act.reason, twei, f"{BOND}{OF}{twei}")
    return draft.outcome(hold, article=act.article, inputs=signed(flag), answer={"held": twei})
