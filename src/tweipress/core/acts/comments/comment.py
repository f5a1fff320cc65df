"""Comment: the writer posts a bond and pays a tribute, most of which is the comment's like fund."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import CONSOLE, ArticleId, CommentId, MemberId
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article
from tweipress.core.records.comment import Comment as CommentRecord
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate, Right
from tweipress.core.rules import levels
from tweipress.core.rules.gates import level_gate, quota_gate, read_gate, right_gate
from tweipress.core.rules.prices import CommentPrice, comment_price
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Comment(Act):
    """Write comment number `comment`; `importer` is an operator who brings an old one in.

    `most_twei` is what the writer agreed to pay, bond included, for one that had to wait; 0 is any.
    """

    member: MemberId
    article: ArticleId
    comment: CommentId
    importer: MemberId = CONSOLE
    most_twei: int = 0


@rule("Comment: tribute and bond")
def judge(act: Comment, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse by standing, then by funds; the bond comes from available alone, and first."""
    writer = world.get(Member, act.member)
    if writer is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    article = world.get(Article, act.article)
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if act.comment <= 0:
        return refuse(Refusal.MALFORMED)
    if world.get(CommentRecord, act.comment) is not None:
        return refuse(Refusal.ALREADY_WRITTEN)
    writer = writer.on_day(world.books.day_number)
    transaction = Transaction(world)
    due = comment_price(tariff)
    refused = _standing(act, world, writer, article, tariff)
    if refused := refused or _agreed(act, due) or _funds(act, transaction, due):
        return refused
    transaction.move(chart.available(act.member), chart.bond(act.comment), due.bond_twei)
    transaction.pay(act.member, chart.POOL, due.pool_twei)
    transaction.pay(act.member, chart.pot(act.comment), due.fund_twei)
    transaction.line(act.article, act.member, Line.COMMENT_TRIBUTES, due.tribute_twei)
    return transaction.outcome(
        writer._replace(comments=writer.comments + int(not act.importer)),
        CommentRecord(act.comment, act.article, act.member, now_ms),
        article=act.article,
        inputs={"level": levels.level(writer, tariff)},
    )


def _standing(
    act: Comment, world: World, writer: Member, article: Article, tariff: Tariff
) -> Refused | None:
    if article.undone:
        return refuse(Refusal.ARTICLE_UNDONE)
    if act.importer != CONSOLE:
        return right_gate(world, act.importer, Right.IMPORT)
    if refused := level_gate(world, writer, Gate.COMMENT, tariff):
        return refused
    if refused := read_gate(world, act.member, article):
        return refused
    quota = levels.comments_per_day(levels.level(writer, tariff), tariff)
    return quota_gate(world, writer.comments, quota, Refusal.COMMENTS_SPENT)


def _agreed(act: Comment, due: CommentPrice) -> Refused | None:
    if act.most_twei and due.total_twei > act.most_twei:
        return refuse(Refusal.COMMENT_DEARER, price_twei=due.total_twei, agreed_twei=act.most_twei)
    return None


def _funds(act: Comment, transaction: Transaction, due: CommentPrice) -> Refused | None:
    available_twei = transaction.balance(chart.available(act.member))
    if available_twei < due.bond_twei:
        return refuse(
            Refusal.AVAILABLE_SHORT, bond_twei=due.bond_twei, available_twei=available_twei
        )
    spendable_twei = transaction.spendable(act.member)
    if spendable_twei < due.total_twei:
        return refuse(Refusal.FUNDS_SHORT, price_twei=due.total_twei, spendable_twei=spendable_twei)
    return None
