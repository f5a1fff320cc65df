"""Publish: the authors pay the tribute; it and the day fill the article's two lanes."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import CONSOLE, NO_ARTICLE, ArticleId, MemberId
from tweipress.core.money import BPS, clamp, part
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article, Lane, Shares
from tweipress.core.records.books import Books, Day
from tweipress.core.records.member import Member
from tweipress.core.records.repeat import Repeat
from tweipress.core.records.review import Review, ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate, Right
from tweipress.core.rules import levels
from tweipress.core.rules.gates import level_gate, quota_gate, right_gate
from tweipress.core.rules.prices import publish_price
from tweipress.core.rules.reading import length_gate
from tweipress.core.rules.sharing import Payers, agreement_gate, parts_of
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Publish(Act):
    """Publish article number `article`; length, sections and Time to Read are fixed by this act.

    `importer` is an operator who brings an old article in: gates are lifted, no subsidy is paid.
    What a review has approved is published as reviewed, and nothing else outside scenarios: no one
    person vouches for their own text. Its bond is in escrow already. `repeats` is
    an article that this one repeats: it gets no subsidy, and pays nobody until an editor clears it,
    unless the judges of a review could see it. `shares` are the parts of several authors, the
    member's own first: each pays it of the tribute, and gets it of what authors get.
    """

    member: MemberId
    article: ArticleId
    time_to_read_s: int
    words: int
    sections: int
    reviewed: bool = False
    importer: MemberId = CONSOLE
    repeats: ArticleId = NO_ARTICLE
    shares: Shares = ()


@rule("Publish tribute")
def judge(act: Publish, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse by standing, then by text, then by funds."""
    author = world.get(Member, act.member)
    if author is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    author = author.on_day(world.books.day_number)
    review = _live_review(act, world)
    refused = _standing(act, world, author, tariff) or _text(act, world, tariff)
    refused = refused or _approved(act, review) or _shared(act, world, review, tariff)
    if refused := refused or _funds(act, world, tariff):
        return refused
    transaction = Transaction(world)
    waits = NO_ARTICLE if act.importer or _seen(act, world, review, now_ms) else act.repeats
    subsidy_twei = 0 if act.importer or waits else _subsidy_twei(act, world, tariff)
    cost = publish_price(tariff, bonded=_is_bonded(act, world))
    parts = parts_of(cost.tribute_twei, act.member, act.shares)
    payers = Payers(transaction, parts)
    given_twei = _fill_lanes(
        transaction, act.article, payers, cost.to_readers_twei, subsidy_twei, tariff
    )
    payers.pay(chart.POOL, cost.to_pool_twei)
    transaction.move(chart.available(act.member), chart.review(act.article), cost.bond_twei)
    for member, part_twei in parts:
        transaction.line(act.article, member, Line.POST_PUBLISH_TRIBUTE, part_twei)
    return transaction.outcome(
        author._replace(publishes=author.publishes + int(not act.importer)),
        _article(act, world.books, now_ms)._replace(repeats=waits),
        *(
            Lane(act.article, name, twei)
            for name, twei in zip(chart.LANES, given_twei, strict=True)
        ),
        *_counted_review(act, world),
        *((review._replace(state=ReviewState.PUBLISHED),) if review else ()),
        *((Repeat(act.article, waits, now_ms),) if waits else ()),
        article=act.article,
        inputs={"level": levels.level(author, tariff), "subsidy_twei": subsidy_twei},
        answer={"opportunity_twei": sum(given_twei)},
    )


def _standing(act: Publish, world: World, author: Member, tariff: Tariff) -> Refused | None:
    if act.importer != CONSOLE:
        return right_gate(world, act.importer, Right.IMPORT)
    if refused := level_gate(world, author, Gate.PUBLISH, tariff):
        return refused
    if act.reviewed and not world.books.scenario and not _live_review(act, world):
        return refuse(Refusal.REVIEW_MISSING)
    quota = levels.publishes_per_day(levels.level(author, tariff), tariff)
    return quota_gate(world, author.publishes, quota, Refusal.PUBLISHES_SPENT)


def _live_review(act: Publish, world: World) -> Review | None:
    """Return the review that was asked for and has not come to its end."""
    review = world.get(Review, act.article)
    return review if review is not None and review.is_live else None


def _approved(act: Publish, review: Review | None) -> Refused | None:
    """Refuse what is still under review, and anything but what was approved."""
    if review is None:
        return None
    if review.author != act.member:
        return refuse(Refusal.REVIEW_OTHER)
    if review.state != ReviewState.APPROVED or not act.reviewed:
        return refuse(Refusal.REVIEW_LIVE)
    asked = (review.time_to_read_s, review.words, review.sections)
    is_same = asked == (act.time_to_read_s, act.words, act.sections)
    return None if is_same else refuse(Refusal.REVIEW_OTHER)


def _seen(act: Publish, world: World, review: Review | None, now_ms: int) -> bool:
    """Tell whether the judges of the review could have seen the article that is repeated."""
    if review is None:
        return False
    other = world.get(Article, act.repeats)
    published_ms = other.published_ms if other else now_ms
    return published_ms < review.decided_ms


