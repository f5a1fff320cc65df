"""Undo article: its lanes go to the pool, and commenters get back what is left in their pots."""

from tests.core.stage import AUTHOR, COMMENTER, CRITIC, EDITOR, NOBODY, OUTSIDER, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.comment import Comment as CommentRecord
from tweipress.core.records.comment import CommentEnd


def test_the_lanes_flow_to_the_pool_and_the_tribute_is_spent(stage: Stage) -> None:
    stage.publish(reviewed=True)
    outcome = stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert outcome.transfers == (("lane:1:open", "pool", 652), ("lane:1:trusted", "pool", 978))
    assert stage.lines(AUTHOR) == {"Post Publish Tribute": 50}


def test_a_quote_shown_stays_reserved(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.open()
    outcome = stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert outcome.transfers[0] == ("lane:1:open", "pool", 644)
    assert stage.balance("reserved:2") == 8


def test_its_author_or_an_editor_takes_it_back_and_says_why(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2))
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    assert stage.refusal(UndoArticle(READER, ArticleId(1), "why")) == "ROLE_MISSING"
    assert stage.refusal(UndoArticle(MemberId(NOBODY), ArticleId(1), "why")) == "UNKNOWN_MEMBER"
    assert stage.refusal(UndoArticle(AUTHOR, ArticleId(1), "")) == "REASON_MISSING"
    assert stage.refusal(UndoArticle(AUTHOR, ArticleId(3), "why")) == "UNKNOWN_ARTICLE"
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "why"))
    stage.do(UndoArticle(EDITOR, ArticleId(2), "why"))
    assert stage.refusal(UndoArticle(EDITOR, ArticleId(1), "why")) == "ARTICLE_UNDONE"


def test_who_wrote_an_unsettled_comment_gets_bond_and_pot_back(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.done(OUTSIDER)
    stage.comment(CommentId(1), COMMENTER)
    stage.comment(CommentId(2), OUTSIDER)
    stage.plus(READER)
    stage.done(CRITIC)
    stage.like(READER)
    stage.dislike(CRITIC)
    outcome = stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert [tuple(move) for move in outcome.transfers[2:]] == [
        ("bond:1", "available:7", 8),
        ("pot:1", "available:7", 7),
        ("bond:2", "available:6", 10),
        ("pot:2", "available:6", 12),
    ]
    assert stage.shown(outcome) == [
        (COMMENTER, "Comment Tributes", -7),
        (OUTSIDER, "Comment Tributes", -12),
    ]
    assert stage.lines(COMMENTER)["Comment Tributes"] == 15 - 7
    assert stage.lines(OUTSIDER)["Comment Tributes"] == 15 - 12


def test_what_has_settled_stays_settled(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.comment()
    stage.next_day(3)
    stage.do(Settle(CommentId(1)))
    outcome = stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert {move.debit for move in outcome.transfers} == {"lane:1:open", "lane:1:trusted"}
    assert outcome.lines == ()


def test_comments_of_an_article_taken_back_take_no_votes_and_never_settle(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.done(READER)
    stage.comment()
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    record = stage.world.get(CommentRecord, 1)
    assert record is not None
    assert record.ended is CommentEnd.RETURNED
    assert stage.refusal(Like(READER, CommentId(1))) == "ARTICLE_UNDONE"
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(2))) == "ARTICLE_UNDONE"
    stage.next_day(3)
    assert stage.refusal(Settle(CommentId(1))) == "ALREADY_SETTLED"
