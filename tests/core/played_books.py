"""Books that anybody reads, writes and comments in, with the invariants held against every step.

`new_bank` makes the bank under test: books in memory here, a teller's on a database elsewhere.
"""

from itertools import pairwise
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.core import snapshot as checks
from tests.core.any_act import KINDS, any_act
from tests.core.buyers import Buyers
from tests.core.ring import Ring
from tests.core.snapshot import Snapshot, snapshot
from tests.core.stage import AUTHOR, BOT, CAST, COMMENTER, EDITOR, MODERATOR, NEW_YEAR_MS
from tests.core.standings import RING, STANDINGS, TARIFFS
from tests.core.witness import Witness
from tweipress.core import roles
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.player import Bank

ANYBODY = st.sampled_from(CAST)
SOME = st.integers(0, 3)


class PlayedBooks(RuleBasedStateMachine):
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

    def new_bank(self, tariff: Tariff) -> Bank:
        """Return the bank under test, newly founded."""
        return MemoryBank(tariff, self.gates)

    @initialize(which=st.integers(1, len(TARIFFS)), pool_twei=st.sampled_from([90, 9000, 900_000]))
    def found_books(self, which: int, pool_twei: int) -> None:
        tariff = TARIFFS[which - 1]
        self.bank = self.new_bank(tariff)
        self.witness = Witness(tariff)
        self.ring = Ring(RING)
        self.buyers = Buyers(tariff)
        self.do(Deposit(MemberId(0), pool_twei))
        for member, (level, trusted, trust, twei) in STANDINGS.items():
            self.do(Join(member, level, trusted, trust))
            self.do(Deposit(member, twei))
        self.do(OpenDay("2026-01-01"))
        self.do(Role(MODERATOR, roles.Role.MODERATOR))
        self.do(Role(EDITOR, roles.Role.EDITOR))
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
        books = self.bank.world.books
        answer = self.bank.do(act, self.now_ms)
        self.buyers.saw(act, answer, books)
        after = self.now()
        if isinstance(answer, Refused):
            assert after == before, "I9"
            return answer
        self.witness.saw(act, answer, before, after)
        self.ring.saw(act, before, after)
        self._count(act)
        return answer

    def _count(self, act: Act) -> None:
        """Remember the numbers in use after an accepted act."""
        match act:
            case Publish():
                self.articles = max(self.articles, act.article)
            case Comment():
                self.comments = max(self.comments, act.comment)
            case Flag():
                self.flags = max(self.flags, act.flag)
            case Open():
                self.sessions[act.member] = act.session
            case _:
                pass

    @rule(kind=st.sampled_from(KINDS), data=st.data())
    def send(self, kind: type[Act], data: st.DataObject) -> None:
        self.serial += 1
        self.do(any_act(kind, self, data.draw))

    @rule(member=ANYBODY, reviewed=st.booleans(), time_to_read_s=st.sampled_from([30, 180, 400]))
    def publish(self, member: MemberId, reviewed: bool, time_to_read_s: int) -> None:
        number = ArticleId(self.articles + 1)
        self.do(Publish(member, number, time_to_read_s, 700, 3, reviewed))

    @rule(
        members=st.lists(ANYBODY, min_size=2, max_size=4, unique=True),
        cuts=st.lists(st.integers(1, 9_999), min_size=3, max_size=3, unique=True),
        silent=st.sampled_from([False, False, False, True]),
    )
    def publish_together(self, members: list[MemberId], cuts: list[int], silent: bool) -> None:
        number = ArticleId(self.articles + 1)
        marks = [0, *sorted(cuts[: len(members) - 1]), 10_000]
        parts = [after - before for before, after in pairwise(marks)]
        shares = tuple(zip(members, parts, strict=True))
        for member in members[1:]:
            if not silent:
                self.do(AgreeShares(member, number, shares, self.witness.tariff.publish_twei))
        self.do(Publish(members[0], number, 180, 700, 3, shares=shares))

    @rule(member=ANYBODY, back=SOME)
    def open(self, member: MemberId, back: int) -> None:
        self.serial += 1
        self.do(Open(member, ArticleId(self.article(back)), SessionId(f"s{self.serial}")))

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
        self.do(Comment(member, ArticleId(self.article(back)), CommentId(self.comments + 1)))

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
        for number, shares in self.witness.shares.items():
            checks.shares_fairly(now, ArticleId(number), shares)
        for article, opportunity_twei in self.witness.opportunity.items():
            checks.stays_within(now, ArticleId(article), opportunity_twei)
