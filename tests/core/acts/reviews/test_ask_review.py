"""Ask review: the bond goes into escrow, and the books note the text under review."""

from dataclasses import replace

from tests.core.stage import ANY_BENCH, AUTHOR, NOBODY, READER, Stage, asked, staged
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import Review
from tweipress.core.roles import Role
from tweipress.core.state.outcome import Outcome
from tweipress.core.tariff import default

REST_S = 259_200


def test_the_bond_leaves_available_and_the_text_is_remembered() -> None:
    stage = staged()
    outcome = stage.ask()
    assert list(outcome.transfers) == [(f"available:{AUTHOR}", "review:1", 200)]
    assert outcome.lines == ()
    review = stage.world.get(Review, 1)
    assert review is not None
    assert (review.author, review.digest, review.words, review.state) == (
        AUTHOR,
        "digest of 1",
        714,
        "open",
    )


def test_with_the_gates_off_there_is_no_bond() -> None:
    assert staged(gates=False).moves(asked()) == []


def test_level_fifteen_or_a_role_is_needed() -> None:
    stage = staged(scenario=False, level=14)
    assert stage.refusal(asked()) == "LEVEL_TOO_LOW"
    stage.stand(AUTHOR, xp_trust=10 * 14**2)
    stage.ask()
    stage.stand(READER, roles=frozenset({Role.CONTRIBUTOR}))
    stage.ask(ArticleId(2), READER)


def test_what_still_vests_cannot_be_bonded() -> None:
    stage = staged(member_twei=199)
    stage.vest(AUTHOR, "2026-01-01", 500)
    assert stage.refusal(asked()) == "AVAILABLE_SHORT"


def test_nobody_asks_twice_or_for_anothers_article_or_for_a_published_one() -> None:
    stage = staged()
    stage.ask()
    assert stage.refusal(asked()) == "ALREADY_ASKED"
    assert stage.refusal(asked(ArticleId(1), READER)) == "UNKNOWN_ARTICLE"
    stage.publish(ArticleId(2))
    assert stage.refusal(asked(ArticleId(2))) == "ALREADY_PUBLISHED"
    assert stage.refusal(asked(ArticleId(3), MemberId(NOBODY))) == "UNKNOWN_MEMBER"


def test_a_short_text_or_one_without_figures_is_refused() -> None:
    stage = staged(scenario=False)
    assert stage.refusal(replace(asked(), words=99)) == "TOO_SHORT"
    for wrong in ({"digest": ""}, {"article": 0}, {"sections": 0}, {"time_to_read_s": 0}):
        assert stage.refusal(replace(asked(), **wrong)) == "MALFORMED"


def test_three_at_a_time_are_all_there_are() -> None:
    stage = staged()
    for article in (1, 2, 3):
        stage.ask(ArticleId(article))
    assert stage.refusal(asked(ArticleId(4))) == "REVIEWS_OPEN"
    stage.do(DecideReview(ArticleId(1), approves=True, reason="good"))
    assert stage.refusal(asked(ArticleId(4))) == "REVIEWS_OPEN"
    stage.publish(ArticleId(1), reviewed=True)
    stage.ask(ArticleId(4))


def test_one_text_of_an_authors_is_under_review_once_at_a_time() -> None:
    stage = staged()
    stage.ask()
    same = replace(asked(ArticleId(2)), digest=asked().digest)
    assert stage.refusal(same) == "REVIEW_SAME"
    stage.do(DecideReview(ArticleId(1), approves=True, reason="good"))
    assert stage.refusal(same) == "REVIEW_SAME"
    stage.do(replace(same, member=READER))
    stage.publish(ArticleId(1), reviewed=True)
    stage.do(replace(same, article=ArticleId(3)))


def test_with_no_review_allowed_at_a_time_nobody_can_ask() -> None:
    stage = staged(tariff=replace(default(), reviews_open_max=0))
    assert stage.refusal(asked()) == "REVIEWS_OPEN"


def test_after_a_review_that_led_to_nothing_the_next_jury_has_to_be_waited_for() -> None:
    stage = staged()
    stage.ask()
    stage.wait(60)
    stage.do(DecideReview(ArticleId(1), approves=False, reason="no sources"))
    for article in (1, 2):
        assert stage.refusal(asked(ArticleId(article))) == "REVIEW_RESTS"
    stage.wait(REST_S - 0.001)
    assert stage.refusal(asked()) == "REVIEW_RESTS"
    stage.wait(0.001)
    stage.ask()
    review = stage.world.get(Review, 1)
    assert review is not None
    assert (review.asks, review.state, review.reason) == (2, "open", "")
    assert stage.balance("review:1") == 200


def deny(stage: Stage, article: ArticleId) -> None:
    """Let an editor deny an article."""
    stage.do(DecideReview(article, approves=False, reason="no sources"))


def rests_s(stage: Stage, article: ArticleId) -> int:
    """Return how long the author still rests before an article's review."""
    answer = stage.judged(asked(article))
    if isinstance(answer, Outcome):
        return 0
    assert answer.name == "REVIEW_RESTS"
    return int(answer.figures["wait_s"])


def test_the_wait_doubles_with_each_in_a_row_whatever_the_article_and_how_it_ended() -> None:
    stage = staged()
    for count, article in enumerate((1, 2, 2, 1, 3, 1, 4, 4)):
        stage.ask(ArticleId(article))
        if count % 2:
            stage.do(WithdrawReview(AUTHOR, ArticleId(article)))
        else:
            deny(stage, ArticleId(article))
        wait_s = min(REST_S * 2**count, 64 * REST_S)
        assert [rests_s(stage, ArticleId(number)) for number in (article, 9)] == [wait_s, wait_s]
        stage.wait(wait_s)


def test_one_authors_wait_is_no_others() -> None:
    stage = staged()
    stage.ask()
    deny(stage, ArticleId(1))
    stage.ask(ArticleId(2), READER)


def test_a_jury_that_denies_counts_as_an_editor_does() -> None:
    stage = staged(level=25, tariff=ANY_BENCH)
    for count in (1, 2):
        stage.ask()
        for juror in stage.draw(seed=f"seed {count}")[:2]:
            stage.do(Verdict(MemberId(juror), ArticleId(1), False, "thin"))
        assert rests_s(stage, ArticleId(1)) == REST_S * count
        stage.wait(REST_S * count)


def test_an_approval_ends_the_row_for_as_long_as_it_is_not_taken_back() -> None:
    stage = staged()
    for count in (1, 2):
        stage.ask()
        deny(stage, ArticleId(1))
        stage.wait(REST_S * count)
    stage.ask()
    stage.do(DecideReview(ArticleId(1), approves=True, reason="good"))
    stage.wait(1)
    stage.ask(ArticleId(2))
    deny(stage, ArticleId(2))
    assert rests_s(stage, ArticleId(3)) == REST_S
    stage.wait(1)
    stage.do(WithdrawReview(AUTHOR, ArticleId(1)))
    assert rests_s(stage, ArticleId(3)) == 4 * REST_S


def test_three_at_once_that_lead_to_nothing_are_three() -> None:
    stage = staged()
    for article in (1, 2, 3):
        stage.ask(ArticleId(article))
    for article in (1, 2, 3):
        deny(stage, ArticleId(article))
    assert rests_s(stage, ArticleId(4)) == 4 * REST_S
