"""What the site may ask of the books. Nothing is changed; rules are core's, run on what is read."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tweipress.bank import clock, look
from tweipress.bank.calendar import settle_key
from tweipress.bank.case_queries import (
    CaseBooks,
    FlagTotal,
    closed_flags,
    flag_totals,
    flags,
    flags_of,
    standing_flags,
)
from tweipress.bank.link import Link, Row
from tweipress.bank.look import one_look
from tweipress.bank.offers import offers
from tweipress.bank.overview import books_overview
from tweipress.bank.pnl_queries import earned, reports
from tweipress.bank.review_queries import (
    Rest,
    ReviewBooks,
    bonds_at_stake,
    open_reviews,
    repeat,
    rest,
    review,
    review_totals,
    seats_of,
    waiting_repeats,
)
from tweipress.bank.shapes import (
    BooksOverview,
    Bucket,
    CommentBooks,
    Movement,
    Offer,
    Rights,
    Settlement,
    Standing,
)
from tweipress.bank.ties import Ties, is_banned, ties
from tweipress.bank.world import StoredWorld
from tweipress.core import chart, levels, reading
from tweipress.core.draft import Draft
from tweipress.core.facts import Article, Comment, Member, Reading, Session, TariffText, Vote
from tweipress.core.journal import parsed
from tweipress.core.money import MAX_TWEI
from tweipress.core.roles import CONSOLE, held
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.tariff import Tariff, from_canonical
from tweipress.core.trust import comment_reward_twei, is_trusted

__all__ = [
    "BooksOverview",
    "Bucket",
    "CaseBooks",
    "CommentBooks",
    "FlagTotal",
    "Movement",
    "Offer",
    "Rest",
    "ReviewBooks",
    "Rights",
    "Settlement",
    "Standing",
    "Ties",
    "bonds_at_stake",
    "books_overview",
    "closed_flags",
    "comments",
    "earned",
    "find_posting",
    "flag_totals",
    "flags",
    "flags_of",
    "is_banned",
    "offers",
    "one_look",
    "open_reviews",
    "ratings",
    "repeat",
    "reports",
    "rest",
    "review",
    "review_totals",
    "rights",
    "seats_of",
    "session",
    "settlements",
    "spendable_twei",
    "standing",
    "standing_flags",
    "statement",
    "tariff",
    "ties",
    "today",
    "waiting_repeats",
]

QUOTAS: dict[str, Callable[[int, Tariff], int]] = {
    "pluses": levels.pluses_per_day,
    "opens": levels.opens_per_day,
    "publishes": levels.publishes_per_day,
    "comments": levels.comments_per_day,
    "likes": levels.likes_per_day,
    "dislikes": levels.dislikes_per_day,
}


def tariff() -> Tariff:
    """Return the tariff in force."""
    return tariff_in_force(look.world())


def today() -> str:
    """Return the ISO date of the open or last day, empty before the first."""
    return look.world().books.day


def spendable_twei(member: int) -> int | None:
    """Return what a member can pay with, as the rules count it; None for one not in the books."""
    world = look.world()
    return Draft(world).spendable(member) if world.get(Member, member) else None


def rights(member: int) -> Rights | None:
    """Return what a member may do today, None for one the books do not know."""
    world = look.world()
    found = world.get(Member, member)
    return _rights(found.on_day(world.books.day_number), tariff_in_force(world)) if found else None


def _rights(now: Member, figures: Tariff) -> Rights:
    level = levels.level(now, figures)
    quota = {name: of(level, figures) for name, of in QUOTAS.items()}
    left = {name: max(0, total - getattr(now, name)) for name, total in quota.items()}
    return Rights(now.member, level, held(now.roles), quota, left)


def standing(member: int) -> Standing | None:
    """Return a member's standing, None for one the books do not know."""
    world = look.world()
    found = world.get(Member, member)
    if found is None:
        return None
    figures = tariff_in_force(world)
    now = found.on_day(world.books.day_number)
    may = _rights(now, figures)
    return Standing(
        member=member,
        level=may.level,
        xp=now.xp_reading + now.xp_trust,
        xp_next=levels.xp_for(may.level + 1, figures),
        trust=now.trust,
        trusted=is_trusted(now, figures, clock.now_ms()),
        roles=may.roles,
        available_twei=world.balance(chart.available(member)),
        vesting=tuple(_buckets(world, member, figures)),
        bonded_twei=_bonded_twei(member),
        held_twei=world.balance(chart.held(member)),
        is_held=now.is_held,
        quota=may.quota,
        left=may.left,
    )


def _buckets(world: StoredWorld, member: int, figures: Tariff) -> list[Bucket]:
    found = []
    for day in world.vesting_days(member):
        amount_twei = world.balance(chart.vesting(member, day))
        matures = date.fromisoformat(day) + timedelta(days=figures.vesting_days)
        if amount_twei:
            found.append(Bucket(day, amount_twei, matures.isoformat()))
    return found


