"""Draw jury: three random members outside the author's circle; silent jurors lose their seats."""

from collections import Counter

import pytest

from tests.core.stage import AUTHOR, CRITIC, READER, Stage, staged
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.review import Review, Seat
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act

ANSWER_S = 259_200
JURORS = range(20, 40)


@pytest.fixture
def senior() -> Stage:
    """Return books with the cast at LVL 20, and twenty members of LVL 25 besides."""
    stage = staged(scenario=False, level=20)
    for juror in JURORS:
        stage.do(Join(MemberId(juror)))
        stage.stand(juror, xp_trust=5760)
    stage.ask()
    return stage


def jurors(stage: Stage, seed: str) -> list[str]:
    """Return whom a seed would draw."""
    answer = stage.judged(DrawJury(ArticleId(1), seed))
    assert isinstance(answer, Outcome)
    return str(answer.answer["jurors"]).split()


def test_three_are_drawn_from_those_of_level_twenty_five(senior: Stage) -> None:
    drawn = senior.draw()
    assert len(set(drawn)) == 3
    assert set(drawn) <= set(JURORS)
    seat = senior.world.get(Seat, (1, drawn[0]))
    assert seat == Seat(ArticleId(1), MemberId(drawn[0]), 1, senior.now_ms)


def test_one_level_less_or_reading_alone_makes_no_juror(senior: Stage) -> None:
    for juror in JURORS:
        senior.stand(juror, xp_trust=5759)
    assert senior.draw() == []
    senior.wait(ANSWER_S)
    for juror in JURORS:
        senior.stand(juror, xp_trust=0, xp_reading=5760)
    assert senior.draw() == []


def test_the_same_seed_draws_the_same_and_another_seed_others(senior: Stage) -> None:
    one, same, other = (
        senior.judged(DrawJury(ArticleId(1), seed)) for seed in ("seed", "seed", "another")
    )
    assert one == same != other


def test_chance_is_fair_to_everybody(senior: Stage) -> None:
    drawn: Counter[str] = Counter()
    for number in range(2000):
        drawn.update(jurors(senior, f"seed {number}"))
    assert len(drawn) == len(JURORS)
    assert all(220 < times < 380 for times in drawn.values())  # 300 expected, sd 16


@pytest.mark.parametrize(
    "tie",
    [
        [Vouch(AUTHOR, MemberId(20))],
        [Vouch(MemberId(20), AUTHOR)],
        [Vouch(MemberId(20), AUTHOR), Unvouch(MemberId(20), AUTHOR)],
        [Invite(AUTHOR, MemberId(20))],
        [Invite(MemberId(20), AUTHOR)],
        [Invite(CRITIC, AUTHOR), Invite(CRITIC, MemberId(20))],
    ],
)
def test_whoever_is_tied_by_a_word_is_never_drawn(senior: Stage, tie: list[Act]) -> None:
    for member in (AUTHOR, CRITIC, 20):
        senior.stand(member, xp_trust=10_000)
    for act in tie:
        senior.do(act)
    for juror in JURORS[2:]:
        senior.do(Ban(MemberId(juror), "spam"))
    assert set(senior.draw()) - {CRITIC} == {21}


@pytest.mark.parametrize("kind", [Like, Dislike])
def test_a_vote_ties_for_ninety_days(senior: Stage, kind: type[Like]) -> None:
    senior.give(20, 4)
    senior.publish(ArticleId(2), author=READER)
    senior.done(AUTHOR, ArticleId(2))
    senior.comment(CommentId(1), AUTHOR, ArticleId(2))
    senior.done(MemberId(20), ArticleId(2))
    senior.do(
        Like(MemberId(20), CommentId(1))
        if kind is Like
        else Dislike(MemberId(20), CommentId(1), "off topic")
    )
    voted_ms = senior.now_ms
    for juror in JURORS[1:]:
        senior.do(Ban(MemberId(juror), "spam"))
    senior.wait(90 * 86_400 - 1)
    assert senior.draw() == []
    senior.now_ms = voted_ms + 90 * 86_400_000 + ANSWER_S * 1000
    assert senior.draw() == [20]


def test_a_banned_or_flagged_member_is_not_drawn(senior: Stage) -> None:
    for juror in JURORS[1:]:
        senior.do(Ban(MemberId(juror), "spam"))
    senior.flag(MemberId(20))
    assert senior.draw() == []


def test_a_jury_is_not_drawn_before_its_time_or_without_a_seed(senior: Stage) -> None:
    assert senior.refusal(DrawJury(ArticleId(1), "")) == "MALFORMED"
    assert senior.refusal(DrawJury(ArticleId(2), "seed")) == "UNKNOWN_REVIEW"
    senior.draw()
    senior.wait(ANSWER_S - 0.001)
    assert senior.refusal(DrawJury(ArticleId(1), "next")) == "JURY_SITS"
    senior.do(WithdrawReview(AUTHOR, ArticleId(1)))
    assert senior.refusal(DrawJury(ArticleId(1), "next")) == "REVIEW_CLOSED"


def test_the_silent_lose_their_seats_and_what_was_said_stays(senior: Stage) -> None:
    first, *silent = senior.draw()
    senior.do(Verdict(MemberId(first), ArticleId(1), approves=True, reason="sound"))
    senior.wait(ANSWER_S)
    new = senior.draw(seed="next")
    assert len(new) == 2
    assert not set(new) & {first, *silent}
    for member in silent:
        seat = senior.world.get(Seat, (1, member))
        assert seat is not None
        assert seat.verdict == "late"
    senior.do(Verdict(MemberId(new[0]), ArticleId(1), approves=True, reason="sound too"))
    review = senior.world.get(Review, 1)
    assert review is not None
    assert review.state == "approved"


def test_a_draw_ends_after_some_tries_however_many_are_tied(senior: Stage) -> None:
    few = senior.tariff.review_tries_max
    for juror in range(1000, 1000 + few):
        senior.do(Join(MemberId(juror)))
        senior.stand(juror, xp_trust=5760)
    assert len(senior.draw()) == 3
