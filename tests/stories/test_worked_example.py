"""One article's life, asserted line by line: the rulebook's worked example with our cast."""

import pytest

from tests.core.stage import DAY_S, HOUR_S, NEW_YEAR_MS, Stage
from tweipress.core import chart
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.mature import Mature
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, ReportId, SessionId
from tweipress.core.records.pnl import ReportScope

A, B, C, D, E, F, Z = map(MemberId, range(1, 8))
NAMES = dict(zip("ABCDEFZ", map(MemberId, range(1, 8)), strict=True))


class Life(Stage):
    """The stage of the example; `row` asserts a line of its table."""

    def row(self, pool: int, lanes: tuple[int, int], **members: int) -> None:
        """Assert pool, both lanes, and what some members can spend."""
        assert self.balance("pool") == pool
        assert (self.balance("lane:1:open"), self.balance("lane:1:trusted")) == lanes
        for name, twei in members.items():
            assert self.spendable(NAMES[name]) == twei, name

    def spendable(self, member: MemberId) -> int:
        """Return available and vesting together."""
        buckets = [chart.vesting(member, day) for day in self.world.vesting_days(member)]
        return self.balance(chart.available(member)) + sum(map(self.balance, buckets))

    def until(self, hours: int) -> None:
        """Let it be so many hours after the first day began."""
        self.now_ms = NEW_YEAR_MS + hours * HOUR_S * 1000

    def close_day(self) -> None:
        """Close, and let mature."""
        self.do(CloseDay())
        self.do(Mature(tuple(NAMES.values())))


@pytest.fixture
def life() -> Life:
    """Return the books after the deposits."""
    life = Life(gates=False)
    cast = [
        (A, 20, True, 0, 500),
        (B, 1, False, 0, 0),
        (C, 13, True, 0, 200),
        (D, 13, True, 900, 100),
        (E, 13, False, 0, 30),
        (F, 13, False, 500, 10),
        (Z, 1, False, 0, 50),
    ]
    life.give(0, 1_000_000)
    for member, level, trusted, trust, twei in cast:
        life.do(Join(MemberId(member), level, trusted, trust))
        if twei:
            life.give(member, twei)
    return life


def day_0(life: Life) -> None:
    """Play the first day up to the last reader."""
    life.open_day()
    life.row(980_000, (0, 0))
    life.publish(reviewed=True)
    life.row(980_020, (228, 342), A=450)
    assert life.open(B) == 2
    life.do(Plus(B, SessionId(life.session)))
    life.row(980_020, (226, 342), B=2, A=450)
    assert life.open(C) == 8
    life.do(Plus(C, SessionId(life.session)))
    life.row(980_020, (226, 332), C=208, A=452)
    life.until(1)
    assert life.open(D) == 8
    life.do(Plus(D, SessionId(life.session)))
    life.row(980_020, (226, 322), D=108, A=454)
    life.until(6)
    assert life.open(E) == 7
    life.row(980_020, (219, 322))
    assert life.balance("reserved:5") == 7
    life.do(Minus(E, SessionId(life.session)))
    life.row(980_022, (226, 322), E=28)
    life.until(24)
    assert life.open(F) == 11
    life.do(Plus(F, SessionId(life.session)))
    life.row(980_022, (212, 322), F=21, A=457)


def discussion(life: Life) -> None:
    """Play the comment, its votes and the author's report."""
    life.comment(CommentId(1), C)
    life.row(980_027, (212, 322), C=173)
    assert (life.balance("bond:1"), life.balance("pot:1")) == (10, 20)
    for member in (D, B, F):
        life.like(MemberId(member))
    assert life.balance("pot:1") == 5
    life.row(980_027, (212, 322), C=179, A=463, D=109, B=3, F=22)
    life.dislike(E)
    life.row(980_031, (212, 322), A=465, E=24)
    assert life.balance("bond:1") == 8
    assert life.refusal(Dislike(B, CommentId(1), "why")) == "ALREADY_VOTED"
    life.do(Report(A, ArticleId(1), ReportScope.MINE, ReportId("r")))
    life.row(980_032, (212, 322), A=464)


def ageing(life: Life) -> None:
    """Play the closes up to the settlement."""
    life.close_day()
    life.row(999_492, (212, 322))
    life.open_day()
    assert (life.balance("day:read"), life.balance("day:comments")) == (15_991, 3_998)
    life.row(979_503, (212, 322))
    life.close_day()
    life.row(999_625, (159, 242))
    life.open_day()
    assert (life.balance("day:read"), life.balance("day:comments")) == (15_993, 3_999)
    life.row(979_633, (159, 242))
    life.close_day()
    life.row(999_724, (120, 182))
    life.open_day()
    assert (life.balance("day:read"), life.balance("day:comments")) == (15_995, 3_999)
    life.row(979_730, (120, 182))
    life.wait(2 * DAY_S)
    outcome = life.do(Settle(CommentId(1)))
    assert outcome.inputs == {"weight_thousandths": 1400}
    life.row(979_735, (120, 182), C=198)


def test_one_articles_life_line_by_line(life: Life) -> None:
    day_0(life)
    discussion(life)
    ageing(life)
    for _ in range(3, 14):
        life.close_day()
        life.open_day()
    life.row(980_020, (0, 0))
    life.close_day()
    available = {
        name: life.balance(chart.available(MemberId(member))) for name, member in NAMES.items()
    }
    assert available == {"A": 464, "B": 3, "C": 187, "D": 109, "E": 24, "F": 22, "Z": 50}
    assert life.balance("vesting:3:2026-01-04") == 11
    assert life.balance("ext") == -1_000_890


def test_the_totals_of_everyone_on_the_article_are_what_the_pool_lost(life: Life) -> None:
    day_0(life)
    discussion(life)
    ageing(life)
    assert life.lines(A) == {
        "Earned for Pluses": 7,
        "Likes Author": 6,
        "Dislikes Author": 2,
        "Post Publish Tribute": 50,
        "PnL Reports": 1,
    }
    assert life.lines(B) == {"Earned for Pluses": 2, "Likes Own": 1}
    assert life.lines(C) == {
        "Earned for Pluses": 8,
        "Comment Rewards": 11,
        "Likes Commenter": 6,
        "Comment Tributes": 25,
        "Dislikes Commenter": 2,
    }
    assert life.lines(D) == {"Earned for Pluses": 8, "Likes Own": 1}
    assert life.lines(E) == {"Spent for Minuses": 2, "Dislikes Own": 4}
    assert life.lines(F) == {"Earned for Pluses": 11, "Likes Own": 1}
    assert life.lines(Z) == {}
    totals = {name: life.total(MemberId(member)) for name, member in NAMES.items()}
    assert totals == {"A": -36, "B": 3, "C": -2, "D": 9, "E": -6, "F": 12, "Z": 0}
    assert life.total(MemberId(0)) == sum(totals.values()) == -20
