"""Books with the cast in every standing, and the acts that pages offer to each of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.core.stage import (
    AUTHOR,
    BOT,
    CAST,
    COMMENTER,
    CRITIC,
    EDITOR,
    MODERATOR,
    OUTSIDER,
    READER,
    SECTIONS,
    TIME_TO_READ_S,
    WORDS,
)
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.bank.queries import NEW_COMMENT, NEW_REPORT, NEW_SESSION, Preview
from tweipress.bank.storage.connection import Connection
from tweipress.core import chart, roles
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.cases.propose import Propose
from tweipress.core.acts.cases.release import Release
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, ReportId, SessionId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.pnl import ReportScope
from tweipress.core.records.proposal import Power
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default

STRANGER: Final = MemberId(99)
"""A member whom the books do not know."""
MEMBERS: Final = (*CAST, STRANGER)
LEVELS: Final = {
    AUTHOR: 31,
    READER: 20,
    CRITIC: 31,
    BOT: 20,
    MODERATOR: 31,
    OUTSIDER: 20,
    COMMENTER: 20,
    EDITOR: 1,
}
POOR: Final = OUTSIDER
TARIFF: Final = replace(
    default(), xp_trust_day_max=20_000, trusted_age_s=0, review_candidates_min=1
)
"""A member can be graded to any level in a day, be trusted at once, and be the only juror."""
TEXT: Final = (TIME_TO_READ_S, WORDS, SECTIONS)
REVIEWED: Final = ArticleId(50)
NEW_NUMBERS: Final = (NEW_SESSION, NEW_COMMENT, NEW_REPORT)
"""What a page puts in the place of numbers that are given out at the click."""
TOUR: Final = (
    ("dislike", 1),
    ("like", 0),
    ("open", 1),
    ("plus", 1),
    ("open", 0),
    ("minus", 0),
    ("open", 2),
    ("done", 2),
    ("comment", 0),
    ("report_mine", 0),
    ("report_whole", 0),
    ("approve_as_juror", 0),
    ("deny_as_juror", 0),
    ("approve_as_editor", 0),
    ("publish_reviewed", 0),
    ("ask_review", 1),
    ("deny_as_editor", 1),
    ("ask_review", 2),
    ("withdraw_review", 2),
    ("publish", 0),
    ("clear_repeat", 2),
    ("invite", 6),
    ("vouch", 6),
    ("unvouch", 6),
    ("appeal", 0),
    ("release", 0),
    ("hold", 1),
    ("decide", 1),
    ("undo_article", 1),
    ("hold_bond", 1),
    ("remove_comment", 0),
    ("ban", 0),
    ("role", 6),
)
"""Every kind of act, and on what it is tried, in an order in which each finds somebody to do it."""
KINDS: Final = tuple(dict.fromkeys(kind for kind, _ in TOUR))


def act_of(
    kind: str,
    member: MemberId,
    which: int,
    session: SessionId,
    numbers: tuple[SessionId, CommentId, ReportId],
) -> Act:
    """Return one of the acts that pages offer; `which` says on what, `session` is the live one."""
    new_session, new_comment, new_report = numbers
    article, comment, flag = ArticleId(1 + which), CommentId(1 + which), FlagId(1 + which)
    draft, other = ArticleId(REVIEWED + which), MEMBERS[which]
    makers: dict[str, Callable[[], Act]] = {
        "like": lambda: Like(member, comment),
        "dislike": lambda: Dislike(member, comment, "off topic"),
        "comment": lambda: Comment(member, article, new_comment),
        "open": lambda: Open(member, article, new_session),
        "plus": lambda: Plus(member, session, SECTIONS),
        "minus": lambda: Minus(member, session, SECTIONS),
        "done": lambda: Done(member, session, SECTIONS),
        "report_mine": lambda: Report(member, article, ReportScope.MINE, new_report),
        "report_whole": lambda: Report(member, article, ReportScope.WHOLE, new_report),
        "approve_as_juror": lambda: Verdict(member, draft, approves=True, reason="sound"),
        "deny_as_juror": lambda: Verdict(member, draft, approves=False, reason="unsound"),
        "publish": lambda: Publish(member, ArticleId(30 + which), *TEXT),
        "publish_reviewed": lambda: Publish(member, draft, *TEXT, reviewed=True),
        "ask_review": lambda: AskReview(member, draft, "digest", *TEXT),
        "withdraw_review": lambda: WithdrawReview(member, draft),
        "approve_as_editor": lambda: DecideReview(draft, approves=True, reason="sound", by=member),
        "deny_as_editor": lambda: DecideReview(draft, approves=False, reason="unsound", by=member),
        "clear_repeat": lambda: ClearRepeat(article, "a reprint", member, "digest"),
        "undo_article": lambda: UndoArticle(member, article, "mistake"),
        "remove_comment": lambda: RemoveComment(member, comment, "spam"),
        "invite": lambda: Invite(member, other),
        "vouch": lambda: Vouch(member, other),
        "unvouch": lambda: Unvouch(member, other),
        "appeal": lambda: Appeal(member, flag, "digest"),
        "hold": lambda: Hold(flag, "farm", member),
        "release": lambda: Release(flag, "an error", member),
        "decide": lambda: Decide(flag, lifts=True, reason="an error", by=member),
        "hold_bond": lambda: HoldBond(FlagId(2 + which), article, "fraud", member),
        "ban": lambda: Ban(other, "spam", lifted=bool(which % 2), by=member),
        "role": lambda: Role(other, roles.Role.CONTRIBUTOR, granted=True, by=member),
    }
    return makers[kind]()


class OfferedActs:
    """A stage on which every act is previewed first, and done as the preview said."""

    def __init__(self, stage: BooksStage) -> None:
        """Publish, read, comment; ban the bot, hold what the reader earned, ask for a review."""
        self.stage = stage
        self.serial = 0
        self.sessions: dict[MemberId, SessionId] = {}
        self.accepted: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        for member in CAST:
            self.stage.member(member, 0 if member == POOR else 900)
        marks = tuple((member, 500, 10 * (level - 1) ** 2) for member, level in LEVELS.items())
        self.stage.accept(Grade(marks))
        self.stage.accept(Role(MODERATOR, roles.Role.MODERATOR))
        for role in (roles.Role.EDITOR, roles.Role.OPERATOR):
            self.stage.accept(Role(EDITOR, role))  # who is flagged below, and decides nothing then
            self.stage.accept(Role(OUTSIDER, role))
        self.stage.accept(Publish(AUTHOR, ArticleId(1), *TEXT))
        self.stage.reviewed(EDITOR, ArticleId(2), *TEXT)
        for member in (READER, BOT, OUTSIDER, COMMENTER, MODERATOR):
            self.read(member, Plus if member in {READER, BOT} else Done)
        self.stage.accept(Comment(COMMENTER, ArticleId(1), CommentId(1)))
        self.stage.accept(Comment(AUTHOR, ArticleId(1), CommentId(2)))
        self.stage.accept(Ban(BOT, "spam"))
        for flag, member in ((FlagId(1), READER), (FlagId(2), BOT), (FlagId(3), EDITOR)):
            self.stage.accept(Flag(flag, member, FlagReason.EVEN_PACE, "spread", 1, "digest"))
        self.stage.accept(Hold(FlagId(1), "farm"))
        self.stage.accept(Propose(EDITOR, Power.HOLD, "fraud", OUTSIDER))
        self.stage.accept(AskReview(AUTHOR, REVIEWED, "digest", *TEXT))
        self.stage.accept(Publish(CRITIC, ArticleId(3), *TEXT))
        self.stage.accept(FindRepeat(ArticleId(3), ArticleId(1), digest="digest"))
        self.stage.tick()

    def read(self, member: MemberId, kind: type[Plus | Done]) -> None:
        """Let a member read the first article."""
        self.serial += 1
        self.stage.accept(Open(member, ArticleId(1), SessionId(f"r{self.serial}")))
        self.stage.clock.advance(60)
        self.stage.accept(kind(member, SessionId(f"r{self.serial}"), SECTIONS))

    def check(self, kind: str, member: MemberId, which: int) -> None:
        """Preview an act as a page does, do it, and hold the one against the other."""
        self.serial += 1
        number = self.serial + 100
        session = self.sessions.get(member, SessionId("none"))
        given_out = (SessionId(f"s{number}"), CommentId(number), ReportId(f"r{number}"))
        shown = queries.preview(act_of(kind, member, which, session, NEW_NUMBERS))
        act = act_of(kind, member, which, session, given_out)
        before = balances()
        answer = self.stage.do(act)
        after = balances()
        name = type(act).__name__
        if isinstance(answer, Refused):
            assert shown.refused == answer, act
            assert (shown.transfers, after) == ((), before), act
            self.refused[name] += 1
            return
        assert shown.is_offered, (act, shown.refused)
        assert self.moved(shown) == changes(before, after), act
        self.accepted[name] += 1
        if isinstance(act, Open):
            self.sessions[member] = act.session

    def moved(self, shown: Preview) -> dict[str, int]:
        """Return what a page says an act moves: per member what can be spent, else per class."""
        sums = {str(member): shown.earned_by(member) - shown.paid_by(member) for member in MEMBERS}
        kinds = {
            chart.kind(account) for move in shown.transfers for account in (move.debit, move.credit)
        }
        for kind in kinds - {"available", "vesting"}:
            taken = (move.amount_twei for move in shown.transfers if chart.kind(move.debit) == kind)
            sums[kind] = shown.moved_to(kind) - sum(taken)
        return {name: twei for name, twei in sums.items() if twei}


def balances() -> dict[str, int]:
    """Return every account's balance."""
    return dict(Connection(is_own=False).rows("SELECT name, balance_twei FROM bank_account"))


def changes(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Return by how much balances changed: what a member can spend by member, others by class."""
    sums: Counter[str] = Counter()
    for name, twei in after.items():
        kind = chart.kind(name)
        is_spendable = kind in {"available", "vesting"}
        sums[str(chart.owner(name)) if is_spendable else kind] += twei - before.get(name, 0)
    return {name: twei for name, twei in sums.items() if twei}
