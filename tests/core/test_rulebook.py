"""The rulebook's checks before and after an act's own rule."""

from tests.core.stage import AUTHOR, COMMENTER, READER, Stage, staged
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, CommentId, SessionId
from tweipress.core.money import MAX_TWEI
from tweipress.core.tariff import override

TRIBUTE_TWEI = 4 * 10**18
DEAR = {
    "comment_twei": TRIBUTE_TWEI,
    "like_commenter_twei": TRIBUTE_TWEI,
    "like_author_twei": 0,
    "like_own_twei": 0,
    "comment_rake_bps": 1,
}


def test_nothing_happens_to_books_that_were_not_founded() -> None:
    stage = Stage()
    stage.world.put(stage.world.books._replace(tariff_hash=""))
    assert stage.refusal(Join(READER)) == "NOT_FOUNDED"


def test_with_no_day_open_only_deposits_move_twei() -> None:
    stage = staged()
    stage.publish()
    stage.close_day()
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("s1"))) == "DAY_CLOSED"
    stage.give(READER, 1)


def test_an_act_whose_line_would_outgrow_the_books_is_refused() -> None:
    stage = staged(gates=False, tariff=override(DEAR))
    stage.give(COMMENTER, TRIBUTE_TWEI + TRIBUTE_TWEI // 2)
    stage.publish(author=AUTHOR)
    for comment in (1, 2):
        stage.comment(CommentId(comment))
        stage.like(comment=CommentId(comment))
    assert stage.lines(COMMENTER)["Comment Tributes"] + TRIBUTE_TWEI > MAX_TWEI
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(3))) == "AMOUNT_WRONG"
    stage.publish(ArticleId(2))
    stage.comment(CommentId(3), article=ArticleId(2))