def _bonded_twei(member: int) -> int:
    """Return what a member has in the bonds of comments and reviews."""
    link = Link(is_own=False)
    comments = link.rows(
        "SELECT comment FROM bank_comment WHERE ended = '' AND writer = %s", (member,)
    )
    reviewed = link.rows(
        "SELECT article FROM bank_article WHERE reviewed AND author = %s UNION"
        " SELECT article FROM bank_review WHERE author = %s",
        (member, member),
    )
    bonds = [chart.bond(number) for (number,) in comments]
    bonds += [chart.review(number) for (number,) in reviewed]
    world = StoredWorld(link)
    world.preload_balances(bonds)
    return sum(map(world.balance, bonds))


def session(member: int) -> Session | None:
    """Return the member's live reading session, None when there is none or its time is over."""
    world = look.world()
    found = world.get(Session, member)
    article = world.get(Article, found.article) if found else None
    if found is None or article is None or not found.live:
        return None
    over = reading.is_expired(found, article, tariff_in_force(world), clock.now_ms())
    return None if over else found


def ratings(member: int, articles: Sequence[int]) -> dict[int, str]:
    """Return `plus`, `minus` or `` (read, not rated) for those articles the member has read."""
    world = look.world()
    world.preload(Reading, [(member, number) for number in articles])
    found = {number: world.get(Reading, (member, number)) for number in articles}
    return {number: done.rating for number, done in found.items() if done is not None}


def comments(numbers: Sequence[int], member: int | None) -> dict[int, CommentBooks]:
    """Return votes and state of those comments that the books know."""
    world = look.world()
    wait_ms = tariff_in_force(world).settlement_s * reading.MS_PER_S
    world.preload(Comment, numbers)
    world.preload(Vote, [(member or 0, number) for number in numbers])
    world.preload_balances(of(number) for number in numbers for of in (chart.pot, chart.bond))
    found: dict[int, CommentBooks] = {}
    for number in numbers:
        comment = world.get(Comment, number)
        if comment is None:
            continue
        vote = world.get(Vote, (member, number)) if member else None
        found[number] = CommentBooks(
            comment=number,
            likes=comment.likes,
            dislikes=comment.dislikes,
            ended=comment.ended,
            my_vote=vote.kind if vote else "",
            settles_ms=comment.at_ms + wait_ms,
            pot_twei=world.balance(chart.pot(number)),
            bond_twei=world.balance(chart.bond(number)),
        )
    return found


def settlements(numbers: Sequence[int]) -> dict[int, Settlement]:
    """Return what the settlement of comments paid; those that were not settled are left out."""
    keys = {settle_key(number): number for number in numbers}
    marks = ", ".join(["%s"] * len(keys))
    sql = (
        "SELECT request_key, tariff_hash, inputs, answer FROM bank_posting"  # noqa: S608  # marks are placeholders only
        f" WHERE member = %s AND request_key IN ({marks})"
    )
    world = look.world()
    found: dict[int, Settlement] = {}
    for key, tariff_hash, inputs, answer in Link(is_own=False).rows(sql, (CONSOLE, *keys)):
        text = world.get(TariffText, str(tariff_hash))
        figures = from_canonical(text.figures) if text else tariff_in_force(world)
        weight = parsed(str(inputs))["weight_thousandths"]
        found[keys[str(key)]] = Settlement(
            comment=keys[str(key)],
            reward_twei=parsed(str(answer))["reward"],
            earned_twei=comment_reward_twei(weight, MAX_TWEI, figures),
        )
    return found


def statement(member: int, before: int = 0, limit: int = 50) -> list[Movement]:
    """Return a member's movements, newest first, older than entry `before` (0: from the newest)."""
    sql = (
        "SELECT e.id, e.posting, p.at_ms, p.act, p.article, p.tariff_hash, e.account,"
        " e.amount_twei, e.spendable_twei FROM bank_entry e"
        " JOIN bank_posting p ON p.seq = e.posting"
        " WHERE e.owner = %s AND e.owner > 0 AND e.id < %s ORDER BY e.id DESC LIMIT %s"
    )
    rows = Link(is_own=False).rows(sql, (member, before or MAX_TWEI, limit))
    return [_movement(row) for row in rows]


def _movement(row: Row) -> Movement:
    entry, seq, at_ms, act, article, tariff_hash, account, amount_twei, balance_twei = row
    return Movement(
        entry=entry,
        seq=seq,
        at_ms=at_ms,
        act=act,
        article=article,
        tariff_hash=tariff_hash,
        account_kind=chart.kind(account),
        amount_twei=amount_twei,
        balance_twei=balance_twei,
    )


def find_posting(member: int, key: str) -> int | None:
    """Return the number of the posting that a member's request key made, None if it made none."""
    sql = "SELECT seq FROM bank_posting WHERE member = %s AND request_key = %s"
    found = Link(is_own=False).rows(sql, (member, key))
    return int(found[0][0]) if found else None
