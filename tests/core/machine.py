"""The economy as a state machine: anybody does anything, and the invariants always hold."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.core.played_books import ANYBODY, SOME, PlayedBooks
from tests.core.stage import AUTHOR, BOT, CAST, EDITOR, MODERATOR, READER
from tests.core.standings import RING, RINGS_OWN
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.find_repeat import FindRepeat
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
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, ReportId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.pnl import ReportScope

WRITERS = st.sampled_from([AUTHOR, *CAST])
"""Who asks for reviews: the author has what it takes, most others lack the level or the bond."""
JUDGES = st.sampled_from([0, MODERATOR, READER])


class Economy(PlayedBooks):
    """Votes, reports, vouches, cases, reviews and days, beside what is read and written."""

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

    @rule(member=ANYBODY, back=SOME, scope=st.sampled_from(ReportScope))
    def report(self, member: MemberId, back: int, scope: ReportScope) -> None:
        self.serial += 1
        self.do(Report(member, ArticleId(self.article(back)), scope, ReportId(f"r{self.serial}")))

    @rule(
        member=ANYBODY,
        others=st.lists(ANYBODY, max_size=8),
        back=SOME,
        days=st.integers(0, 2),
    )
    def watch(self, member: MemberId, others: list[MemberId], back: int, days: int) -> None:
        self.report(member, back, ReportScope.WHOLE)
        for other in others:
            self.report(other, back, ReportScope.MINE)
        self.next_day(days)
        self.report(member, back, ReportScope.WHOLE)

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
        act = Flag(
            FlagId(self.flags + 1), member, FlagReason.EVEN_PACE, "spread", 1, "digest", shadow, by
        )
        self.do(act)

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
