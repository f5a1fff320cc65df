"""SQL selects exactly what the rules say, on random records and at the edges of every rule."""

from hypothesis import settings

from tests.bank.storage.random_books import SEARCH, random_books, random_worlds
from tests.bank.storage.random_records import ARTICLES, BOND_FLAGS, CLOSE, DAYS, MEMBERS, NOW_MS
from tests.scratch_books import BooksStage
from tweipress.bank.storage import selections
from tweipress.core import chart
from tweipress.core.acts.articles import clear_repeat
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.calendar.mature import Mature, can_mature
from tweipress.core.acts.cases import claw_back
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.comments import settle
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reviews import draw_jury
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.ids import LAST_ARTICLE, NO_ARTICLE, ArticleId, FlagId
from tweipress.core.records.article import Article
from tweipress.core.records.case import AppealState, Flag, Hold
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import NEVER, WHOLE_POST, Pnl
from tweipress.core.records.proposal import Proposal
from tweipress.core.records.reading import Session
from tweipress.core.records.repeat import Repeat
from tweipress.core.records.review import Review, Seat
from tweipress.core.rulebook import judge
from tweipress.core.rules.levels import xp_for
from tweipress.core.rules.reading import is_expired
from tweipress.core.rules.reviewing import awaits_verdict, candidates
from tweipress.core.rules.seconding import is_live
from tweipress.core.state.memory import MemoryWorld
from tweipress.core.state.outcome import Outcome

ALL = 1000
UNTIL = DAYS[1]


