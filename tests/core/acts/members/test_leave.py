"""Leave: a member closes their account; the books keep the number."""

from tests.core.stage import AUTHOR, BOT, COMMENTER, CRITIC, EDITOR, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.leave import Leave
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, SessionId
from tweipress.core.reasons import FlagReason


def test_nothing_moves_and_the_number_keeps_what_it_has(stage: Stage) -> None:
    before = stage.balance("available:2")
    outcome = stage.do(Leave(READER))
    assert outcome.transfers == ()
    assert outcome.lines == ()
    assert stage.balance("available:2") == before
    assert stage.member(READER).has_left
    assert stage.member(READER).trust == 0


def test_who_has_left_does_nothing_more(stage: Stage) -> None:
    stage.publish()
    stage.do(Leave(READER))
    assert stage.refusal(Leave(READER)) == "LEFT"
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("s"))) == "LEFT"
    assert stage.refusal(Vouch(READER, CRITIC)) == "LEFT"


def test_nobody_gives_anything_to_who_has_left(stage: Stage) -> None:
    stage.do(Leave(READER))
    assert stage.refusal(Deposit(READER, 5)) == "MEMBER_LEFT"
    assert stage.refusal(Role(READER, roles.Role.EDITOR)) == "MEMBER_LEFT"
    assert stage.refusal(Ban(READER, "spam")) == "MEMBER_LEFT"
    stage.stand(CRITIC, level_fixed=40)
    assert stage.refusal(Vouch(CRITIC, READER)) == "MEMBER_LEFT"
    assert stage.refusal(Invite(CRITIC, READER)) == "MEMBER_LEFT"


def test_a_role_a_flag_and_a_review_have_to_end_first(stage: Stage) -> None:
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.do(Role(CRITIC, roles.Role.CONTRIBUTOR))
    stage.do(Leave(CRITIC))
    assert stage.member(CRITIC).roles == set()
    assert stage.refusal(Leave(EDITOR)) == "ROLE_KEEPS"
    stage.do(Flag(FlagId(1), BOT, FlagReason.BY_HAND, "by-hand", 1, "why"))
    assert stage.refusal(Leave(BOT)) == "FLAG_KEEPS"
    stage.ask()
    assert stage.refusal(Leave(AUTHOR)) == "REVIEW_KEEPS"
    assert stage.refusal(Leave(MemberId(NOBODY))) == "UNKNOWN_MEMBER"


def test_a_bond_comes_back_to_the_number_without_a_reward(stage: Stage) -> None:
    stage.stand(READER, trust=1000)
    stage.publish()
    stage.done(COMMENTER)
    stage.done(READER)
    stage.comment()
    stage.like()
    stage.do(Leave(COMMENTER))
    stage.next_day(3)
    outcome = stage.do(Settle(CommentId(1)))
    assert outcome.answer == {"reward": 0}
    assert ("bond:1", "available:7", 10) in [tuple(move) for move in outcome.transfers]


def test_a_banned_member_may_leave_and_the_ban_is_not_lifted_then(stage: Stage) -> None:
    stage.do(Ban(READER, "spam"))
    stage.do(Leave(READER))
    assert stage.refusal(Ban(READER, "spam", lifted=True)) == "MEMBER_LEFT"
