"""What always holds of the books (rulebook, section 8), as checks on a world in memory.

Each check yields a sentence for everything that is broken; no sentence means that it holds.
"""

from collections.abc import Iterable, Iterator, Mapping

from tweipress.core import chart
from tweipress.core.facts import WHOLE_POST, Article, Comment, Day, Fact, Lane, Pnl, Session
from tweipress.core.memory import MemoryWorld
from tweipress.core.money import BPS
from tweipress.core.pnl import Amounts
from tweipress.core.world import F


def broken(world: MemoryWorld, deposits: Mapping[int, int]) -> Iterator[str]:
    """Yield what is broken; `deposits` is what each member was given from outside, in Twei."""
    yield from _sums(world)
    yield from _wealth(world, deposits)
    yield from _articles(world)
    yield from _reservations(world)
    yield from _reports(world)


def close_is_too_low(before: Day, after: Day, emission_bps_per_day: int) -> bool:
    """Tell whether the pool lost more between two closes than a day may emit (I7)."""
    kept_bps = BPS - emission_bps_per_day
    return after.pool_at_close_twei * BPS < before.pool_at_close_twei * kept_bps


def facts_of(world: MemoryWorld, kind: type[F]) -> Iterator[F]:
    """Yield every fact of a kind."""
    facts: Iterable[Fact] = world.facts.get(kind, {}).values()
    for fact in facts:
        if isinstance(fact, kind):
            yield fact


def _sums(world: MemoryWorld) -> Iterator[str]:
    if total := sum(world.balances.values()):
        yield f"I1: the accounts sum to {total}"
    for account, twei in world.balances.items():
        if twei < 0 and account != chart.EXT:
            yield f"I2: {account} holds {twei}"


def _wealth(world: MemoryWorld, deposits: Mapping[int, int]) -> Iterator[str]:
    """I3: what a member has is what he was given and what he earned, article by article."""
    has: dict[int, int] = {}
    for account, twei in world.balances.items():
        if chart.kind(account) in {"available", "vesting"}:
            has[chart.owner(account)] = has.get(chart.owner(account), 0) + twei
    for comment in facts_of(world, Comment):
        bond_twei = world.balance(chart.bond(comment.comment))
        has[comment.writer] = has.get(comment.writer, 0) + bond_twei
    for article in facts_of(world, Article):
        review_twei = world.balance(chart.review(article.article))
        has[article.author] = has.get(article.author, 0) + review_twei
    owed = dict(deposits)
    for pnl in facts_of(world, Pnl):
        if pnl.member != WHOLE_POST:
            owed[pnl.member] = owed.get(pnl.member, 0) + pnl.amounts.total_twei
    for member in sorted(has.keys() | owed.keys()):
        if has.get(member, 0) != owed.get(member, 0):
            yield f"I3: member {member} has {has.get(member, 0)}, not {owed.get(member, 0)}"


def _articles(world: MemoryWorld) -> Iterator[str]:
    given: dict[int, int] = {}
    for lane in facts_of(world, Lane):
        given[lane.article] = given.get(lane.article, 0) + lane.given_twei
    for article, given_twei in given.items():
        pnl = world.get(Pnl, (article, WHOLE_POST))
        if pnl and pnl.amounts.earned_for_pluses > given_twei:
            yield f"I5: the Pluses of article {article} paid more than {given_twei}"


def _reservations(world: MemoryWorld) -> Iterator[str]:
    quotes = {s.member: s.quote_twei for s in facts_of(world, Session) if s.live}
    for account, twei in world.balances.items():
        if chart.kind(account) == "reserved" and twei != quotes.get(chart.owner(account), 0):
            yield f"I8: {account} holds {twei}, not its session's quote"
    for member, quote_twei in quotes.items():
        if world.balance(chart.reserved(member)) != quote_twei:
            yield f"I8: the quote of member {member} is not reserved"


def _reports(world: MemoryWorld) -> Iterator[str]:
    """I11: what the whole post shows is the sum of what its members' lines show."""
    sums: dict[int, list[int]] = {}
    for pnl in facts_of(world, Pnl):
        row = sums.setdefault(pnl.article, [0] * len(Amounts._fields))
        sign = -1 if pnl.member == WHOLE_POST else 1
        for line, twei in enumerate(pnl.amounts):
            row[line] += sign * twei
    for article, row in sums.items():
        if any(row):
            yield f"I11: the lines of article {article} do not sum to the whole post's"
