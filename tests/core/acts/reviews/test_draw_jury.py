"""Draw jury: three random members outside the author's circle, or else an editor decides."""

from collections import Counter
from typing import Any

import pytest

from tests.core.stage import AUTHOR, CRITIC, READER, Stage, staged
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.draw_jury import DrawJury, is_due
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.review import Handover, Review, Seat
from tweipress.core.records.vouch import Vouch as VouchRecord
from tweipress.core.rules import reviewing
from tweipress.core.rules.reviewing import in_circle
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import Act
from tweipress.core.state.world import World

ANSWER_S = 259_200
JURORS = range(20, 40)
MORE = range(40, 60)


@pytest.fixture
def senior() -> Stage:
    """Return books with the cast at LVL 20, and twenty members of LVL 25 besides."""
    stage = staged(scenario=False, level=20)
    for juror in JURORS:
        stage.do(Join(MemberId(juror)))
        stage.stand(juror, xp_trust=5760)
    stage.ask()
    return stage


def join_more(stage: Stage, members: int) -> None:
    """Let more members of LVL 25 join."""
    for juror in MORE[:members]:
        stage.do(Join(MemberId(juror)))
        stage.stand(juror, xp_trust=5760)


def answer_to(stage: Stage, seed: str) -> dict[str, Any]:
    """Return what a draw by a seed would answer."""
    answer = stage.judged(DrawJury(ArticleId(1), seed))
    assert isinstance(answer, Outcome)
    return {**answer.answer}


def jurors(stage: Stage, seed: str) -> list[str]:
    """Return whom a seed would draw."""
    return str(answer_to(stage, seed)["jurors"]).split()


def review_of(stage: Stage) -> Review:
    """Return the review as it stands."""
    review = stage.world.get(Review, 1)
    assert review is not None
    return review


def test_three_are_drawn_from_those_of_level_twenty_five(senior: Stage) -> None:
    drawn = senior.draw()
    assert len(set(drawn)) == 3
    assert set(drawn) <= set(JURORS)
    seat = senior.world.get(Seat, (1, drawn[0]))
    assert seat == Seat(ArticleId(1), MemberId(drawn[0]), 1, senior.now_ms)


def test_one_level_less_or_reading_alone_makes_no_juror(senior: Stage) -> None:
    senior.stand(20, xp_trust=5759)
    senior.stand(21, xp_trust=0, xp_reading=5760)
    join_more(senior, 2)
    assert all(not {"20", "21"} & set(jurors(senior, f"seed {number}")) for number in range(100))


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
    join_more(senior, 1)
    for member in (AUTHOR, CRITIC, 20):
        senior.stand(member, xp_trust=10_000)
    for act in tie:
        senior.do(act)
    assert all("20" not in jurors(senior, f"seed {number}") for number in range(100))


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
    senior.wait(90 * 86_400)
    join_more(senior, 1)
    assert all("20" not in jurors(senior, f"seed {number}") for number in range(100))
    senior.wait(0.001)
    assert any("20" in jurors(senior, f"seed {number}") for number in range(100))


def test_a_banned_or_flagged_member_is_not_drawn(senior: Stage) -> None:
    join_more(senior, 2)
    senior.do(Ban(MemberId(20), "spam"))
    senior.flag(MemberId(21))
    assert all(not {"20", "21"} & set(jurors(senior, f"seed {number}")) for number in range(100))


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


def test_fewer_than_twenty_who_may_be_drawn_leave_the_review_to_an_editor(senior: Stage) -> None:
    senior.do(Ban(MemberId(20), "spam"))
    outcome = senior.do(DrawJury(ArticleId(1), "seed"))
    assert outcome.answer == {"handed": Handover.FEW}
    assert outcome.inputs == {"candidates": 19, "eligible": 19}
    assert review_of(senior).handed is Handover.FEW
    assert review_of(senior).drawn == ()
    join_more(senior, 5)
    senior.wait(10 * ANSWER_S)
    assert not is_due(review_of(senior), senior.now_ms)
    assert senior.refusal(DrawJury(ArticleId(1), "next")) == "EDITOR_DECIDES"
    senior.do(DecideReview(ArticleId(1), approves=True, reason="sound"))
    assert review_of(senior).state == "approved"


