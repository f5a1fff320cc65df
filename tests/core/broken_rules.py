"""Rules broken on purpose, one at a time: the state machine must find each of them."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any, Final

import pytest

from tweipress.core import chart
from tweipress.core.acts.articles import publish
from tweipress.core.acts.calendar import close_day, mature
from tweipress.core.acts.cases import claw_back, decide, release
from tweipress.core.acts.comments import dislike, like
from tweipress.core.acts.comments.dislike import Dislike as DislikeAct
from tweipress.core.acts.money import report
from tweipress.core.acts.reading import open as open_reading
from tweipress.core.acts.reading import plus
from tweipress.core.acts.reviews import decide_review
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.money import part
from tweipress.core.pnl import Amounts, Line
from tweipress.core.records.article import Article
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import NEVER, WHOLE_POST, Pnl
from tweipress.core.refusals import Refusal
from tweipress.core.rules import prices, voting
from tweipress.core.state.outcome import Outcome, Refused, Transfer
from tweipress.core.state.registry import RULES, Act
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.simulate.memory_bank import MemoryBank

Break = Callable[[pytest.MonkeyPatch], None]


def authors_income_beyond_the_lane(patch: pytest.MonkeyPatch) -> None:
    """If the lane holds less than the author's part, the pool pays the rest."""

    class Generous(Transaction):
        def balance(self, account: str) -> int:
            return super().balance(account) + (10**6 if account.startswith("lane:") else 0)

        def earn(self, debit: str, member: MemberId, amount_twei: int) -> None:
            short_twei = max(0, amount_twei - self.world.balance(debit))
            super().earn(debit, member, amount_twei - short_twei)
            super().earn(chart.POOL, member, short_twei)

    patch.setattr(plus, "Transaction", Generous)


def less_paid_than_shown(patch: pytest.MonkeyPatch) -> None:
    """A Plus pays one Twei less than the quote, and the lane keeps it."""
    pay = rule_in(plus, "_pay")

    def stingy(transaction: Transaction, session: Any, article: Any, tariff: Any) -> Any:
        kept_twei = int(session.quote_twei > 0)
        lane = chart.lane(session.article, session.lane)
        transaction.move(chart.reserved(session.member), lane, kept_twei)
        lower = session._replace(quote_twei=session.quote_twei - kept_twei)
        return pay(transaction, lower, article, tariff)

    patch.setattr(plus, "_pay", stingy)


def rake_rounded_down(patch: pytest.MonkeyPatch) -> None:
    """The pool gets nothing of a small tribute."""
    patch.setattr(prices, "part_up", part)


def fine_beyond_the_bond(patch: pytest.MonkeyPatch) -> None:
    """If the bond is smaller than the fine, the commenter pays the rest."""

    class Harsh(Transaction):
        def move_up_to(self, debit: str, credit: str, amount_twei: int) -> int:
            moved_twei = super().move_up_to(debit, credit, amount_twei)
            if chart.kind(debit) != "bond":
                return moved_twei
            fined = self.world.get(Comment, int(debit.partition(":")[2]))
            assert fined is not None
            short_twei = min(amount_twei - moved_twei, self.spendable(fined.writer))
            self.pay(fined.writer, credit, short_twei)
            return moved_twei + short_twei

    patch.setattr(dislike, "Transaction", Harsh)


def rated_articles_opened_again(patch: pytest.MonkeyPatch) -> None:
    """A reader can open, and is paid for, an article they have already rated."""
    _lenient(patch, open_reading, "_guards", Refusal.ALREADY_RATED)


def votes_counted_twice(patch: pytest.MonkeyPatch) -> None:
    """A member can like the same comment any number of times."""
    _lenient(patch, voting, "_votable", Refusal.ALREADY_VOTED)


def likes_paid_by_the_pool(patch: pytest.MonkeyPatch) -> None:
    """Everybody pays for a like, and the comment's pot stays full."""

    class Generous(Transaction):
        def earn(self, debit: str, member: MemberId, amount_twei: int) -> None:
            super().earn(chart.POOL, member, amount_twei)

    patch.setattr(like, "Transaction", Generous)


def comments_emission_kept_at_close(patch: pytest.MonkeyPatch) -> None:
    """Closing the day forgets what was set aside for comments."""

    class Forgetful(Transaction):
        def move(self, debit: str, credit: str, amount_twei: int) -> None:
            if debit != chart.DAY_COMMENTS:
                super().move(debit, credit, amount_twei)

    patch.setattr(close_day, "Transaction", Forgetful)


def unreviewed_subsidy_uncapped(patch: pytest.MonkeyPatch) -> None:
    """An unreviewed article is subsidised as if it had been reviewed."""
    subsidy_twei = rule_in(publish, "_subsidy_twei")

    def generous(act: Any, world: Any, tariff: Any) -> Any:
        return subsidy_twei(replace(act, reviewed=True), world, tariff)

    patch.setattr(publish, "_subsidy_twei", generous)


def reports_without_a_line(patch: pytest.MonkeyPatch) -> None:
    """A report is paid for, but no report includes its price."""

    class Silent(Transaction):
        def line(self, article: ArticleId, member: MemberId, line: Line, amount_twei: int) -> None:
            return

    patch.setattr(report, "Transaction", Silent)


def whole_post_as_it_stands(patch: pytest.MonkeyPatch) -> None:
    """A report of the whole post shows what has been done since the close."""

    def now(world: World, article: ArticleId, _closed: Any) -> Amounts:
        whole = world.get(Pnl, (article, WHOLE_POST))
        return whole.amounts if whole else Amounts()

    patch.setattr(report, "at_close", now)


