"""Articles of several authors: who pays what, who gets what, and that nothing else differs."""

from typing import Any

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    FIRST_ARTICLE,
    FIRST_COMMENT,
    MODERATOR,
    OUTSIDER,
    READER,
    Stage,
    asked,
    publish,
    staged,
)
from tweipress.core import roles
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.leave import Leave
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, CommentId, SessionId
from tweipress.core.records.article import Shares
from tweipress.core.state.outcome import Outcome

TWO: Shares = ((AUTHOR, 6_000), (EDITOR, 4_000))
THREE: Shares = ((AUTHOR, 3_334), (EDITOR, 3_333), (BOT, 3_333))


def published(stage: Stage, shares: Shares, **more: Any) -> Outcome:
    """Publish the first article, its co-authors having agreed."""
    for member, _ in shares[1:]:
        stage.do(AgreeShares(member, FIRST_ARTICLE, shares, 50))
    return stage.publish(shares=shares, **more)


def test_two_pay_the_tribute_by_their_shares_and_the_lanes_get_what_they_would(
    stage: Stage,
) -> None:
    outcome = published(stage, TWO)
    assert [tuple(move) for move in outcome.transfers] == [
        ("available:1", "lane:1:open", 19),
        ("available:1", "lane:1:trusted", 11),
        ("day:read", "lane:1:trusted", 18),
        ("available:8", "pool", 20),
    ]
    assert stage.shown(outcome) == [
        (AUTHOR, "Post Publish Tribute", 30),
        (EDITOR, "Post Publish Tribute", 20),
    ]


def test_three_pay_to_the_last_twei_and_the_first_author_the_rest(stage: Stage) -> None:
    published(stage, THREE)
    assert [stage.world.owned(member) for member in (AUTHOR, EDITOR, BOT)] == [982, 984, 984]
    assert stage.whole_post() == {"Post Publish Tribute": 50}


def test_an_agreement_is_to_these_shares_of_this_author_and_to_no_others(stage: Stage) -> None:
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    other = ((AUTHOR, 5_999), (EDITOR, 4_001))
    assert stage.refusal(publish(shares=other)) == "SHARES_NOT_AGREED"
    turned = ((EDITOR, 4_000), (AUTHOR, 6_000))
    assert stage.refusal(publish(author=EDITOR, shares=turned)) == "SHARES_NOT_AGREED"
    assert stage.refusal(publish(author=BOT, shares=TWO)) == "MALFORMED"
    assert stage.refusal(publish(ArticleId(2), shares=TWO)) == "SHARES_NOT_AGREED"
    assert stage.refusal(publish(shares=THREE)) == "SHARES_NOT_AGREED"
    stage.publish(shares=TWO)


def test_one_who_has_not_agreed_stops_them_all(stage: Stage) -> None:
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, THREE, 50))
    assert stage.refusal(publish(shares=THREE)) == "SHARES_NOT_AGREED"


def test_every_author_has_their_part_or_nobody_pays() -> None:
    stage = staged(member_twei=0)
    stage.give(AUTHOR, 1000)
    stage.give(EDITOR, 19)
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    assert stage.refusal(publish(shares=TWO)) == "COAUTHOR_SHORT"
    stage.give(EDITOR, 1)
    stage.publish(shares=TWO)
    assert stage.balance("available:8") == 0


def test_the_first_author_needs_their_own_part_alone() -> None:
    stage = staged(member_twei=0)
    stage.give(AUTHOR, 29)
    stage.give(EDITOR, 1000)
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    assert stage.refusal(publish(shares=TWO)) == "FUNDS_SHORT"
    stage.give(AUTHOR, 1)
    stage.publish(shares=TWO)


def test_who_is_banned_or_flagged_or_has_left_is_no_co_author(stage: Stage) -> None:
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    stage.do(Ban(EDITOR, "spam"))
    assert stage.refusal(publish(shares=TWO)) == "COAUTHOR_BARRED"
    stage.do(Ban(EDITOR, "spam", lifted=True))
    stage.flag(EDITOR)
    assert stage.refusal(publish(shares=TWO)) == "COAUTHOR_BARRED"
    for member in (OUTSIDER, BOT):
        stage.do(AgreeShares(member, FIRST_ARTICLE, ((AUTHOR, 1), (member, 9_999)), 50))
    stage.do(Leave(OUTSIDER))
    left = ((AUTHOR, 1), (OUTSIDER, 9_999))
    assert stage.refusal(publish(shares=left)) == "COAUTHOR_BARRED"


