"""A night: read, computed, and committed once, whatever happens in between."""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from tests.bank.audit.test_audit import findings
from tests.trust.conftest import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    READER,
    NightStage,
)
from tweipress.bank import queries
from tweipress.bank.queries.bulk.trust_export import TrustExport
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.registry import Act
from tweipress.trust import night
from tweipress.trust.night import Graded, grade_night, grades


def grade(stage: NightStage) -> Graded:
    """Grade the night that is due, and audit the books."""
    graded = grade_night(stage.path)
    assert graded is not None
    assert findings() == []
    return graded


def acts_due(stage: NightStage) -> Iterator[Grade]:
    """Return the acts of the night that is due, as the computation sends them."""
    with closing(TrustExport()) as export:
        due = export.due()
        assert due is not None
        marks, _ = night.computed(export, due, export.tariff(), stage.path)
    return grades(due, marks, night.MARKS_MAX)


@pytest.fixture
def liked(stage: NightStage) -> NightStage:
    """Let the editor like three comments, one a day."""
    for number in (1, 2, 3):
        stage.article(number)
        stage.comment(number, ArticleId(number), EDITOR)
        stage.books.next_day()
    return stage


def test_whom_an_editor_likes_is_trusted_after_the_night(liked: NightStage) -> None:
    graded = grade(liked)
    assert (graded.day, graded.members, graded.parts) == ("2026-01-03", 2, 1)
    assert [liked.trust(MemberId(member)) for member in (EDITOR, COMMENTER, READER, BOT)] == [
        1000,
        1000,
        0,
        0,
    ]


def test_a_like_of_the_day_is_worth_experience(liked: NightStage) -> None:
    before = liked.xp(COMMENTER)
    grade(liked)
    assert liked.xp(COMMENTER) == before + 6
    liked.article(4)
    liked.read(EDITOR, ArticleId(4), Plus)
    author = liked.xp(AUTHOR)
    liked.books.next_day()
    grade(liked)
    assert liked.xp(AUTHOR) == author + 5


def test_a_night_is_graded_once(liked: NightStage) -> None:
    grade(liked)
    postings = queries.books_overview().postings
    assert grade_night(liked.path) is None
    assert queries.books_overview().postings == postings


def test_no_night_is_due_before_a_day_has_closed(stage: NightStage) -> None:
    assert grade_night(stage.path) is None


def test_a_night_without_any_change_is_graded_too(stage: NightStage) -> None:
    stage.books.next_day()
    assert grade(stage) == Graded("2026-01-01", 0, 1, was_cached=False)
    assert grade_night(stage.path) is None


def test_votes_after_midnight_wait_for_the_next_night(liked: NightStage) -> None:
    grade(liked)
    liked.article(4)
    liked.comment(4, ArticleId(4), EDITOR)
    before = liked.xp(COMMENTER)
    assert grade_night(liked.path) is None
    liked.books.next_day()
    grade(liked)
    assert liked.xp(COMMENTER) > before


def test_missed_nights_are_one_and_each_vote_counts_once(liked: NightStage) -> None:
    grade(liked)
    liked.article(4)
    liked.read(EDITOR, ArticleId(4), Plus)
    before = liked.xp(AUTHOR)
    liked.books.next_day(3)
    assert grade(liked).day == "2026-01-06"
    assert liked.xp(AUTHOR) == before + 5
    liked.books.next_day()
    grade(liked)
    assert liked.xp(AUTHOR) == before + 5