@settings(SEARCH)
@random_worlds
def test_the_comments_due_to_settle_are_those_that_the_rule_would_settle(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        selected = selections.comments_to_settle(random.connection, random.tariff, NOW_MS, ALL)
        due = random.keys(Comment, lambda one: settle.is_due(one, random.tariff, NOW_MS))
        accepted = random.keys(Comment, lambda one: random.accepts(Settle(one.comment)))
    assert set(selected) == due == accepted


@settings(SEARCH)
@random_worlds
def test_the_holds_to_claw_back_are_those_that_the_rule_would_take(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        selected = selections.flags_to_claw_back(random.connection, random.tariff, NOW_MS, ALL)
        due = random.keys(
            Hold,
            lambda hold: claw_back.is_due(
                random.records.by_key(Flag, hold.flag), hold, random.tariff, NOW_MS
            ),
        )
        accepted = random.keys(Hold, lambda hold: random.accepts(ClawBack(hold.flag)))
    assert set(selected) == due == accepted


@settings(SEARCH)
@random_worlds
def test_the_sessions_that_have_expired_are_those_that_the_rule_would_end(
    books: BooksStage, seed: int
) -> None:
    def is_over(session: Session) -> bool:
        article = random.records.by_key(Article, session.article)
        return session.live and is_expired(session, article, random.tariff, NOW_MS)

    with random_books(seed) as random:
        selected = selections.expired_sessions(random.connection, random.tariff, NOW_MS, ALL)
        over = random.keys(Session, is_over)
        accepted = random.keys(
            Session, lambda session: random.accepts(Expire(session.member, session.session))
        )
    assert {member for member, _ in selected} == over == accepted


@settings(SEARCH)
@random_worlds
def test_the_juries_due_are_those_that_the_rule_would_draw(books: BooksStage, seed: int) -> None:
    with random_books(seed) as random:
        selected = selections.juries_to_draw(random.connection, NOW_MS, ALL)
        due = random.keys(Review, lambda review: draw_jury.is_due(review, NOW_MS))
        accepted = random.keys(
            Review, lambda review: random.accepts(DrawJury(review.article, "seed"))
        )
    assert set(selected) == due == accepted


@settings(SEARCH)
@random_worlds
def test_jurors_are_the_members_who_can_be_drawn(books: BooksStage, seed: int) -> None:
    with random_books(seed) as random:
        level = random.tariff.juror_level
        xp = xp_for(level, random.tariff)
        selected = selections.jurors(random.connection, xp, level)
        can = random.keys(Member, lambda member: member.can_be_drawn(xp, level))
        assert selected == sorted(can) == candidates(random.world, random.tariff)


@settings(SEARCH)
@random_worlds
def test_the_buckets_that_have_matured_are_those_that_the_rule_would_move(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        selected = selections.matured_buckets(random.connection, UNTIL, ("", 0), ALL)
        buckets = {
            (chart.bucket_day(name), chart.owner(name))
            for name, twei in random.records.balances.items()
            if twei and chart.kind(name) == "vesting"
        }
        can = {
            (day, owner)
            for day, owner in buckets
            if can_mature(random.world.get(Member, owner), day, UNTIL)
        }
        owners = tuple(sorted({owner for _, owner in buckets}))
        moved = judge(Mature(owners), random.world, random.tariff, NOW_MS)
        with_buckets = random.world.members_with_buckets(UNTIL)
    assert isinstance(moved, Outcome)
    assert moved.inputs["until"] == UNTIL
    moves = {(chart.bucket_day(name), chart.owner(name)) for name, _, _ in moved.transfers}
    assert selected == sorted(can)
    assert can == moves
    assert with_buckets == sorted({owner for _, owner in can})


@settings(SEARCH)
@random_worlds
def test_escrowed_articles_are_those_whose_accounts_hold_anything(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        selected = selections.escrowed_articles(random.connection, ArticleId(2), LAST_ARTICLE)
        funded = {chart.article_of(name) for name, twei in random.records.balances.items() if twei}
    assert selected == sorted(number for number in funded - {NO_ARTICLE} if number > 2)


@settings(SEARCH)
@random_worlds
def test_standing_flags_are_those_that_can_be_decided(books: BooksStage, seed: int) -> None:
    with random_books(seed) as random:
        of = random.connection
        appealed = selections.standing_flags(of, ALL, appealed=True)
        others = selections.standing_flags(of, ALL, appealed=False)
        closed = selections.closed_flags(of, ALL, FlagId(0))
        standing = random.keys(Flag, lambda flag: flag.is_standing)
        waiting = random.keys(
            Flag, lambda flag: flag.is_standing and flag.appeal is AppealState.OPEN
        )
        decided = random.keys(
            Flag, lambda flag: random.accepts(Decide(flag.flag, lifts=False, reason="why"))
        )
        everyone = random.keys(Flag, lambda _: True)
    assert set(appealed) == waiting
    assert {*appealed, *others} == standing == decided
    assert set(closed) == everyone - standing


@settings(SEARCH)
@random_worlds
def test_bonds_at_stake_are_those_that_the_rule_would_hold(books: BooksStage, seed: int) -> None:
    with random_books(seed) as random:
        selected = {
            article
            for article in selections.reviewed_and_undone(random.connection, MEMBERS)
            if random.world.balance(chart.review(article))
        }
        accepted = random.keys(
            Article,
            lambda one: random.accepts(
                HoldBond(FlagId(BOND_FLAGS + one.author), one.article, "why")
            ),
        )
    assert selected == accepted


@settings(SEARCH)
@random_worlds
def test_open_reviews_are_those_that_an_editor_can_decide(books: BooksStage, seed: int) -> None:
    with random_books(seed) as random:
        selected = selections.open_reviews(random.connection, ALL)
        is_open = random.keys(Review, lambda review: review.is_open)
        accepted = random.keys(
            Review,
            lambda one: random.accepts(DecideReview(one.article, approves=True, reason="why")),
        )
    assert set(selected) == is_open == accepted


@settings(SEARCH)
@random_worlds
def test_the_seats_of_a_member_are_those_whose_verdict_is_awaited(
    books: BooksStage, seed: int
) -> None:
    def awaits(seat: Seat) -> bool:
        return awaits_verdict(seat, random.records.by_key(Review, seat.article))

    def is_accepted(seat: Seat) -> bool:
        return random.accepts(Verdict(seat.member, seat.article, approves=True, reason="why"))

    with random_books(seed) as random:
        selected = {
            (article, member)
            for member in MEMBERS
            for article in selections.seats_of(random.connection, member)
        }
        awaited = random.keys(Seat, awaits)
        accepted = random.keys(Seat, is_accepted)
    assert selected == awaited
    assert accepted <= awaited


@settings(SEARCH)
@random_worlds
def test_waiting_repeats_are_those_that_an_editor_can_clear(books: BooksStage, seed: int) -> None:
    def can_clear(repeat: Repeat) -> bool:
        is_undone = random.records.by_key(Article, repeat.article).undone
        return not is_undone and random.accepts(ClearRepeat(repeat.article, "why"))

    def awaits(repeat: Repeat) -> bool:
        article = random.records.by_key(Article, repeat.article)
        return clear_repeat.awaits_editor(article, repeat)

    with random_books(seed) as random:
        selected = selections.waiting_repeats(random.connection, ALL)
        assert set(selected) == random.keys(Repeat, awaits) == random.keys(Repeat, can_clear)


@settings(SEARCH)
@random_worlds
def test_the_unsettled_comments_of_an_article_are_those_that_hold_their_bond(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        bonded = sorted(random.keys(Comment, lambda one: one.has_bond))
        comments = [random.records.by_key(Comment, number) for number in bonded]
        for article in random.keys(Article, lambda _: True):
            unsettled = [one for one in comments if one.article == article]
            assert random.world.unsettled_comments(article) == unsettled


@settings(SEARCH)
@random_worlds
def test_members_whose_lines_changed_are_those_that_their_rows_tell(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        rows = random.records.of[Pnl]
        memory = MemoryWorld()
        for row in rows:
            memory.put(row)
        for article in ARTICLES:
            for since in range(NEVER, CLOSE + 1):
                asked = (article, since, CLOSE)
                changed = {
                    row.member
                    for row in rows
                    if row.article == article
                    and row.member != WHOLE_POST
                    and row.changed_by(CLOSE) > since
                }
                selected = selections.members_changed(random.connection, *asked, ALL)
                assert sorted(selected) == sorted(changed)
                assert set(memory.members_changed(*asked, ALL)) == changed
                assert len(random.world.members_changed(*asked, 2)) == min(2, len(changed))


@settings(SEARCH)
@random_worlds
def test_open_proposals_are_those_that_wait_for_a_second_person(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        selected = selections.open_proposals(random.connection, random.tariff, NOW_MS, ALL)
        waiting = random.keys(Proposal, lambda one: is_live(one, random.tariff, NOW_MS))
    assert set(selected) == waiting
