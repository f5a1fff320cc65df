"""Members are told of decisions about them and their comments; reporters, what became of it."""

from tests.http.stage import Stage, id_of
from tests.notifications.conftest import Told
from tweipress.articles.models import Article
from tweipress.bank import Receipt, clock
from tweipress.comments import actions as comments
from tweipress.comments.holding.models import Held, State
from tweipress.comments.models import Comment
from tweipress.comments.reports import actions as reports
from tweipress.comments.rules.models import Why
from tweipress.composed.hearing import decided, following
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.ids import CommentId, FlagId
from tweipress.core.reasons import FlagReason
from tweipress.decisions import actions as decisions
from tweipress.decisions.actions import Kind, Noted
from tweipress.moderation.appeals.models import Appeal, Outcome, Side
from tweipress.notifications.models import Notification
from tweipress.people.actions import bans
from tweipress.people.muting.models import Muting


def test_a_removed_comment_a_ban_and_a_flag_are_decisions(
    stage: Stage, comment: Comment, told: Told
) -> None:
    assert comments.hide(id_of(stage.moderator), CommentId(comment.pk), "Off topic") is None
    assert told(stage.commenter) == []  # another one with a lower number may still be written
    stage.books.clock.advance(decided.SETTLED.seconds)
    assert told(stage.commenter) == ["A moderator has removed your comment on “Bees”."]
    answer = bans.ban(id_of(stage.moderator), id_of(stage.outsider), "Advertising", "key")
    assert isinstance(answer, Receipt)
    stage.books.clock.advance(decided.SETTLED.seconds)
    assert following.is_due()
    (line,) = told(stage.outsider)
    assert line.startswith("You have been banned")
    assert told(stage.outsider) == [line]
    assert told(stage.moderator) == []


def test_reporters_hear_what_became_of_it_and_nobody_else_does(
    stage: Stage, comment: Comment, told: Told
) -> None:
    for member in (stage.critic, stage.reader):
        refused = reports.report(id_of(member), CommentId(comment.pk), "spam", "Look at the link.")
        assert refused is None, refused
    told(stage.critic)
    assert reports.keep(id_of(stage.moderator), CommentId(comment.pk)) is None
    assert told(stage.critic) == []
    stage.books.clock.advance(decided.SETTLED.seconds)
    assert following.is_due()
    line = "A moderator has looked at a comment that you reported: it stays."
    for _ in range(2):
        assert told(stage.critic) == told(stage.reader) == [line]
    assert told(stage.commenter) == []


def test_a_writer_hears_what_became_of_a_comment_that_had_to_wait(
    stage: Stage, article: Article, told: Told
) -> None:
    now = clock.now()
    for number, state in enumerate((State.DECLINED, State.APPROVED, State.RETURNED)):
        comment = Comment.objects.create(
            article=article, writer=stage.critic, text="x", form_key=str(number), created=now
        )
        Held.objects.create(
            comment=comment,
            why=Why.NEWCOMER,
            agreed_twei=1,
            at=now,
            until=now,
            state=state,
            decided_at=now,
        )
    stage.books.clock.advance(decided.SETTLED.seconds)
    assert set(told(stage.critic)) == {
        "A moderator has not published your comment on “Bees”. Nothing was paid.",
        "A moderator has approved your comment on “Bees”.",
    }


def test_an_appeal_that_is_denied_is_told_to_who_made_it_alone(stage: Stage, told: Told) -> None:
    row = decisions.note(Noted(Kind.WARN, id_of(stage.moderator), stage.reader.pk), "warn:1")
    now = clock.now()
    for side, member in ((Side.CONCERNED, stage.reader.pk), (Side.NOTIFIER, None)):
        Appeal.objects.create(
            decision=row,
            side=side,
            member=member,
            due_at=now,
            answered_at=now,
            outcome=Outcome.UPHELD,
        )
    stage.books.clock.advance(decided.SETTLED.seconds)
    for _ in range(2):
        assert set(told(stage.reader)) == {
            "A moderator has warned you. Read why.",
            "Your appeal was answered: the decision stands. Read why.",
        }


def test_the_author_hears_nothing_of_comments_by_whom_they_have_muted(
    stage: Stage, comment: Comment, told: Told
) -> None:
    Muting.objects.create(member=stage.author, other=stage.commenter, blocks=False)
    assert told(stage.author) == []


def test_of_a_flag_in_shadow_nobody_is_told(stage: Stage, told: Told) -> None:
    for number, shadow in ((1, True), (2, False)):
        stage.done(
            Flag(
                flag=FlagId(number),
                member=id_of(stage.reader),
                reason=next(iter(FlagReason)),
                rule="r",
                version=1,
                evidence="e",
                shadow=shadow,
            )
        )
    (line,) = told(stage.reader)
    assert line.startswith("A flag stands against you.")
    assert Notification.objects.get().subject == 2
