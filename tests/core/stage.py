"""The stage for tests of single acts: books in memory with a clock and the cast."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from tweipress.core import chart
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.mature import Mature
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, SessionId
from tweipress.core.pnl import LABELS
from tweipress.core.reasons import FlagReason
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import WHOLE_POST, Pnl
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome, Refused, Transfer
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff, default
from tweipress.language.refusals import sentence

FIRST_ARTICLE, FIRST_COMMENT, FIRST_FLAG = ArticleId(1), CommentId(1), FlagId(1)
CAST = tuple(map(MemberId, range(1, 9)))
AUTHOR, READER, CRITIC, BOT, MODERATOR, OUTSIDER, COMMENTER, EDITOR = CAST
NOBODY = 99
NEW_YEAR_MS = 1_767_225_600_000
HOUR_S = 3600
DAY_S = 24 * HOUR_S
TIME_TO_READ_S = 180
ANY_BENCH = replace(default(), review_candidates_min=1)
"""A tariff by which a jury is drawn however few can be: the cast is small."""
FLOOR_S = 54
SECTIONS = 3
WORDS = 714


@dataclass
class Stage:
    """Founded books; every act goes through the rulebook at the stage's own time."""

    scenario: bool = True
    gates: bool = True
    tariff: Tariff = field(default_factory=default)
    now_ms: int = NEW_YEAR_MS
    world: MemoryWorld = field(default_factory=MemoryWorld)
    serial: int = 0

    def __post_init__(self) -> None:
        act = Found(self.tariff.canonical(), self.scenario, self.gates)
        founded = judge(act, self.world, self.tariff, self.now_ms)
        assert isinstance(founded, Outcome)
        self.world.apply(founded)

    def judged(self, act: Act) -> Outcome | Refused:
        """Return what the rules say to an act, changing nothing."""
        return judge(act, self.world, tariff_in_force(self.world), self.now_ms)

    def do(self, act: Act) -> Outcome:
        """Do an act that must be accepted."""
        answer = self.judged(act)
        assert isinstance(answer, Outcome), answer
        self.world.apply(answer)
        assert sum(self.world.balances.values()) == 0
        return answer

    def refusal(self, act: Act) -> str:
        """Return the name of the refusal an act must meet; its sentence must be complete."""
        before = deepcopy((self.world.records, self.world.balances))
        answer = self.judged(act)
        assert isinstance(answer, Refused), answer
        assert "{" not in sentence(answer)
        assert (self.world.records, self.world.balances) == before
        return answer.name

    def moves(self, act: Act) -> list[tuple[str, str, int]]:
        """Do an act that must be accepted; return its transfers."""
        return [(debit, credit, twei) for debit, credit, twei in self.do(act).transfers]

    def shown(self, outcome: Outcome) -> list[tuple[int, str, int]]:
        """Return an outcome's lines as member, label and amount."""
        return [(line.member, LABELS[line.line], line.amount_twei) for line in outcome.lines]

    def balance(self, account: str) -> int:
        """Return a balance in Twei."""
        return self.world.balance(account)

    def lines(self, member: MemberId, article: ArticleId = FIRST_ARTICLE) -> dict[str, int]:
        """Return a member's lines on an article that are not zero."""
        pnl = self.world.get(Pnl, (article, member)) or Pnl(article, member)
        return {label: twei for label, twei in zip(LABELS, pnl.amounts, strict=True) if twei}

    def whole_post(self, article: ArticleId = FIRST_ARTICLE) -> dict[str, int]:
        """Return the sums over all members."""
        return self.lines(WHOLE_POST, article)

    def total(self, member: MemberId, article: ArticleId = FIRST_ARTICLE) -> int:
        """Return a member's Total Twei Earned on an article; of member 0, everybody's."""
        pnl = self.world.get(Pnl, (article, member))
        return pnl.amounts.total_twei if pnl else 0

    def member(self, number: int) -> Member:
        """Return a member's standing."""
        member = self.world.get(Member, number)
        assert member is not None
        return member

    def stand(self, number: int, **changes: Any) -> None:
        """Put a member into a standing that acts would take long to reach."""
        self.world.put(self.member(number)._replace(**changes))

    def wait(self, seconds: float) -> None:
        """Let time go by."""
        self.now_ms += round(seconds * 1000)

    def give(self, to: int, amount_twei: int) -> None:
        """Deposit for a member, or for the pool (0)."""
        self.do(Deposit(MemberId(to), amount_twei))

    def vest(self, member: MemberId, day: str, amount_twei: int) -> None:
        """Let a member have earned something on a day, out of the pool."""
        move = Transfer(chart.POOL, chart.vesting(member, day), amount_twei)
        self.world.apply(Outcome(transfers=(move,)))

    def open_day(self) -> None:
        """Open a day."""
        self.do(OpenDay("2026-01-01"))

    def close_day(self) -> None:
        """Close the day and let what has matured become available."""
        self.do(CloseDay())
        self.do(Mature(tuple(CAST)))

    def next_day(self, days: int = 1) -> None:
        """Close and open, as midnight does."""
        for _ in range(days):
            self.close_day()
            self.wait(DAY_S)
            self.open_day()

    def publish(
        self, article: ArticleId = FIRST_ARTICLE, author: MemberId = AUTHOR, **more: Any
    ) -> Outcome:
        """Publish an article of three minutes."""
        return self.do(publish(article, author, **more))

    def open(self, member: MemberId = READER, article: ArticleId = FIRST_ARTICLE) -> int:
        """Start reading; return the quote."""
        self.serial += 1
        answer = self.do(Open(member, article, SessionId(f"s{self.serial}"))).answer["quote"]
        assert isinstance(answer, int)
        return answer

    @property
    def session(self) -> str:
        """Return the number of the session opened last."""
        return f"s{self.serial}"

    def read(self, member: MemberId = READER, article: ArticleId = FIRST_ARTICLE) -> int:
        """Start reading and wait for as long as reading takes at the least; return the quote."""
        quote_twei = self.open(member, article)
        self.wait(FLOOR_S)
        return quote_twei

    def plus(self, member: MemberId = READER, article: ArticleId = FIRST_ARTICLE) -> Outcome:
        """Read and rate with a Plus."""
        self.read(member, article)
        return self.do(Plus(member, SessionId(self.session), SECTIONS))

    def done(self, member: MemberId = READER, article: ArticleId = FIRST_ARTICLE) -> Outcome:
        """Read to the end without a rating."""
        self.read(member, article)
        return self.do(Done(member, SessionId(self.session), SECTIONS))

    def comment(
        self,
        comment: CommentId = FIRST_COMMENT,
        writer: MemberId = COMMENTER,
        article: ArticleId = FIRST_ARTICLE,
    ) -> Outcome:
        """Comment on an article."""
        return self.do(Comment(writer, article, comment))

    def like(self, member: MemberId = READER, comment: CommentId = FIRST_COMMENT) -> Outcome:
        """Like a comment."""
        return self.do(Like(member, comment))

    def dislike(self, member: MemberId = READER, comment: CommentId = FIRST_COMMENT) -> Outcome:
        """Dislike a comment."""
        return self.do(Dislike(member, comment, "off topic"))

    def flag(self, member: MemberId = READER, flag: FlagId = FIRST_FLAG, **more: Any) -> Outcome:
        """Flag a member for too even a pace, in force."""
        return self.do(flagged(member, flag, **more))

    def ask(self, article: ArticleId = FIRST_ARTICLE, author: MemberId = AUTHOR) -> Outcome:
        """Ask for a review of an article of three minutes."""
        return self.do(asked(article, author))

    def draw(self, article: ArticleId = FIRST_ARTICLE, seed: str = "seed") -> list[int]:
        """Draw a jury; return its new members."""
        jurors = self.do(DrawJury(article, seed)).answer["jurors"]
        assert isinstance(jurors, str)
        return [int(member) for member in jurors.split()]

    def hold(self, flag: FlagId = FIRST_FLAG) -> Outcome:
        """Hold what vests of a flagged member, by the console."""
        return self.do(Hold(flag, "farm"))


