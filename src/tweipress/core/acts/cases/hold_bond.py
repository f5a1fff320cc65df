"""Hold bond: a moderator takes the bond of a fraudulent reviewed article, under a flag.

From then on it is a hold like any other: the author can appeal, it can be given back, and otherwise
it goes to the pool (`claw_back`).
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import CONSOLE, ArticleId, FlagId, MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.case import HeldBucket
from tweipress.core.records.case import Hold as HoldRecord
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Power
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.holding import BOND, case, signed
from tweipress.core.rules.seconding import seconded
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class HoldBond(Act):
    """Hold the bond of article number `article` under flag number `flag`; `by` 0 is the console."""

    flag: FlagId
    article: ArticleId
    reason: str
    by: MemberId = CONSOLE


@rule("Bond of a review held under a flag")
def judge(act: HoldBond, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once a flag in force on the author, after the article has been taken back."""
    flag = case(world, act.flag, act.by, Right.HOLD)
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
    if world.get(HoldRecord, act.flag) is not None:
        return refuse(Refusal.ALREADY_HELD)
    transaction = Transaction(world)
    bond = chart.review(act.article)
    twei = transaction.balance(bond)
    if twei == 0:
        return refuse(Refusal.NO_BOND)
    member = world.get(Member, flag.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    proposal = seconded(world, member, act.by, Power.HOLD, tariff, now_ms)
    if isinstance(proposal, Refused):
        return proposal
    transaction.move(bond, chart.held(flag.member), twei)
    held = (HeldBucket(BOND, twei),)
    hold = HoldRecord(act.flag, flag.member, act.by, now_ms, act.reason, twei, held)
    return transaction.outcome(
        hold, *proposal, article=act.article, inputs=signed(flag), answer={"held": twei}
    )
