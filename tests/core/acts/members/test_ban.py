"""Ban: a member can only read and keeps their Twei; members who vouched for them lose XP."""

from typing import Any

import pytest

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    DAY_S,
    EDITOR,
    MODERATOR,
    NOBODY,
    READER,
    SECTIONS,
    Stage,
    publish,
    staged,
)
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.ban import Ban as BanAct
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch as VouchAct
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, ReportId, SessionId
from tweipress.core.records.ban import Ban
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import ReportScope
from tweipress.core.records.vouch import Vouch
from tweipress.core.state.registry import Act


@pytest.fixture
def senior() -> Stage:
    """Return the books of a site at LVL 30, with a moderator."""
    stage = staged(scenario=False, level=30)
    stage.do(Role(MODERATOR, roles.Role.MODERATOR))
    return stage


def xp(stage: Stage, number: int) -> int:
    """Return a member's XP."""
    member = stage.member(number)
    return member.xp_reading + member.xp_trust


def test_a_ban_says_who_why_and_when_and_takes_trust_but_no_twei(senior: Stage) -> None:
    senior.stand(BOT, trust=400)
    outcome = senior.do(BanAct(BOT, "spam", by=MODERATOR))
    assert senior.world.get(Ban, BOT) == Ban(BOT, MODERATOR, "spam", senior.now_ms)
    assert (senior.member(BOT).banned, senior.member(BOT).trust) == (True, 0)
    assert (outcome.transfers, outcome.lines) == ((), ())