def test_level_and_quota_are_those_of_the_author_who_publishes(stage: Stage) -> None:
    stage.stand(EDITOR, level_fixed=1)
    stage.stand(AUTHOR, level_fixed=9)
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    assert stage.refusal(publish(shares=TWO)) == "LEVEL_TOO_LOW"
    stage.stand(AUTHOR, level_fixed=10)
    stage.publish(shares=TWO)
    assert stage.refusal(publish(ArticleId(2))) == "PUBLISHES_SPENT"
    stage.stand(EDITOR, level_fixed=10)
    stage.publish(ArticleId(2), EDITOR)


def test_a_review_is_of_one_author(stage: Stage) -> None:
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    assert stage.refusal(publish(shares=TWO, reviewed=True)) == "SHARES_REVIEWED"


def test_shares_are_no_way_around_a_review_that_waits(real: Stage) -> None:
    real.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    real.do(asked())
    assert real.refusal(publish(shares=TWO)) == "REVIEW_LIVE"


def test_an_importer_has_nobodys_agreement(stage: Stage) -> None:
    stage.do(Role(MODERATOR, roles.Role.OPERATOR))
    stage.do(AgreeShares(EDITOR, FIRST_ARTICLE, TWO, 50))
    assert stage.refusal(publish(shares=TWO, importer=MODERATOR)) == "MALFORMED"


def test_readers_pay_the_authors_together_what_they_would_pay_one(stage: Stage) -> None:
    published(stage, THREE)
    for member in (READER, CRITIC, MODERATOR, OUTSIDER, COMMENTER):
        stage.plus(member)
    income = [stage.lines(member).get("Earned for Pluses", 0) for member, _ in THREE]
    alone = staged()
    alone.publish()
    for member in (READER, CRITIC, MODERATOR, OUTSIDER, COMMENTER):
        alone.plus(member)
    assert sum(income) == alone.lines(AUTHOR)["Earned for Pluses"]
    assert stage.whole_post() == alone.whole_post()


def test_likes_of_two_twei_are_shared_over_the_articles_life(stage: Stage) -> None:
    published(stage, TWO)
    stage.done(COMMENTER)
    stage.comment()
    got = []
    for member in (READER, CRITIC, MODERATOR):
        stage.done(member)
        stage.like(member)
        got.append(tuple(stage.lines(who).get("Likes Author", 0) for who, _ in TWO))
    assert got == [(2, 0), (3, 1), (3, 1)]


def test_a_dislike_pays_the_authors_unless_one_of_them_gives_or_gets_it(stage: Stage) -> None:
    published(stage, TWO)
    stage.comment(writer=EDITOR)
    stage.done(READER)
    assert stage.moves(Dislike(READER, FIRST_COMMENT, "why"))[0] == ("available:2", "pool", 4)
    stage.done(COMMENTER)
    stage.comment(CommentId(2))
    assert stage.moves(Dislike(EDITOR, CommentId(2), "why"))[0] == ("available:8", "pool", 4)
    assert stage.moves(Dislike(READER, CommentId(2), "why"))[:2] == [
        ("available:2", "vesting:1:2026-01-01", 2),
        ("available:2", "pool", 2),
    ]


def test_a_co_author_who_likes_gets_nothing_for_it(stage: Stage) -> None:
    published(stage, TWO)
    stage.done(COMMENTER)
    stage.comment()
    assert tuple(stage.like(EDITOR).transfers[-1]) == ("pot:1", "pool", 1)


def test_a_co_author_is_an_author_at_every_gate(stage: Stage) -> None:
    published(stage, TWO)
    opened = Open(EDITOR, FIRST_ARTICLE, SessionId("s"))
    assert stage.refusal(opened) == "OWN_ARTICLE"
    stage.comment(writer=EDITOR)
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.stand(AUTHOR, publishes=0)
    for member, _ in TWO[1:]:
        stage.do(AgreeShares(member, ArticleId(2), TWO, 50))
    stage.publish(ArticleId(2), shares=TWO, repeats=FIRST_ARTICLE)
    assert stage.refusal(ClearRepeat(ArticleId(2), "mine", EDITOR)) == "OWN_CASE"


def test_the_author_who_published_it_takes_it_back_and_a_co_author_does_not(stage: Stage) -> None:
    published(stage, TWO)
    assert stage.refusal(UndoArticle(EDITOR, FIRST_ARTICLE, "why")) == "ROLE_MISSING"
    stage.do(UndoArticle(AUTHOR, FIRST_ARTICLE, "why"))


def test_a_co_author_who_was_banned_or_flagged_since_earns_as_a_single_author_would(
    stage: Stage,
) -> None:
    shares = ((AUTHOR, 1), (EDITOR, 9_999))
    published(stage, shares)
    stage.do(Ban(EDITOR, "spam"))
    stage.flag(EDITOR)
    stage.done(COMMENTER)
    stage.comment()
    stage.done(READER)
    stage.like(READER)
    assert stage.lines(EDITOR)["Likes Author"] == 1
    assert stage.balance("vesting:8:2026-01-01") == 1
