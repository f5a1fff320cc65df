"""Trust: who reads from the trusted lane, and what a vote weighs."""

from tests.core.stage import AUTHOR, COMMENTER, CRITIC, FIRST_COMMENT, READER, Stage
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.ids import ArticleId, CommentId
from tweipress.core.records.comment import Comment
from tweipress.core.rules.trust import is_trusted, weight
from tweipress.core.tariff import default

WINDOW_S = 30 * 86_400


def weighed(stage: Stage, comment: CommentId = FIRST_COMMENT) -> int:
    """Return W of a comment now, in thousandths."""
    weighed = stage.world.get(Comment, comment)
    assert weighed is not None
    return weight(stage.world, weighed, default(), stage.now_ms)


def test_likes_weigh_for_and_dislikes_against(free: Stage) -> None:
    free.publish()
    free.comment()
    free.stand(READER, trust=900)
    free.stand(CRITIC, trust=250)
    free.like(READER)
    assert weighed(free) == 900
    free.dislike(CRITIC)
    assert weighed(free) == 650


def test_the_like_itself_does_not_dilute_it(free: Stage) -> None:
    free.publish()
    free.comment()
    free.stand(READER, trust=1000)
    free.like()
    assert weighed(free) == 1000


def test_each_other_like_between_the_two_divides_in_either_direction(free: Stage) -> None:
    free.publish()
    free.comment(CommentId(1))
    free.comment(CommentId(2))
    free.comment(CommentId(3), READER)
    free.stand(READER, trust=1000)
    free.like(READER, CommentId(1))
    free.like(READER, CommentId(2))
    assert weighed(free) == 500
    free.like(COMMENTER, CommentId(3))
    assert weighed(free) == 333


def test_a_dislike_is_diluted_by_likes_and_not_by_dislikes(free: Stage) -> None:
    free.publish()
    for comment in (1, 2, 3):
        free.comment(CommentId(comment))
    free.stand(READER, trust=900)
    free.dislike(READER, CommentId(1))
    free.dislike(READER, CommentId(2))
    assert weighed(free) == -900
    free.like(READER, CommentId(3))
    assert weighed(free) == -450


def test_likes_on_settled_comments_and_on_other_articles_dilute_too(free: Stage) -> None:
    free.publish(ArticleId(1))
    free.publish(ArticleId(2), READER)
    free.comment(CommentId(1), article=ArticleId(1))
    free.comment(CommentId(2), article=ArticleId(2))
    free.like(READER, CommentId(2))
    free.do(Settle(CommentId(2)))
    free.stand(READER, trust=1000)
    free.like(READER, CommentId(1))
    assert weighed(free) == 500


def test_likes_of_others_do_not_dilute(free: Stage) -> None:
    free.publish()
    free.comment(CommentId(1))
    free.comment(CommentId(2))
    free.stand(READER, trust=1000)
    free.like(READER, CommentId(1))
    free.like(CRITIC, CommentId(2))
    assert weighed(free) == 1000


def test_a_like_of_30_days_ago_still_dilutes_and_one_older_does_not(free: Stage) -> None:
    free.publish()
    free.comment(CommentId(1))
    free.comment(CommentId(2))
    free.like(READER, CommentId(2))
    free.stand(READER, trust=1000)
    free.wait(1)
    free.like(READER, CommentId(1))
    free.wait(WINDOW_S - 1)
    assert weighed(free) == 500
    free.wait(0.001)
    assert weighed(free) == 1000


def test_each_voters_weight_is_floored_by_itself(free: Stage) -> None:
    free.publish()
    free.comment(CommentId(1))
    free.comment(CommentId(2))
    for member in (READER, CRITIC):
        free.stand(member, trust=501)
        free.like(member, CommentId(1))
        free.like(member, CommentId(2))
    assert weighed(free) == 250 + 250


def test_trust_counts_as_it_is_at_settlement(free: Stage) -> None:
    free.publish()
    free.comment()
    free.like()
    free.stand(READER, trust=700)
    assert weighed(free) == 700
    free.stand(READER, trust=0)
    assert weighed(free) == 0


def test_trusted_is_a_fifth_of_trust_level_5_and_30_days(real: Stage) -> None:
    tariff = default()
    real.stand(AUTHOR, trust=200, xp_trust=160)
    in_time_ms = real.member(AUTHOR).joined_ms + WINDOW_S * 1000
    assert is_trusted(real.member(AUTHOR), tariff, in_time_ms)
    assert not is_trusted(real.member(AUTHOR), tariff, in_time_ms - 1)
    real.stand(AUTHOR, trust=199)
    assert not is_trusted(real.member(AUTHOR), tariff, in_time_ms)
    real.stand(AUTHOR, trust=200, xp_trust=159)
    assert not is_trusted(real.member(AUTHOR), tariff, in_time_ms)


def test_in_a_scenario_trusted_is_what_the_cast_says(stage: Stage) -> None:
    stage.stand(READER, trust=1000)
    assert not is_trusted(stage.member(READER), default(), stage.now_ms + WINDOW_S * 1000)
    stage.stand(READER, trusted_fixed=True, trust=0)
    assert is_trusted(stage.member(READER), default(), stage.now_ms)
