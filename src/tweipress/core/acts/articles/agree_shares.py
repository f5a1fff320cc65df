"""Agree to shares: a member says which part of an article's tribute and pay is theirs.

Nothing moves. The article's first author can publish it with exactly these shares, at exactly this
tribute, and with no others. An agreement can be changed or taken back until then.
"""

from dataclasses import dataclass

from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Agreement, Article, Shares
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import publish_price
from tweipress.core.rules.sharing import are_shares
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class AgreeShares(Act):
    """Agree to the shares of article number `article`; empty ones take an agreement back.

    `tribute_twei` is what the member was told that publishing costs, all authors together.
    """

    member: MemberId
    article: ArticleId
    shares: Shares = ()
    tribute_twei: int = 0


@rule("Shares agreed to")
def judge(act: AgreeShares, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from a co-author until the article is published; who publishes it need not agree."""
    if world.get(Member, act.member) is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if world.get(Article, act.article) is not None:
        return refuse(Refusal.ALREADY_PUBLISHED)
    refused = _terms(act, tariff) if act.shares else _taken_back(act, world)
    if refused:
        return refused
    agreement = Agreement(act.article, act.member, act.shares, act.tribute_twei, now_ms)
    return Outcome(records=(agreement,), article=act.article)


def _terms(act: AgreeShares, tariff: Tariff) -> Refused | None:
    """Refuse what are no shares, or not this member's, and a tribute that is not today's."""
    first, *others = (member for member, _ in act.shares)
    if act.article <= 0 or act.member not in others or not are_shares(act.shares, first):
        return refuse(Refusal.MALFORMED)
    tribute_twei = publish_price(tariff).tribute_twei
    if act.tribute_twei != tribute_twei:
        return refuse(Refusal.TRIBUTE_CHANGED, tribute_twei=tribute_twei)
    return None


def _taken_back(act: AgreeShares, world: World) -> Refused | None:
    """Refuse to take back what nobody has agreed to."""
    agreement = world.get(Agreement, (act.article, act.member))
    is_agreed = agreement is not None and bool(agreement.shares)
    return None if is_agreed and not act.tribute_twei else refuse(Refusal.SHARES_NOT_AGREED)