@pytest.mark.parametrize(
    "tie",
    [Vouch(AUTHOR, MemberId(20)), Invite(AUTHOR, MemberId(20)), Ban(MemberId(20), "spam")],
)
def test_who_may_not_be_drawn_does_not_count_among_the_twenty(senior: Stage, tie: Act) -> None:
    senior.stand(AUTHOR, xp_trust=10_000)
    senior.do(tie)
    assert answer_to(senior, "seed") == {"handed": Handover.FEW}
    join_more(senior, 1)
    assert len(senior.draw()) == 3


def test_the_author_does_not_count_among_the_twenty(senior: Stage) -> None:
    senior.do(Ban(MemberId(20), "spam"))
    senior.stand(AUTHOR, xp_trust=5760)
    assert answer_to(senior, "seed") == {"handed": Handover.FEW}


def test_those_who_have_had_a_seat_still_count_among_the_twenty(senior: Stage) -> None:
    first = senior.draw()
    senior.wait(ANSWER_S)
    assert len(senior.draw(seed="next")) == 3
    assert not set(review_of(senior).drawn[3:]) & set(first)


def test_a_redraw_counts_anew(senior: Stage) -> None:
    first = senior.draw()
    senior.do(Verdict(MemberId(first[0]), ArticleId(1), approves=True, reason="sound"))
    senior.do(Ban(MemberId(first[1]), "spam"))
    senior.wait(ANSWER_S)
    assert answer_to(senior, "next") == {"handed": Handover.FEW}
    senior.do(DrawJury(ArticleId(1), "next"))
    seats = [senior.world.get(Seat, (1, member)) for member in first]
    assert [seat.verdict for seat in seats if seat] == ["approves", "late", "late"]


def test_a_second_silence_leaves_the_review_to_an_editor(senior: Stage) -> None:
    said, *_ = senior.draw()
    senior.do(Verdict(MemberId(said), ArticleId(1), approves=True, reason="sound"))
    senior.wait(ANSWER_S)
    silent = senior.draw(seed="next")
    senior.wait(ANSWER_S)
    assert is_due(review_of(senior), senior.now_ms)
    outcome = senior.do(DrawJury(ArticleId(1), "last"))
    assert outcome.answer == {"handed": Handover.SILENCE}
    assert review_of(senior).handed is Handover.SILENCE
    late = Verdict(MemberId(silent[0]), ArticleId(1), approves=True, reason="sound")
    assert senior.refusal(late) == "VERDICT_LATE"
    assert not is_due(review_of(senior), senior.now_ms + ANSWER_S * 1000)
    senior.do(WithdrawReview(AUTHOR, ArticleId(1)))
    senior.wait(3 * 86_400)
    senior.ask()
    assert review_of(senior).handed is Handover.NONE
    assert len(senior.draw(seed="again")) == 3


def test_among_many_a_draw_tries_a_limited_number(
    senior: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = senior.tariff.review_tries_max
    for juror in range(1000, 1000 + 10 * few):
        senior.world.put(Member(MemberId(juror), 0, xp_trust=5760))
    tried: list[int] = []

    def noted(world: World, one: int, other: int, *rest: Any) -> bool:
        tried.append(other)
        return in_circle(world, MemberId(one), MemberId(other), *rest)

    monkeypatch.setattr(reviewing, "in_circle", noted)
    assert len(jurors(senior, "seed")) == 3
    assert len(tried) == 20
    for juror in (*JURORS, *range(1000, 1000 + 10 * few)):
        senior.world.put(VouchRecord(AUTHOR, MemberId(juror), 0))
    tried.clear()
    assert answer_to(senior, "seed") == {"handed": Handover.FEW}
    assert len(tried) == few
