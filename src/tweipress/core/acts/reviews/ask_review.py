"""Ask review: an author lets others judge an article before it is published, against a bond.

The article stays a draft. The books keep the digest of its text, and the figures by which it would
be published: an approval is for exactly that.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.member import Member
from tweipress.core.records.review import Review
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate
from tweipress.core.rules.gates import level_gate, quota_gate
from tweipress.core.rules.reading import length_gate
from tweipress.core.rules.reviewing import in_vain, rest_left_s
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class AskReview(Act):
    """Ask for a review of article number `article`, whose text has the digest `digest`."""

    member: MemberId
    article: ArticleId
    digest: str
    time_to_read_s: int
    words: int
    sections: int


@rule("Review asked for: bond")
def judge(act: AskReview, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse by standing, then by text, then by the bond; the first jury is drawn at once."""
    author = world.get(Member, act.member)
    if author is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    last = world.get(Review, act.article)
    refused = level_gate(world, author, Gate.REVIEW, tariff)
    refused = refused or _text(act, world, tariff) or _before(act, world, last)
    if refused := refused or _patience(act, world, tariff, now_ms):
        return refused
    transaction = Transaction(world)
    bond_twei = tariff.review_bond_twei if world.books.gates else 0
    available_twei = transaction.balance(chart.available(act.member))
    if available_twei < bond_twei:
        return refuse(Refusal.AVAILABLE_SHORT, bond_twei=bond_twei, available_twei=available_twei)
    transaction.move(chart.available(act.member), chart.review(act.article), bond_twei)
    review = Review(
        article=act.article,
        author=act.member,
        digest=act.digest,
        time_to_read_s=act.time_to_read_s,
        words=act.words,
        sections=act.sections,
        at_ms=now_ms,
        due_ms=now_ms,
        asks=last.asks + 1 if last else 1,
        vain=in_vain(world.reviews_by(act.member)),
    )
    return transaction.outcome(review, article=act.article, answer={"bond": bond_twei})


def _text(act: AskReview, world: World, tariff: Tariff) -> Refused | None:
    if world.get(Article, act.article) is not None:
        return refuse(Refusal.ALREADY_PUBLISHED)
    if act.article <= 0 or act.time_to_read_s < 1 or act.sections < 1 or not act.digest:
        return refuse(Refusal.MALFORMED)
    return None if world.books.scenario else length_gate(act.words, tariff)


def _before(act: AskReview, world: World, last: Review | None) -> Refused | None:
    """Refuse what is under review already, and another's article."""
    if last is None:
        return None
    if last.author != act.member:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    return refuse(Refusal.ALREADY_ASKED) if last.is_live else None


def _patience(act: AskReview, world: World, tariff: Tariff, now_ms: int) -> Refused | None:
    """Refuse the same text twice, too many reviews at a time, and an author who has to wait."""
    mine = world.reviews_by(act.member)
    live = [review for review in mine if review.is_live]
    same = sum(review.digest == act.digest for review in live)
    if refused := quota_gate(world, same, tariff.reviews_same_text_max, Refusal.REVIEW_SAME):
        return refused
    if refused := quota_gate(world, len(live), tariff.reviews_open_max, Refusal.REVIEWS_OPEN):
        return refused
    wait_s = rest_left_s(mine, tariff, now_ms)
    return refuse(Refusal.REVIEW_RESTS, wait_s=wait_s) if world.books.gates and wait_s else None
