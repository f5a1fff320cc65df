"""A short play of the population: its books are sound, and its figures come from its postings."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from farm.population.__main__ import DAYS, SEEDS
from farm.population.cast import EDITORS, KINDS, ONLY_READ, READERS
from farm.population.figures import figures
from farm.population.ledger import Posting
from farm.population.play import Played, played
from farm.population.report import BEGINS, ENDS, PAGE, losers, report
from farm.population.tally import WITHDRAWABLE, tallied
from tests.bank.audit.test_audit import findings
from tests.scratch_books import BooksStage
from tweipress.bank.queries.bulk.trust_export import TrustExport
from tweipress.bank.storage.connection import Connection
from tweipress.core import chart
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import MemberId
from tweipress.core.pnl import Amounts
from tweipress.core.state.outcome import Outcome, Refused, Transfer
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default
from tweipress.trust import night

FOUNDED = 3
"""Founding, the pool's deposit and the first day's opening: a stage of books has them already."""
FEWER = 4
SHORT_DAYS = 8
SEED = 6
"""With this one an editor likes comments in these few days, so that there is trust."""


@cache
def short() -> Played:
    """Return a play of seconds."""
    return played(SEED, days=SHORT_DAYS, per=FEWER)


def kept(play: Played, *without: type[Act]) -> Played:
    """Return a play as if some kinds of acts had not been."""
    return replace(play, postings=[one for one in play.postings if type(one.act) not in without])


def total_twei(play: Played) -> Counter[int]:
    """Return what each member has by the tally."""
    tally, totals = tallied(play), Counter[int]()
    for sums, sign in ((tally.earned_twei, 1), (tally.spent_twei, -1)):
        for (member, _), twei in sums.items():
            totals[member] += sign * twei
    return totals


def replay(books: BooksStage, play: Played, folder: Path) -> None:
    """Do every act again through a teller; grade as the product does each night."""
    for seq, posting in enumerate(play.postings[FOUNDED:]):
        books.clock.time_ms = posting.at_ms
        if isinstance(posting.act, Grade):
            assert posting.act in set(due(folder))
        answer = books.service.teller.do(posting.act, f"play:{seq}")
        assert not isinstance(answer, Refused), posting
        assert answer.answer == posting.outcome.answer, posting


def due(folder: Path) -> Iterator[Grade]:
    """Return the grades of the night that is due, computed from the database."""
    with closing(TrustExport()) as export:
        tonight = export.due()
        assert tonight is not None
        marks, _ = night.computed(export, tonight, export.tariff(), folder / "likes.npz")
    yield from night.grades(tonight, marks, night.MARKS_MAX)


def test_the_books_of_a_play_are_those_of_a_site_and_audit_clean(
    books: BooksStage, tmp_path: Path
) -> None:
    play = short()
    assert {type(one.act) for one in play.postings} > {Comment, Like, Plus, Grade}
    marks = [mark for one in play.postings if isinstance(one.act, Grade) for mark in one.act.marks]
    assert any(trust for _, trust, _ in marks)
    replay(books, play, tmp_path)
    assert findings() == []
    names = ", ".join(f"sum({name})" for name in Amounts._fields)
    with closing(Connection()) as connection:
        rows = connection.rows(
            f"SELECT member, {names} FROM bank_pnl WHERE member <> 0 GROUP BY member"  # noqa: S608  # names of our own columns
        )
    in_books = {member: Amounts._make(map(int, sums)).total_twei for member, *sums in rows}
    assert in_books == {member: total_twei(play)[member] for member in in_books}
    assert total_twei(play).total() == sum(in_books.values()) != 0


@pytest.mark.once
def test_what_a_member_has_is_what_the_transfers_left_less_deposits() -> None:
    play = short()
    balances, deposits = Counter[str](), Counter[int]()
    for posting in play.postings:
        for debit, credit, twei in posting.outcome.transfers:
            balances[debit] -= twei
            balances[credit] += twei
        if isinstance(posting.act, Deposit) and posting.act.to:
            deposits[posting.act.to] += posting.act.amount_twei
    has = Counter[int]()
    for account, twei in balances.items():
        if chart.kind(account) in {"available", "vesting"}:
            has[chart.owner(account)] += twei
    authors = tallied(play).author_of
    for account, twei in balances.items():
        if chart.kind(account) == "review" and twei:
            has[authors[chart.article_of(account)]] += twei
    assert all(twei >= 0 for account, twei in balances.items() if account != chart.EXT)
    assert sum(balances.values()) == 0
    for person in play.people:
        assert has[person.member] - deposits[person.member] == total_twei(play)[person.member]


@pytest.mark.once
def test_the_figures_are_those_of_the_postings_and_of_nothing_else() -> None:
    play = short()
    quotes = [int(str(one.outcome.answer["quote"])) for one in of(play, Open)]
    shown = figures(play).quotes
    assert shown.rows["all"][0] == len(quotes)
    assert shown.value("all", "quote 0") == quotes.count(0) / len(quotes)
    assert shown.value("all", "quote 1") == quotes.count(1) / len(quotes)
    halves = [
        int(shown.rows[name][0] or 0) for name in ("reviewed articles", "unreviewed articles")
    ]
    assert min(halves) > 0
    assert sum(halves) == len(quotes)
    deaf = figures(kept(play, Plus))
    assert deaf.site.rows["Twei: to authors for Pluses"] == (0, 0)
    assert (
        figures(kept(play, Like)).site.rows["likes"] == (0, 0) != figures(play).site.rows["likes"]
    )
    half = SHORT_DAYS // 2
    emitted = [sum(move.amount_twei for move in one.outcome.transfers) for one in of(play, OpenDay)]
    assert figures(play).site.rows["Twei: emitted by the pool"][0] == sum(emitted[:half]) / half


@pytest.mark.once
def test_days_are_counted_from_joining_and_500_means_available() -> None:
    play = short()
    least = default().withdrawal_min_twei
    reader = next(one for one in play.people if one.kind == ONLY_READ and not one.joins_day)
    tally = tallied(play)
    assert tally.reached_day[reader.member, "LVL 2"] >= 1
    assert (reader.member, WITHDRAWABLE) not in tally.reached_day
    postings = list(play.postings)
    place = next(place for place, one in enumerate(postings) if one.act.__class__ is Plus)
    rich = Outcome(transfers=given(reader.member, least))
    postings.insert(place, Posting(postings[place].at_ms, Deposit(reader.member, least), rich))
    assert tallied(replace(play, postings=postings)).reached_day[reader.member, WITHDRAWABLE] == 1
    poor = Outcome(transfers=given(reader.member, least - 1))
    postings[place] = Posting(postings[place].at_ms, Deposit(reader.member, least - 1), poor)
    reached = tallied(replace(play, postings=postings)).reached_day
    assert (reader.member, WITHDRAWABLE) not in reached


@pytest.mark.once
def test_the_same_seed_twice_gives_the_same_tables_and_another_seed_others() -> None:
    one, again, other = (report([seed], SHORT_DAYS, FEWER) for seed in (SEED, SEED, 1))
    assert one == again
    assert one.partition("\n")[2] != other.partition("\n")[2]


@pytest.mark.once
def test_the_population_is_that_of_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert sum(kind.number for kind in READERS) == 200
    assert [kind.name for kind in (*KINDS, EDITORS) if kind.name not in page] == []
    tables = page.partition(BEGINS)[2].partition(ENDS)[0]
    assert names_in(tables) == names_in(report([SEED], SHORT_DAYS, FEWER))


@pytest.mark.once
def test_who_loses_is_said_of_every_play_alone() -> None:
    play = figures(short())
    said = list(losers([play, play]))
    below, _, less = "\n".join(said).partition("**Above zero")
    for name in play.members.rows:
        middle = play.members.value(name, "median")
        assert (f"- {name}" in below.splitlines()) == (middle is not None and middle < 0)
    assert ONLY_READ.name not in less.partition("\n")[2]


@pytest.mark.slow
@pytest.mark.once
def test_the_tables_of_the_page_are_what_is_played() -> None:
    assert report(SEEDS, DAYS, per=1) in PAGE.read_text(encoding="utf-8")


def of(play: Played, kind: type[Act]) -> list[Posting]:
    """Return the postings of one kind of act."""
    return [one for one in play.postings if type(one.act) is kind]


def given(member: MemberId, twei: int) -> tuple[Transfer, ...]:
    """Return what a deposit moves."""
    return (Transfer(chart.EXT, chart.available(member), twei),)


def names_in(text: str) -> list[str]:
    """Return the first cell of every row, in order."""
    return [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]
