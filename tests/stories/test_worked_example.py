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
    life.row(980_020, (652, 978), A=450)
    assert life.open(B) == 3
    life.do(Plus(B, SessionId(life.session)))
    life.row(980_020, (649, 978), B=3, A=450)
    assert life.open(C) == 12
    life.do(Plus(C, SessionId(life.session)))
    life.row(980_020, (649, 963), C=212, A=453)
    life.until(1)
    assert life.open(D) == 12
    life.do(Plus(D, SessionId(life.session)))
    life.row(980_020, (649, 948), D=112, A=456)
    life.until(6)
    assert life.open(E) == 10
    life.row(980_020, (639, 948))
    assert life.balance("reserved:5") == 10
    life.do(Minus(E, SessionId(life.session)))
    life.row(980_022, (649, 948), E=28)
    life.until(24)
    assert life.open(F) == 16
    life.do(Plus(F, SessionId(life.session)))
    life.row(980_022, (629, 948), F=26, A=460)


def discussion(life: Life) -> None:
    """Play the comment, its votes and the author's report."""
    life.comment(CommentId(1), C)
    life.row(980_025, (629, 948), C=187)
    assert (life.balance("bond:1"), life.balance("pot:1")) == (10, 12)
    life.like(D)
    life.like(B)
    assert life.balance("pot:1") == 2
    life.row(980_025, (629, 948), C=191, A=464, D=113, B=4)
    life.like(F)
    assert life.balance("pot:1") == 0
    life.row(980_025, (629, 948), C=193, A=464, F=26)
    life.dislike(E)
    life.row(980_029, (629, 948), A=466, E=24)
    assert life.balance("bond:1") == 8
    assert life.refusal(Dislike(B, CommentId(1), "why")) == "ALREADY_VOTED"
    life.do(Report(A, ArticleId(1), ReportScope.MINE, ReportId("r")))
    life.row(980_030, (629, 948), A=465)


def ageing(life: Life) -> None:
    """Play the closes up to the settlement."""
    life.close_day()
    life.row(998_430, (629, 948))
    life.open_day()
    assert (life.balance("day:read"), life.balance("day:comments")) == (15_974, 3_994)
    life.row(978_462, (629, 948))
    life.close_day()
    life.row(998_824, (472, 711))
    life.open_day()
    assert (life.balance("day:read"), life.balance("day:comments")) == (15_980, 3_996)
    life.row(978_848, (472, 711))
    life.close_day()
    life.row(999_119, (354, 534))
    life.open_day()
    assert (life.balance("day:read"), life.balance("day:comments")) == (15_985, 3_997)
    life.row(979_137, (354, 534))
    life.wait(2 * DAY_S)
    outcome = life.do(Settle(CommentId(1)))
    assert outcome.inputs == {"weight_thousandths": 1400}
    life.row(979_137, (354, 534), C=217)


def test_one_articles_life_line_by_line(life: Life) -> None:
    day_0(life)
    discussion(life)
    ageing(life)
    for _ in range(3, 14):
        life.close_day()
        life.open_day()
    life.row(979_992, (0, 0))
    life.close_day()
    available = {
        name: life.balance(chart.available(MemberId(member))) for name, member in NAMES.items()
    }
    assert available == {"A": 465, "B": 4, "C": 201, "D": 113, "E": 24, "F": 26, "Z": 50}
    assert life.balance("vesting:3:2026-01-04") == 16
    assert life.balance("ext") == -1_000_890


def test_the_totals_of_everyone_on_the_article_are_what_the_pool_lost(life: Life) -> None:
    day_0(life)
    discussion(life)
    ageing(life)
    assert life.lines(A) == {
        "Earned for Pluses": 10,
        "Likes Author": 4,
        "Dislikes Author": 2,
        "Post Publish Tribute": 50,
        "PnL Reports": 1,
    }
    assert life.lines(B) == {"Earned for Pluses": 3, "Likes Own": 1}
    assert life.lines(C) == {
        "Earned for Pluses": 12,
        "Comment Rewards": 16,
        "Likes Commenter": 6,
        "Comment Tributes": 15,
        "Dislikes Commenter": 2,
    }
    assert life.lines(D) == {"Earned for Pluses": 12, "Likes Own": 1}
    assert life.lines(E) == {"Spent for Minuses": 2, "Dislikes Own": 4}
    assert life.lines(F) == {"Earned for Pluses": 16}
    assert life.lines(Z) == {}
    totals = {name: life.total(MemberId(member)) for name, member in NAMES.items()}
    assert totals == {"A": -35, "B": 4, "C": 17, "D": 13, "E": -6, "F": 16, "Z": 0}
    assert life.total(MemberId(0)) == sum(totals.values()) == 9
