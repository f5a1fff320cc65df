"""A like is free, a dislike costs and has a reason; each member has one vote on a comment."""

import pytest

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments import queries
from tweipress.comments.models import Comment, DislikeReason
from tweipress.core.state.outcome import Refused
from tweipress.people.models import Member

REASON = DislikeReason.OFF_TOPIC.value


@pytest.fixture
def number(stage: Stage, article: Article) -> int:
    """Return the number of the commenter's comment."""
    commented(deeds.write(stage.commenter, article, "Bees vote.", "form-1"))
    return Comment.objects.get().pk


def refusal(answered: object) -> str:
    """Return the name of what must be a refusal."""
    assert isinstance(answered, Refused), answered
    return answered.name


def test_a_like_pays_writer_author_and_liker_from_the_comments_own_fund(
    stage: Stage, article: Article, number: int
) -> None:
    tariff = books.tariff()
    before = [stage.spendable_twei(stage.cast[who]) for who in ("commenter", "author", "critic")]
    commented(deeds.like(stage.critic, number, "k1"))
    after = [stage.spendable_twei(stage.cast[who]) for who in ("commenter", "author", "critic")]
    assert [now - then for now, then in zip(after, before, strict=True)] == [
        tariff.like_commenter_twei,
        tariff.like_author_twei,
        tariff.like_own_twei,
    ]
    shown = deeds.thread(article, stage.critic).comments[0]
    assert (shown.likes, shown.my_vote, shown.like, shown.dislike) == (1, "like", None, None)


def test_a_dislike_costs_its_price_and_keeps_its_reason(
    stage: Stage, article: Article, number: int
) -> None:
    before_twei = stage.spendable_twei(stage.critic)
    commented(deeds.dislike(stage.critic, number, REASON, "k1"))
    assert stage.spendable_twei(stage.critic) == before_twei - books.tariff().dislike_twei
    shown = deeds.thread(article, stage.critic).comments[0]
    assert (shown.dislikes, shown.my_vote) == (1, "dislike")


def test_a_double_click_is_one_vote(stage: Stage, number: int) -> None:
    first = deeds.like(stage.critic, number, "k1")
    seq = stage.seq()
    assert deeds.like(stage.critic, number, "k1") == first
    assert stage.seq() == seq


def test_the_same_key_for_another_vote_is_refused(stage: Stage, number: int) -> None:
    deeds.like(stage.critic, number, "k1")
    assert refusal(deeds.dislike(stage.critic, number, REASON, "k1")) == "KEY_REUSED"


def test_a_second_vote_is_refused(stage: Stage, number: int) -> None:
    deeds.like(stage.critic, number, "k1")
    assert refusal(deeds.dislike(stage.critic, number, REASON, "k2")) == "ALREADY_VOTED"
    assert refusal(deeds.like(stage.critic, number, "k3")) == "ALREADY_VOTED"


def test_nobody_votes_on_a_comment_of_their_own(stage: Stage, number: int) -> None:
    assert refusal(deeds.like(stage.commenter, number, "k1")) == "OWN_COMMENT"


@pytest.mark.parametrize("reason", ["", "  ", "because", "off_topic ", "<b>"])
def test_a_dislike_needs_a_reason_of_the_list(stage: Stage, number: int, reason: str) -> None:
    assert refusal(deeds.dislike(stage.critic, number, reason, "k1")) == "REASON_MISSING"


def test_level_reading_and_funds_are_each_asked_for(
    stage: Stage, article: Article, number: int
) -> None:
    assert refusal(deeds.like(stage.reader, number, "k1")) == "LEVEL_TOO_LOW"
    assert refusal(deeds.dislike(stage.reader, number, REASON, "k2")) == "LEVEL_TOO_LOW"
    newcomer = stage.enter("newcomer", 3, "contributor")
    assert refusal(deeds.like(newcomer, number, "k1")) == "NOT_READ"
    stage.read(newcomer, article)
    assert refusal(deeds.dislike(newcomer, number, REASON, "k2")) == "FUNDS_SHORT"


def test_nobody_votes_after_the_settlement(stage: Stage, number: int) -> None:
    stage.books.clock.advance(books.tariff().settlement_s)
    stage.books.next_day()
    assert refusal(deeds.like(stage.critic, number, "k1")) == "ALREADY_SETTLED"


def test_dislikes_run_out_for_the_day(stage: Stage, article: Article) -> None:
    numbers = []
    for writer in ("commenter", "author"):
        for number in range(2):
            commented(deeds.write(stage.cast[writer], article, "Bees.", f"form-{number}"))
    numbers = list(Comment.objects.values_list("pk", flat=True))
    answers = [deeds.dislike(stage.critic, number, REASON, f"k{number}") for number in numbers]
    assert [isinstance(answer, Refused) for answer in answers] == [False, False, False, True]
    assert refusal(answers[-1]) == "DISLIKES_SPENT"
    standing = deeds.thread(article, stage.critic).standing
    assert standing is not None
    assert refusal(standing.dislike) == "DISLIKES_SPENT"


@pytest.mark.parametrize("number", [0, 999, 2**63, 10**30])
def test_an_unknown_comment_is_named_as_such(stage: Stage, number: int) -> None:
    assert queries.public(number) is None


def test_a_member_the_books_do_not_know_cannot_vote(stage: Stage, number: int) -> None:
    stranger = Member.objects.create(email="stranger@example.org", name="stranger")
    assert refusal(deeds.like(stranger, number, "k1")) == "UNKNOWN_MEMBER"