def _text(act: Publish, world: World, tariff: Tariff) -> Refused | None:
    if world.get(Article, act.article) is not None:
        return refuse(Refusal.ALREADY_PUBLISHED)
    if act.article <= 0 or act.repeats < 0 or act.repeats == act.article:
        return refuse(Refusal.MALFORMED)
    if act.time_to_read_s < 1 or act.sections < 1 or act.words < 0:
        return refuse(Refusal.MALFORMED)
    return None if world.books.scenario else length_gate(act.words, tariff)


def _shared(act: Publish, world: World, review: Review | None, tariff: Tariff) -> Refused | None:
    """Refuse shares without agreement, and with a review: its bond and its jury are of one author.

    An operator who brings articles in has nobody's agreement.
    """
    if not act.shares:
        return None
    if act.reviewed or review is not None:
        return refuse(Refusal.SHARES_REVIEWED)
    if act.importer != CONSOLE:
        return refuse(Refusal.MALFORMED)
    tribute_twei = publish_price(tariff).tribute_twei
    return agreement_gate(world, act.article, act.member, act.shares, tribute_twei)


def _funds(act: Publish, world: World, tariff: Tariff) -> Refused | None:
    """Refuse if an author lacks their part; what a co-author has is not told to the others."""
    cost = publish_price(tariff, bonded=_is_bonded(act, world))
    transaction = Transaction(world)
    (_, part_twei), *others = parts_of(cost.tribute_twei, act.member, act.shares)
    spendable_twei = transaction.spendable(act.member)
    if spendable_twei < part_twei:
        return refuse(Refusal.FUNDS_SHORT, price_twei=part_twei, spendable_twei=spendable_twei)
    world.preload_owners(member for member, _ in others)
    if any(transaction.spendable(member) < twei for member, twei in others):
        return refuse(Refusal.COAUTHOR_SHORT)
    transaction.pay(act.member, chart.POOL, part_twei)
    available_twei = transaction.balance(chart.available(act.member))
    if available_twei < cost.bond_twei:
        return refuse(
            Refusal.AVAILABLE_SHORT, bond_twei=cost.bond_twei, available_twei=available_twei
        )
    return None


def _is_bonded(act: Publish, world: World) -> bool:
    """Tell whether the author puts up a bond now; that of an approved review is held already."""
    return act.reviewed and world.books.gates and not _live_review(act, world)


def _subsidy_twei(act: Publish, world: World, tariff: Tariff) -> int:
    """Return s: the article's share of the day by length, capped, at most what the day has."""
    day_twei = world.balance(chart.DAY_READ)
    length_bps = clamp(
        act.time_to_read_s * BPS // tariff.subsidy_full_ttr_s,
        tariff.subsidy_length_min_bps,
        tariff.subsidy_length_max_bps,
    )
    share_twei = part(day_twei // expected_articles(world, tariff), length_bps)
    return min(share_twei, _cap_twei(act, world, tariff), day_twei)


def _cap_twei(act: Publish, world: World, tariff: Tariff) -> int:
    """Return the most that a subsidy can be: for a reviewed article it grows with the day."""
    if not act.reviewed:
        return part(publish_price(tariff).to_pool_twei, tariff.subsidy_match_bps)
    today = world.get(Day, world.books.day_number)
    opening_twei = today.reading_twei if today else 0
    return max(
        tariff.subsidy_reviewed_max_twei, part(opening_twei, tariff.subsidy_reviewed_max_bps)
    )


def expected_articles(world: World, tariff: Tariff) -> int:
    """Return how many reviewed articles share the day: last week's mean once there is a week."""
    books = world.books
    window = tariff.expected_window_days
    if books.scenario or books.closes < window or window == 0:
        return tariff.articles_per_day
    days = (world.get(Day, number) for number in range(books.closes - window, books.closes))
    return max(1, sum(day.reviewed for day in days if day) // window)


def _fill_lanes(
    transaction: Transaction,
    article: ArticleId,
    payers: Payers,
    tribute_twei: int,
    subsidy_twei: int,
    tariff: Tariff,
) -> tuple[int, int]:
    """Pay tribute and subsidy into the lanes, the tribute open lane first; return what each got."""
    open_twei = part(tribute_twei + subsidy_twei, tariff.open_lane_bps)
    given = (open_twei, tribute_twei + subsidy_twei - open_twei)
    for name, twei in zip(chart.LANES, given, strict=True):
        paid_twei = min(tribute_twei, twei)
        tribute_twei -= paid_twei
        payers.pay(chart.lane(article, name), paid_twei)
        transaction.move(chart.DAY_READ, chart.lane(article, name), twei - paid_twei)
    return given


def _article(act: Publish, books: Books, now_ms: int) -> Article:
    return Article(
        article=act.article,
        author=act.member,
        published_ms=now_ms,
        published_day=books.day_number,
        time_to_read_s=act.time_to_read_s,
        sections=act.sections,
        reviewed=act.reviewed,
        shares=act.shares,
    )


def _counted_review(act: Publish, world: World) -> tuple[Day, ...]:
    today = world.get(Day, world.books.day_number)
    if today is None or not act.reviewed:
        return ()
    return (today._replace(reviewed=today.reviewed + 1),)