def test_only_a_moderator_or_an_operator_bans_and_says_why(senior: Stage) -> None:
    assert senior.refusal(BanAct(BOT, "spam", by=READER)) == "ROLE_MISSING"
    assert senior.refusal(BanAct(BOT, "spam", by=MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    senior.do(Role(READER, roles.Role.EDITOR))
    assert senior.refusal(BanAct(BOT, "spam", by=READER)) == "ROLE_MISSING"
    senior.do(Role(READER, roles.Role.OPERATOR))
    assert senior.judged(BanAct(BOT, "spam", by=READER))
    assert senior.refusal(BanAct(BOT, " \n", by=MODERATOR)) == "REASON_MISSING"
    assert senior.refusal(BanAct(MemberId(NOBODY), "spam", by=MODERATOR)) == "UNKNOWN_MEMBER"


def test_whoever_holds_a_role_is_not_banned_before_it_is_taken(senior: Stage) -> None:
    assert senior.refusal(BanAct(MODERATOR, "spam", by=MODERATOR)) == "ROLE_HELD"
    senior.do(Role(MODERATOR, roles.Role.MODERATOR, granted=False))
    senior.do(BanAct(MODERATOR, "spam"))


def test_nobody_is_banned_twice_and_no_ban_lifted_that_is_none(senior: Stage) -> None:
    assert senior.refusal(BanAct(BOT, "sorry", lifted=True)) == "NOT_BANNED"
    senior.do(BanAct(BOT, "spam"))
    assert senior.refusal(BanAct(BOT, "spam")) == "ALREADY_BANNED"
    assert senior.refusal(BanAct(BOT, "", lifted=True)) == "REASON_MISSING"
    assert senior.refusal(BanAct(BOT, "sorry", lifted=True, by=READER)) == "ROLE_MISSING"
    senior.do(BanAct(BOT, "sorry", lifted=True, by=MODERATOR))
    assert senior.refusal(BanAct(BOT, "sorry", lifted=True)) == "NOT_BANNED"


@pytest.mark.parametrize(
    "act",
    [
        publish(ArticleId(9), BOT),
        Open(BOT, ArticleId(1), SessionId("s")),
        Plus(BOT, SessionId("s1"), SECTIONS),
        Minus(BOT, SessionId("s1"), SECTIONS),
        Done(BOT, SessionId("s1"), SECTIONS),
        Comment(BOT, ArticleId(1), CommentId(9)),
        Like(BOT, CommentId(1)),
        Dislike(BOT, CommentId(1), "off topic"),
        Report(BOT, ArticleId(1), ReportScope.MINE, ReportId("r1")),
        Invite(BOT, READER),
        VouchAct(BOT, READER),
        Unvouch(BOT, READER),
        UndoArticle(BOT, ArticleId(1), "mine"),
        RemoveComment(BOT, CommentId(1), "spam"),
        Deposit(BOT, 1, by=BOT),
        Role(BOT, roles.Role.OPERATOR, by=BOT),
        BanAct(READER, "revenge", by=BOT),
        BanAct(BOT, "please", lifted=True, by=BOT),
        Grade((), by=BOT),
    ],
    ids=repr,
)
def test_a_banned_member_can_do_nothing(senior: Stage, act: Act) -> None:
    senior.publish()
    senior.open(BOT)
    senior.do(BanAct(BOT, "spam"))
    assert senior.refusal(act) == "BANNED"


def test_a_banned_member_may_appeal_for_what_is_held(senior: Stage) -> None:
    senior.do(BanAct(BOT, "spam"))
    assert senior.refusal(Appeal(BOT, FlagId(1), "digest")) == "UNKNOWN_FLAG"


def test_what_happens_to_a_banned_member_by_itself_goes_on(senior: Stage) -> None:
    senior.publish()
    senior.vest(BOT, "2026-01-01", 7)
    quote_twei = senior.open(BOT)
    senior.do(BanAct(BOT, "spam"))
    senior.wait(901)
    assert senior.moves(Expire(BOT, SessionId(senior.session))) == [
        ("reserved:4", "lane:1:open", quote_twei)
    ]
    senior.next_day(15)
    assert senior.balance("available:4") == 1007
    senior.give(BOT, 5)


def test_a_banned_members_comment_settles_without_a_reward(senior: Stage) -> None:
    senior.stand(CRITIC, trust=1000)
    senior.publish()
    for member in (BOT, CRITIC):
        senior.done(member)
    senior.comment(writer=BOT)
    senior.like(CRITIC)
    senior.do(BanAct(BOT, "spam"))
    senior.wait(3 * DAY_S)
    outcome = senior.do(Settle(CommentId(1)))
    assert outcome.answer == {"reward": 0}
    assert ("bond:1", "available:4", 10) in outcome.transfers


def test_likes_of_a_banned_member_are_worth_nothing_to_a_comment(senior: Stage) -> None:
    senior.stand(BOT, trust=1000)
    senior.publish()
    for member in (BOT, COMMENTER):
        senior.done(member)
    senior.comment()
    senior.like(BOT)
    senior.do(BanAct(BOT, "spam"))
    senior.wait(3 * DAY_S)
    assert senior.do(Settle(CommentId(1))).answer == {"reward": 0}


def answered_for(stage: Stage) -> None:
    """Let one member be brought in by the author, and the critic and the editor vouch for him."""
    stage.do(Join(MemberId(50)))
    stage.do(Invite(AUTHOR, MemberId(50)))
    stage.do(VouchAct(CRITIC, MemberId(50)))
    stage.do(VouchAct(EDITOR, MemberId(50)))


def words(stage: Stage) -> list[Any]:
    """Return what was said for that member."""
    return [stage.world.get(Invitation, 50), *stage.world.vouches_for(MemberId(50))]


def test_who_answered_for_him_loses_the_word_and_experience(senior: Stage) -> None:
    answered_for(senior)
    before = {number: xp(senior, number) for number in (AUTHOR, CRITIC, EDITOR, READER)}
    senior.do(BanAct(MemberId(50), "spam"))
    after = {number: xp(senior, number) for number in before}
    lost = {number: before[number] - after[number] for number in before}
    assert lost == {AUTHOR: 100, CRITIC: 200, EDITOR: 200, READER: 0}
    assert [(word.lost, word.lost_xp) for word in words(senior)] == [
        (True, 100),
        (True, 200),
        (True, 200),
    ]


def test_experience_from_trust_goes_first_and_no_more_than_there_is(senior: Stage) -> None:
    answered_for(senior)
    senior.stand(CRITIC, xp_trust=150, xp_reading=3000)
    senior.stand(EDITOR, xp_trust=20, xp_reading=30)
    senior.do(BanAct(MemberId(50), "spam"))
    standings = [senior.member(number) for number in (CRITIC, EDITOR)]
    assert [(one.xp_trust, one.xp_reading) for one in standings] == [(0, 2950), (0, 0)]
    assert words(senior)[2] == Vouch(EDITOR, MemberId(50), senior.now_ms, lost=True, lost_xp=50)


def test_whoever_both_invited_and_vouches_loses_twice(senior: Stage) -> None:
    answered_for(senior)
    senior.do(VouchAct(AUTHOR, MemberId(50)))
    before = xp(senior, AUTHOR)
    senior.do(BanAct(MemberId(50), "spam"))
    assert before - xp(senior, AUTHOR) == 300


def test_a_vouch_taken_back_lately_is_answered_for(senior: Stage) -> None:
    answered_for(senior)
    before = {number: xp(senior, number) for number in (CRITIC, EDITOR)}
    senior.do(Unvouch(CRITIC, MemberId(50)))
    senior.wait(1)
    senior.do(Unvouch(EDITOR, MemberId(50)))
    senior.wait(30 * DAY_S - 1)
    senior.do(BanAct(MemberId(50), "spam"))
    assert xp(senior, CRITIC) == before[CRITIC]
    assert xp(senior, EDITOR) == before[EDITOR] - 200


def test_a_banned_member_takes_nobody_with_him_whom_he_answered_for(senior: Stage) -> None:
    answered_for(senior)
    before = senior.member(50)
    senior.do(BanAct(AUTHOR, "spam"))
    senior.do(BanAct(CRITIC, "spam"))
    assert senior.member(50) == before
    assert not any(word.lost for word in words(senior))


def test_lifting_a_ban_gives_back_what_it_took(senior: Stage) -> None:
    answered_for(senior)
    senior.do(Unvouch(EDITOR, MemberId(50)))
    said = words(senior)
    before = {number: xp(senior, number) for number in (AUTHOR, CRITIC, EDITOR)}
    senior.stand(50, trust=300)
    senior.do(BanAct(MemberId(50), "spam"))
    senior.wait(DAY_S)
    senior.do(BanAct(MemberId(50), "a mistake", lifted=True))
    assert words(senior) == said
    assert {number: xp(senior, number) for number in before} == before
    assert senior.member(50)._replace(joined_ms=0) == Member(MemberId(50), 0)
    ban = senior.world.get(Ban, 50)
    assert ban == Ban(
        MemberId(50), MemberId(0), "spam", senior.now_ms - DAY_S * 1000, lifted_ms=senior.now_ms
    )
