"""Remembers what members were shown and did, and checks every accepted act against it."""

from collections import Counter

from tests.core.snapshot import Snapshot
from tweipress.core import chart
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.pnl import Line
from tweipress.core.records.article import Shares
from tweipress.core.records.member import Member
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff

BPS = 10_000


class Witness:
    """A memory of its own, so that the books cannot agree with themselves and be wrong."""

    def __init__(self, tariff: Tariff) -> None:
        self.tariff = tariff
        self.deposited: Counter[int] = Counter()
        self.opportunity: dict[int, int] = {}
        self.authors: dict[int, int] = {}
        self.agreed: dict[tuple[int, int], tuple[Shares, int]] = {}
        self.shares: dict[int, Shares] = {}
        self.askers: dict[int, int] = {}
        self.writers: dict[int, int] = {}
        self.on_article: dict[int, int] = {}
        self.shown: dict[int, tuple[int, int]] = {}
        self.rated: set[tuple[int, int]] = set()
        self.voted: set[tuple[int, int]] = set()
        self.pots: dict[int, int] = {}
        self.liked: Counter[int] = Counter()
        self.fined: Counter[int] = Counter()
        self.pool_at_close_twei = 0

    def bonds_twei(self, member: MemberId, now: Snapshot) -> int:
        """Return the bonds a member has in the books."""
        comments = (number for number, writer in self.writers.items() if writer == member)
        owners = {**self.askers, **self.authors}
        articles = (number for number, author in owners.items() if author == member)
        return sum(now.balance(chart.bond(CommentId(number))) for number in comments) + sum(
            now.balance(chart.review(ArticleId(number))) for number in articles
        )

    def saw(self, act: Act, outcome: Outcome, before: Snapshot, after: Snapshot) -> None:
        """Check an accepted act, and remember it."""
        if not isinstance(act, OpenDay):
            assert after.balance(chart.POOL) >= before.balance(chart.POOL), "C3"
        self._held_stays(act, before, after)
        match act:
            case Deposit():
                self.deposited[act.to] += act.amount_twei
            case Publish():
                self._published(act, before, after)
            case AskReview():
                self._asked(act, before, after)
            case Verdict() | DecideReview() | WithdrawReview():
                self._judged(act, before, after)
            case AgreeShares():
                assert after.balances == before.balances, "an agreement moves no Twei"
                self.agreed[act.article, act.member] = (act.shares, act.tribute_twei)
            case Open():
                quote_twei = outcome.answer["quote"]
                assert isinstance(quote_twei, int)
                self.shown[act.member] = (act.article, quote_twei)
            case Plus() | Minus():
                self._rated(act, before, after)
            case Comment():
                self._commented(act, after)
            case Like() | Dislike():
                self._voted(act, before, after)
            case CloseDay():
                self._closed(after)
            case Invite() | Vouch() | Unvouch() | Ban():
                assert after.balances == before.balances, "trust moves no Twei"
            case _:
                pass

    def _held_stays(self, act: Act, before: Snapshot, after: Snapshot) -> None:
        """Check that nobody reaches what vests or is held under a flag but those who decide."""
        deciding = Hold | HoldBond | Release | Decide | ClawBack
        held = (one for one in before.records if isinstance(one, Member) and one.is_held)
        for member in held:
            for account, twei in before.balances.items():
                of = chart.kind(account), chart.owner(account)
                if of in {("vesting", member.member), ("held", member.member)}:
                    kept = after.balance(account) >= twei
                    assert kept or isinstance(act, deciding), "under a hold"
        if isinstance(act, deciding):
            pots = {name for name in (*before.balances, *after.balances) if "available" in name}
            assert all(before.balance(name) <= after.balance(name) for name in pots), "available"

    def _published(self, act: Publish, before: Snapshot, after: Snapshot) -> None:
        lanes = (chart.lane(act.article, name) for name in chart.LANES)
        self.authors[act.article] = act.member
        self.opportunity[act.article] = sum(after.balance(lane) for lane in lanes)
        bond = chart.review(act.article)
        bonded_twei = after.balance(bond) - before.balance(bond)
        tribute_twei = self.tariff.publish_twei
        parts = {member: tribute_twei * bps // BPS for member, bps in act.shares[1:]}
        for member in parts:
            agreed = self.agreed[act.article, member]
            assert agreed == (act.shares, tribute_twei), "nobody pays who has not agreed"
        parts[act.member] = tribute_twei - sum(parts.values()) + bonded_twei
        paid = {member: before.spendable(member) - after.spendable(member) for member in parts}
        assert paid == parts
        if act.shares:
            self.shares[act.article] = act.shares

    def _asked(self, act: AskReview, before: Snapshot, after: Snapshot) -> None:
        bond = chart.review(act.article)
        assert not before.balance(bond), "a bond over a bond"
        assert after.balance(bond) in {0, self.tariff.review_bond_twei}
        self.askers[act.article] = act.member

    def _judged(
        self,
        act: Verdict | DecideReview | WithdrawReview,
        before: Snapshot,
        after: Snapshot,
    ) -> None:
        """Check that a review's end gives the whole bond to the author, or leaves it."""
        bond = chart.review(act.article)
        available = chart.available(MemberId(self.askers[act.article]))
        gone_twei = before.balance(bond) - after.balance(bond)
        assert gone_twei in {0, before.balance(bond)}, "bond"
        assert after.balance(available) - before.balance(available) == gone_twei, "bond"

    def _rated(self, act: Plus | Minus, before: Snapshot, after: Snapshot) -> None:
        article, quote_twei = self.shown[act.member]
        assert (act.member, article) not in self.rated, "I8"
        self.rated.add((act.member, article))
        gained_twei = after.spendable(act.member) - before.spendable(act.member)
        if isinstance(act, Plus):
            assert gained_twei == quote_twei, "I4"
        else:
            assert gained_twei == -self.tariff.minus_twei

    def _commented(self, act: Comment, after: Snapshot) -> None:
        self.writers[act.comment] = act.member
        self.on_article[act.comment] = act.article
        rake_twei = -(-self.tariff.comment_twei * self.tariff.comment_rake_bps // BPS)
        self.pots[act.comment] = self.tariff.comment_twei - rake_twei
        assert after.balance(chart.pot(act.comment)) == self.pots[act.comment], "I6"

    def _voted(self, act: Like | Dislike, before: Snapshot, after: Snapshot) -> None:
        assert (act.member, act.comment) not in self.voted, "I8"
        self.voted.add((act.member, act.comment))
        writer, article = self.writers[act.comment], self.on_article[act.comment]
        pot = chart.pot(act.comment)
        self.liked[act.comment] += before.balance(pot) - after.balance(pot)
        fines = (
            state.line(ArticleId(article), MemberId(writer), Line.DISLIKES_COMMENTER)
            for state in (after, before)
        )
        self.fined[act.comment] += next(fines) - next(fines)
        assert self.fined[act.comment] <= self.tariff.comment_bond_twei, "I6"
        assert self.liked[act.comment] <= self.pots[act.comment], "I6"

    def _closed(self, after: Snapshot) -> None:
        pool_twei = after.balance(chart.POOL)
        kept_bps = BPS - self.tariff.emission_bps_per_day
        assert pool_twei * BPS >= self.pool_at_close_twei * kept_bps, "I7"
        assert after.balance(chart.DAY_READ) == after.balance(chart.DAY_COMMENTS) == 0, "I7"
        self.pool_at_close_twei = pool_twei