def whole_post_bought_again(patch: pytest.MonkeyPatch) -> None:
    """A buyer's earlier reports do not count: what one member did shows between two of them."""

    def since_ever(world: World, member: MemberId, article: Article, at_most: int) -> int:
        close, most = world.books.closes - 1, at_most + len(article.authors)
        some = world.members_changed(article.article, NEVER, close, most)
        authors = {*article.authors}
        others = {*some} - authors - {member}
        return len(others) + int(member not in authors and not authors.isdisjoint(some))

    patch.setattr(report, "others_changed", since_ever)


def sessions_ended_without_return(patch: pytest.MonkeyPatch) -> None:
    """Opening the next article forgets what the last one had reserved."""

    def forgetful(_draft: Transaction, session: Any) -> Any:
        return session._replace(live=False)

    patch.setattr(open_reading, "end_session", forgetful)


def refused_dislikes_charged(patch: pytest.MonkeyPatch) -> None:
    """The bank takes a Twei for a dislike that it refuses."""
    do = MemoryBank.do

    def greedy(bank: MemoryBank, act: Act, now_ms: int) -> Outcome | Refused:
        answer = do(bank, act, now_ms)
        if isinstance(answer, Refused) and isinstance(act, DislikeAct):
            available = chart.available(act.member)
            fee_twei = min(1, bank.world.balance(available))
            fee = Transfer(available, chart.POOL, fee_twei)
            bank.world.apply(Outcome(transfers=(fee,) * fee_twei))
        return answer

    patch.setattr(MemoryBank, "do", greedy)


def vesting_paid_under_a_hold(patch: pytest.MonkeyPatch) -> None:
    """A flagged member pays with frozen Twei."""
    patch.setattr(
        Transaction,
        "_payable_days",
        lambda self, member: self.world.vesting_days(member),
    )


def matured_under_a_hold(patch: pytest.MonkeyPatch) -> None:
    """Vesting Twei become available during a hold."""

    class Blind:
        def __init__(self, world: World) -> None:
            self.world = world

        def __getattr__(self, name: str) -> Any:
            return getattr(self.world, name)

        def get(self, kind: type[Any], key: Any) -> Any:
            return None if kind is Member else self.world.get(kind, key)

    judge = rule_in(mature, "judge")
    blind = replace(
        RULES[mature.Mature], judge=lambda act, world, *rest: judge(act, Blind(world), *rest)
    )
    patch.setitem(RULES, mature.Mature, blind)


def released_but_for_the_oldest_day(patch: pytest.MonkeyPatch) -> None:
    """A release forgets the oldest bucket, which stays held."""
    give_back = rule_in(release, "give_back")

    def forgetful(transaction: Transaction, hold: Any) -> Any:
        return give_back(transaction, hold._replace(buckets=hold.buckets[1:]))

    for act in (release, decide):
        patch.setattr(act, "give_back", forgetful)


def clawed_back_from_available(patch: pytest.MonkeyPatch) -> None:
    """A claw-back takes available Twei and leaves held Twei."""

    class Greedy(Transaction):
        def move(self, debit: str, credit: str, amount_twei: int) -> None:
            available = chart.available(chart.owner(debit))
            super().move(available, credit, min(amount_twei, self.balance(available)))

    patch.setattr(claw_back, "Transaction", Greedy)


def denied_bonds_kept_by_the_pool(patch: pytest.MonkeyPatch) -> None:
    """An editor who does not approve costs the author the bond."""

    def kept(transaction: Transaction, review: Any) -> None:
        bond = chart.review(review.article)
        transaction.move(bond, chart.POOL, transaction.balance(bond))

    patch.setattr(decide_review, "bond_home", kept)


def rule_in(module: ModuleType, name: str) -> Callable[..., Any]:
    """Return a part of a rule as it stands."""
    rule: Callable[..., Any] = getattr(module, name)
    return rule


def _lenient(patch: pytest.MonkeyPatch, module: ModuleType, name: str, ignored: Refusal) -> None:
    guards = rule_in(module, name)

    def lenient(*args: Any) -> Refused | None:
        refused: Refused | None = guards(*args)
        return None if refused and refused.reason is ignored else refused

    patch.setattr(module, name, lenient)


BREAKS: Final[dict[Break, str]] = {
    authors_income_beyond_the_lane: "C3",
    less_paid_than_shown: "I4",
    rake_rounded_down: "I6",
    fine_beyond_the_bond: "I6",
    rated_articles_opened_again: "I8",
    votes_counted_twice: "I8",
    likes_paid_by_the_pool: "C3",
    comments_emission_kept_at_close: "I7",
    unreviewed_subsidy_uncapped: "I12",
    reports_without_a_line: "I3",
    whole_post_as_it_stands: "not as of the close",
    whole_post_bought_again: "a report about too few",
    sessions_ended_without_return: "I8",
    refused_dislikes_charged: "I9",
    vesting_paid_under_a_hold: "under a hold",
    matured_under_a_hold: "under a hold",
    released_but_for_the_oldest_day: "I3",
    clawed_back_from_available: "available",
    denied_bonds_kept_by_the_pool: "bond",
}
"""Each break, and the invariant that it violates."""
GATED: Final = frozenset({denied_bonds_kept_by_the_pool})
"""What is looked for with the gates of the books on: without them no bond is asked for."""
LONG: Final = frozenset(
    {
        vesting_paid_under_a_hold,
        released_but_for_the_oldest_day,
        authors_income_beyond_the_lane,
        matured_under_a_hold,
    }
)
"""What is found after many thousand steps only."""