def flagged(member: MemberId = READER, flag: FlagId = FIRST_FLAG, **more: Any) -> Flag:
    """Return the act of flagging a member for too even a pace."""
    raised: dict[str, Any] = {"reason": FlagReason.EVEN_PACE, "rule": "spread", "version": 1}
    return Flag(flag, member, **{**raised, "evidence": "digest", **more})


def asked(article: ArticleId = FIRST_ARTICLE, author: MemberId = AUTHOR) -> AskReview:
    """Return the act of asking for a review of an article of three minutes."""
    digest = f"digest of {article}"
    return AskReview(author, article, digest, TIME_TO_READ_S, WORDS, SECTIONS)


def publish(article: ArticleId = FIRST_ARTICLE, author: MemberId = AUTHOR, **more: Any) -> Publish:
    """Return the act of publishing an article of three minutes."""
    text: dict[str, Any] = {"time_to_read_s": TIME_TO_READ_S, "words": WORDS, "sections": SECTIONS}
    return Publish(author, article, **{**text, **more})


def staged(
    *,
    gates: bool = True,
    scenario: bool = True,
    tariff: Tariff | None = None,
    pool_twei: int = 1_000_000,
    member_twei: int = 1000,
    level: int = 20,
) -> Stage:
    """Return books with the whole cast at one level, with funds, on an open day."""
    stage = Stage(scenario=scenario, gates=gates, tariff=tariff or default())
    if pool_twei:
        stage.give(0, pool_twei)
    for number in CAST:
        stage.do(Join(number, level if scenario else 0))
        if not scenario:
            stage.stand(number, xp_trust=10 * (level - 1) ** 2)
        if member_twei:
            stage.give(number, member_twei)
    stage.open_day()
    return stage
