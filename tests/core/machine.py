"""The economy as a state machine: anybody does anything, and the invariants hold at every moment.

`found` makes the bank under test: books in memory here, a teller's on a database elsewhere.
"""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.core import snapshot as checks
from tests.core.ring import Ring
from tests.core.snapshot import Snapshot, snapshot
from tests.core.stage import (
    AUTHOR,
    BOT,
    CAST,
    COMMENTER,
    EDITOR,
    MODERATOR,
    NEW_YEAR_MS,
    READER,
)
from tests.core.standings import RING, RINGS_OWN, STANDINGS, TARIFFS
from tests.core.witness import Witness
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.mature import Mature
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.calendar.return_lanes import ReturnLanes
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, ReportId, SessionId
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.player import Bank

ANYBODY = st.sampled_from(CAST)
WRITERS = st.sampled_from([AUTHOR, *CAST])
"""Who asks for reviews: the author has what it takes, most others lack the level or the bond."""
JUDGES = st.sampled_from([0, MODERATOR, READER])
SOME = st.integers(0, 3)


class Economy(RuleBasedStateMachine):
    """Books, a clock, and a witness who remembers what was shown, paid in, rated and voted."""

    gates: ClassVar[bool] = True
    bank: Bank

    def __init__(self) -> None:
        super().__init__()
        self.now_ms = NEW_YEAR_MS
        self.serial = 0
        self.articles = 0
        self.comments = 0
        self.flags = 0
        self.sessions: dict[int, str] = {}

    def found(self, tariff: Tariff) -> Bank:
        """Return the bank under test, newly founded."""
        return MemoryBank(tariff, self.gates)

    @initialize(which=st.integers(1, len(TARIFFS)), pool_twei=st.sampled_from([90, 9000, 900_000]))
    def found_books(self, which: int, pool_twei: int) -> None:
        tariff = TARIFFS[which - 1]
        self.bank = self.found(tariff)
        self.witness = Witness(tariff)
        self.ring = Ring(RING)
        self.do(Deposit(MemberId(0), pool_twei))
        for member, (level, trusted, trust, twei) in STANDINGS.items():
            self.do(Join(member, level, trusted, trust))
            self.do(Deposit(member, twei))
        self.do(OpenDay("2026-01-01"))
        self.do(Role(MODERATOR, "moderator"))
        self.do(Role(EDITOR, "editor"))
        self.publish(AUTHOR, reviewed=True, time_to_read_s=180)
        self.discuss(COMMENTER, 0)
        self.publish(BOT, reviewed=False, time_to_read_s=180)
        self.discuss(COMMENTER, 0)

    def now(self) -> Snapshot:
        """Return what the bank says now."""
        return snapshot(self.bank, CAST, self.articles, self.comments, self.flags)

    def do(self, act: Act) -> Outcome | Refused:
        """Do an act, and let the witness and the ring judge what it changed."""
        before = self.now()
        answer = self.bank.do(act, self.now_ms)
        after = self.now()
        if isinstance(answer, Refused):
            assert after == before, "I9"
            return answer
        self.witness.saw(act, answer, before, after)
        self.ring.saw(act, before, after)
        return answer

    @rule(member=ANYBODY, reviewed=st.booleans(), time_to_read_s=st.sampled_from([30, 180, 400]))
    def publish(self, member: MemberId, reviewed: bool, time_to_read_s: int) -> None:
        number = self.articles + 1
        act = Publish(member, ArticleId(number), time_to_read_s, 700, 3, reviewed)
        if isinstance(self.do(act), Outcome):
            self.articles = number

    @rule(member=ANYBODY, back=SOME)
    def open(self, member: MemberId, back: int) -> None:
        self.serial += 1
        number = f"s{self.serial}"
        if isinstance(
            self.do(Open(member, ArticleId(self.article(back)), SessionId(number))), Outcome
        ):
            self.sessions[member] = number

    @rule(member=ANYBODY, back=SOME, kind=st.sampled_from([Plus, Minus, Done]))
    def read(self, member: MemberId, back: int, kind: Any) -> None:
        self.open(member, back)
        self.now_ms += 120_000
        self.rate(member, kind)

    @rule(member=ANYBODY, kind=st.sampled_from([Plus, Minus, Expire]))
    def rate(self, member: MemberId, kind: Any) -> None:
        self.do(kind(member, self.sessions.get(member, "none")))

    @rule(member=ANYBODY, back=SOME)
    def discuss(self, member: MemberId, back: int) -> None:
        self.read(member, back, Done)
        number = self.comments + 1
        if isinstance(
            self.do(Comment(member, ArticleId(self.article(back)), CommentId(number))), Outcome
        ):
            self.comments = number

    @precondition(lambda self: self.comments)
    @rule(members=st.lists(ANYBODY, max_size=8), back=SOME, likes=st.booleans())
    def vote(self, members: list[int], back: int, likes: bool) -> None:
        comment = max(1, self.comments - back)
        for member in members:
            self.read(member, self.articles - self.witness.on_article[comment], Done)
            vote = (
                Like(MemberId(member), CommentId(comment))
                if likes
                else Dislike(MemberId(member), CommentId(comment), "why")
            )
            self.do(vote)

    @rule(member=st.sampled_from(sorted(RING)), likes=st.booleans())
    def collude(self, member: MemberId, likes: bool) -> None:
        self.read(member, self.articles - RINGS_OWN, Plus)
        self.vote([member], self.comments - RINGS_OWN, likes)

    @precondition(lambda self: self.comments)
    @rule(back=SOME, wait_s=st.sampled_from([0, 259_200]))
    def settle(self, back: int, wait_s: int) -> None:
        self.now_ms += wait_s * 1000
        self.do(Settle(CommentId(max(1, self.comments - back))))

    @rule(member=ANYBODY, back=SOME, scope=st.sampled_from(["mine", "whole"]))
    def report(self, member: MemberId, back: int, scope: str) -> None:
        self.serial += 1
        self.do(Report(member, ArticleId(self.article(back)), scope, ReportId(f"r{self.serial}")))

    @rule(member=ANYBODY, other=ANYBODY, kind=st.sampled_from([Vouch, Unvouch]))
    def answer_for(self, member: MemberId, other: MemberId, kind: Any) -> None:
        self.do(Invite(member, other))
        self.do(kind(member, other))

    @rule(member=st.sampled_from([BOT, READER]), lifted=st.booleans())
    def ban(self, member: MemberId, lifted: bool) -> None:
        self.do(Ban(member, "spam", lifted, by=MODERATOR))

    @precondition(lambda self: self.articles > len(RING))
    @rule(member=st.sampled_from([AUTHOR, EDITOR, BOT]), back=SOME, removes=st.booleans())
    def intervene(self, member: MemberId, back: int, removes: bool) -> None:
        if removes:
            self.do(RemoveComment(MODERATOR, CommentId(max(1, self.comments - back)), "spam"))
            self.do(FindRepeat(ArticleId(self.article(back)), ArticleId(1), digest="found"))
            self.do(ClearRepeat(ArticleId(self.article(back)), "why", member, "found"))
        else:
            self.do(UndoArticle(member, ArticleId(self.article(back)), "mistake"))

    @rule(
        to=st.sampled_from((0, *CAST)),
        amount_twei=st.sampled_from([-1, 0, 1, 40, 2**63]),
        wait_s=st.sampled_from([1, 53, 54, 600, 601, 3600]),
    )
    def deposit(self, to: int, amount_twei: int, wait_s: int) -> None:
        self.now_ms += wait_s * 1000
        self.do(Deposit(MemberId(to), amount_twei))

    @rule(member=ANYBODY, shadow=st.sampled_from([False, False, False, True]), by=JUDGES)
    def flag(self, member: MemberId, shadow: bool, by: MemberId) -> None:
        act = Flag(FlagId(self.flags + 1), member, "even_pace", "spread", 1, "digest", shadow, by)
        if isinstance(self.do(act), Outcome):
            self.flags += 1

    @precondition(lambda self: self.flags)
    @rule(back=SOME, by=JUDGES, releases=st.booleans(), bond=st.booleans())
    def hold(self, back: int, by: MemberId, releases: bool, bond: bool) -> None:
        flag = max(1, self.flags - back)
        if bond:
            article = self.article(back)
            self.do(
                UndoArticle(MemberId(self.witness.authors[article]), ArticleId(article), "mistake")
            )
            self.do(HoldBond(FlagId(flag), ArticleId(article), "why", by))
        self.do(Hold(FlagId(flag), "why", by))
        if releases:
            self.do(Release(FlagId(flag), "why", by))

    @precondition(lambda self: self.flags)
    @rule(member=ANYBODY, back=SOME, by=JUDGES, lifts=st.sampled_from([None, True, False]))
    def object_and_decide(
        self, member: MemberId, back: int, by: MemberId, lifts: bool | None
    ) -> None:
        flag = max(1, self.flags - back)
        self.do(Appeal(member, FlagId(flag), "digest"))
        if lifts is not None:
            self.do(Decide(FlagId(flag), lifts, "why", by))

    @precondition(lambda self: self.flags)
    @rule(back=SOME, wait_s=st.sampled_from([0, 1_209_600]))
    def claw_back(self, back: int, wait_s: int) -> None:
        flag = max(1, self.flags - back)
        self.do(Hold(FlagId(flag), "why"))
        self.now_ms += wait_s * 1000
        self.do(ClawBack(FlagId(flag)))

    @rule(
        member=WRITERS,
        ahead=st.sampled_from([1, 1, 2]),
        wait_s=st.sampled_from([0, 259_200]),
        by=st.sampled_from([EDITOR, EDITOR, 0, READER]),
        ends=st.sampled_from(["decision", "decision", "verdict", "withdrawal", ""]),
        approves=st.booleans(),
    )
    def review(
        self, member: MemberId, ahead: int, wait_s: int, by: MemberId, ends: str, approves: bool
    ) -> None:
        self.now_ms += wait_s * 1000
        self.serial += 1
        article = self.articles + ahead
        self.do(AskReview(member, ArticleId(article), f"digest {article}", 180, 700, 3))
        self.do(DrawJury(ArticleId(article), f"seed {self.serial}"))
        if ends == "verdict":
            for juror in CAST:
                self.do(Verdict(juror, ArticleId(article), approves, "why"))
        elif ends == "decision":
            self.do(DecideReview(ArticleId(article), approves, "why", by))
        elif ends == "withdrawal":
            self.do(WithdrawReview(member, ArticleId(article)))
        if approves:
            self.publish(member, reviewed=True, time_to_read_s=180)

    @rule(back=SOME)
    def begin_close(self, back: int) -> None:
        self.do(ReturnLanes(ArticleId(self.article(back))))

    @rule(days=st.sampled_from([1, 1, 1, 1, 15]))
    def next_day(self, days: int) -> None:
        for _ in range(days):
            self.do(CloseDay())
            self.do(Deposit(MemberId(0), 1))
            self.do(Mature(CAST))
            self.now_ms += 86_400_000
            self.do(OpenDay())

    def article(self, back: int) -> int:
        """Return one of the last articles."""
        return max(1, self.articles - back)

    @invariant()
    def the_books_hold(self) -> None:
        now = self.now()
        checks.sums_to_zero(now)
        checks.owes_nothing(now)
        checks.reserves_what_was_shown(now)
        checks.reports_agree(now)
        for member in CAST:
            bonds_twei = self.witness.bonds_twei(member, now)
            checks.adds_up(now, member, self.witness.deposited[member], bonds_twei)
            checks.holds_what_was_taken(now, member)
        for article, opportunity_twei in self.witness.opportunity.items():
            checks.stays_within(now, ArticleId(article), opportunity_twei)
