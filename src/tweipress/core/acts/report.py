"""Report: a member buys a dated copy of an article's twelve lines, his own or the whole post's."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.draft import Draft
from tweipress.core.facts import WHOLE_POST, Article, Member, Pnl
from tweipress.core.facts import Report as ReportFact
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.pnl import Line
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World

MINE = "mine"
WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Report:
    """Buy report number `report` on an article; `scope` is `mine` or `whole`."""

    member: int
    article: int
    scope: str
    report: str


def judge(act: Report, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from any member who pays; the copy includes its own price."""
    if world.get(Member, act.member) is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if world.get(Article, act.article) is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    draft = Draft(world)
    if refused := _guards(act, draft, tariff):
        return refused
    of = act.member if act.scope == MINE else WHOLE_POST
    pnl = world.get(Pnl, (act.article, of)) or Pnl(act.article, of)
    price_twei = tariff.report_twei
    draft.pay(act.member, chart.POOL, price_twei)
    draft.line(act.article, act.member, Line.PNL_REPORTS, price_twei)
    amounts = pnl.amounts.plus(Line.PNL_REPORTS, price_twei)
    copy = ReportFact(act.report, act.member, act.article, act.scope, now_ms, amounts)
    return draft.outcome(copy, article=act.article, answer={"report": act.report})


def _guards(act: Report, draft: Draft, tariff: Tariff) -> Refused | None:
    world = draft.world
    if act.scope not in {MINE, WHOLE}:
        return refuse(Refusal.REPORT_SCOPE_WRONG)
    if not act.report:
        return refuse(Refusal.MALFORMED)
    if world.get(ReportFact, act.report) is not None:
        return refuse(Refusal.ALREADY_REPORTED)
    needed = tariff.report_other_members
    if act.scope == WHOLE:
        some = world.members_with_lines(act.article, needed + 1)
        if len(set(some) - {act.member}) < needed:
            return refuse(Refusal.TOO_FEW_MEMBERS, needed=needed)
    spendable_twei = draft.spendable(act.member)
    if spendable_twei < tariff.report_twei:
        return refuse(
            Refusal.FUNDS_SHORT, price_twei=tariff.report_twei, spendable_twei=spendable_twei
        )
    return None