def test_a_night_that_a_crash_cut_short_is_ended_and_nobody_is_graded_twice(
    liked: NightStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(night, "MARKS_MAX", 1)
    before = liked.xp(COMMENTER)
    liked.books.accept(next(acts_due(liked)), "grade:2026-01-03:0")
    graded = grade(liked)
    assert (graded.members, graded.parts) == (1, 1)
    assert (liked.trust(EDITOR), liked.trust(COMMENTER)) == (1000, 1000)
    assert liked.xp(COMMENTER) == before + 6
    assert grade_night(liked.path) is None


def test_a_night_that_was_cut_short_is_ended_days_later_with_its_own_votes(
    liked: NightStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(night, "MARKS_MAX", 1)
    liked.books.accept(next(acts_due(liked)), "grade:2026-01-03:0")
    liked.books.accept(Ban(BOT, "spam"))
    liked.books.next_day(2)
    assert grade(liked).day == "2026-01-03"
    assert grade(liked).day == "2026-01-05"
    assert grade_night(liked.path) is None


def test_a_refused_part_stops_the_night_and_changes_nothing(
    liked: NightStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(night, "MARKS_MAX", 1)
    liked.books.accept(Deposit(MemberId(0), 1), "grade:2026-01-03:1")
    with pytest.raises(night.NightStoppedError, match="KEY_REUSED"):
        grade_night(liked.path)
    assert liked.trust(COMMENTER) + liked.trust(EDITOR) == 1000
    assert findings() == []


@pytest.mark.parametrize("harm", [b"", b"no zip at all", b"PK\x03\x04broken"])
def test_only_new_likes_are_read_and_a_memory_that_is_harmed_is_made_anew(
    liked: NightStage, harm: bytes
) -> None:
    assert not grade(liked).was_cached
    liked.article(4)
    liked.comment(4, ArticleId(4), EDITOR)
    liked.books.next_day()
    assert grade(liked).was_cached
    liked.path.write_bytes(harm)
    liked.books.next_day()
    assert not grade(liked).was_cached
    liked.books.next_day()
    assert grade(liked).was_cached


def test_a_memory_of_other_books_is_not_believed(liked: NightStage) -> None:
    grade(liked)
    with np.load(liked.path) as kept:
        arrays = {name: kept[name] for name in kept.files}
    np.savez(liked.path, **{**arrays, "hash": "f" * 64})
    liked.books.next_day()
    assert not grade(liked).was_cached


def test_likes_older_than_ninety_days_no_longer_count(liked: NightStage) -> None:
    grade(liked)
    assert liked.trust(COMMENTER) == 1000
    liked.books.next_day(86)
    grade(liked)
    assert liked.trust(COMMENTER) == 1000
    liked.books.next_day(4)
    grade(liked)
    assert liked.trust(COMMENTER) == 0


@pytest.mark.parametrize(
    "end",
    [
        RemoveComment(CRITIC, CommentId(1), "spam"),
        UndoArticle(CRITIC, ArticleId(1), "wrong"),
    ],
    ids=repr,
)
def test_likes_of_what_was_taken_off_the_page_count_no_longer(stage: NightStage, end: Act) -> None:
    stage.article(1)
    stage.comment(1, ArticleId(1), EDITOR)
    stage.books.next_day()
    grade(stage)
    assert stage.trust(COMMENTER) == 1000
    for role in (roles.Role.MODERATOR, roles.Role.EDITOR):
        stage.books.accept(Role(CRITIC, role))
    stage.books.accept(end)
    stage.books.next_day()
    grade(stage)
    assert stage.trust(COMMENTER) == 0


def test_an_invitation_and_a_vouch_carry_trust_and_a_ban_ends_it(stage: NightStage) -> None:
    stage.books.accept(Vouch(EDITOR, CRITIC))
    stage.books.accept(Join(MemberId(50)))
    stage.books.accept(Role(CRITIC, roles.Role.OPERATOR))
    stage.books.accept(Invite(CRITIC, MemberId(50)))
    stage.books.next_day()
    grade(stage)
    assert [stage.trust(MemberId(member)) for member in (CRITIC, 50)] == [1000, 600]
    stage.books.accept(Role(CRITIC, roles.Role.OPERATOR, granted=False))
    stage.books.accept(Ban(CRITIC, "spam"))
    stage.books.next_day()
    grade(stage)
    assert [stage.trust(MemberId(member)) for member in (CRITIC, 50)] == [0, 0]


def test_a_vouch_taken_back_carries_no_trust(stage: NightStage) -> None:
    stage.books.accept(Vouch(EDITOR, CRITIC))
    stage.books.accept(Vouch(EDITOR, READER))
    stage.books.accept(Unvouch(EDITOR, READER))
    stage.books.next_day()
    grade(stage)
    assert [stage.trust(MemberId(member)) for member in (CRITIC, READER)] == [1000, 0]


def test_trust_given_by_hand_lasts_until_the_night(stage: NightStage) -> None:
    stage.books.accept(Grade(((BOT, 700, 0),)))
    stage.books.next_day()
    grade(stage)
    assert stage.trust(BOT) == 0


def test_whom_the_night_trusts_reads_from_the_trusted_lane_the_next_day(stage: NightStage) -> None:
    books = stage.books
    books.accept(Grade(((READER, 0, 200),)))
    books.next_day(31)
    grade(stage)
    stage.article(1)
    opened = books.accept(Open(READER, ArticleId(1), SessionId("before"))).answer
    assert opened["lane"] == "open"
    books.accept(Vouch(EDITOR, READER))
    books.next_day()
    grade(stage)
    standing = queries.standing(READER)
    assert standing is not None
    assert (standing.trust, standing.trusted, standing.level) == (1000, True, 5)
    stage.article(2)
    opened = books.accept(Open(READER, ArticleId(2), SessionId("after"))).answer
    assert opened["lane"] == "trusted"
    books.clock.advance(60)
    books.accept(Plus(READER, SessionId("after"), 3))
    assert findings() == []


def test_a_ring_gets_neither_trust_nor_experience_from_itself(stage: NightStage) -> None:
    books = stage.books
    for member in (BOT, READER):
        books.accept(Role(member, roles.Role.EDITOR))
        books.accept(Grade(((member, 0, 200),)))
    books.accept(Vouch(BOT, READER))
    books.accept(Vouch(READER, BOT))
    books.accept(Join(MemberId(60)))
    books.accept(Invite(BOT, MemberId(60)))
    books.accept(Publish(BOT, ArticleId(1), 180, 700, 3))
    stage.read(READER, ArticleId(1), Plus)
    books.accept(Comment(READER, ArticleId(1), CommentId(1)))
    books.accept(Like(BOT, CommentId(1)))
    for member in (BOT, READER):
        books.accept(Role(member, roles.Role.EDITOR, granted=False))
    before = [stage.xp(MemberId(member)) for member in (BOT, READER, 60)]
    books.next_day()
    grade(stage)
    assert [stage.trust(MemberId(member)) for member in (BOT, READER, 60)] == [0, 0, 0]
    assert [stage.xp(MemberId(member)) for member in (BOT, READER, 60)] == before
