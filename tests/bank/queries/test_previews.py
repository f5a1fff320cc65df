"""An act is offered exactly when the teller would accept it, at the price that it then moves."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bank.queries.offered_acts import KINDS, MEMBERS, TARIFF, TOUR, OfferedActs
from tests.core.stage import AUTHOR, BOT, COMMENTER, OUTSIDER, READER
from tests.fresh_books import fresh_database
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.registry import Act

SEARCH = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=4,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
WAITS_S = (0, 0, 0, 60, 60, 60, 60, 86_400, 3 * 86_400)
STEPS = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(MEMBERS),
    st.sampled_from([0, 0, 0, 1, 2, 5]),
    st.sampled_from(WAITS_S),
)


@contextmanager
def played() -> Iterator[OfferedActs]:
    """Give books of their own, with the cast on them."""
    with tempfile.TemporaryDirectory() as folder, fresh_database(Path(folder)):
        stage = BooksStage(Path(folder), TARIFF.canonical())
        try:
            yield OfferedActs(stage)
        finally:
            stage.close()


def wait(acts: OfferedActs, seconds: int) -> None:
    """Let time go by, the calendar doing what falls due at its end."""
    acts.stage.clock.advance(seconds)
    acts.stage.tick()


@pytest.mark.usefixtures("transactional_db")
@settings(SEARCH)
@given(steps=st.lists(STEPS, min_size=20, max_size=60))
def test_offered_is_what_would_be_accepted_and_shown_is_what_moves(
    steps: list[tuple[str, MemberId, int, int]],
) -> None:
    with played() as acts:
        for kind, member, which, wait_s in steps:
            wait(acts, wait_s)
            acts.check(kind, member, which)


@pytest.mark.usefixtures("transactional_db")
def test_every_kind_of_act_is_offered_to_some_and_refused_to_others() -> None:
    with played() as acts:
        for kind, which in TOUR:
            for member in MEMBERS:
                acts.check(kind, member, which)
            wait(acts, 60)
    assert set(acts.accepted) == set(acts.refused)


@pytest.mark.usefixtures("transactional_db")
def test_the_banned_the_poor_and_the_held_are_offered_what_their_rules_accept() -> None:
    def refusal(act: Act) -> str:
        refused = queries.refusal_of(act)
        return refused.name if refused else ""

    with played() as acts:
        comment, article = CommentId(1), ArticleId(1)
        assert refusal(Like(BOT, comment)) == "BANNED"
        assert refusal(Like(OUTSIDER, comment)) == ""
        assert refusal(Dislike(OUTSIDER, comment, "off topic")) == "FUNDS_SHORT"
        assert refusal(Comment(OUTSIDER, article, CommentId(9))) == "AVAILABLE_SHORT"
        assert refusal(Minus(OUTSIDER, SessionId("s"), 5)) == "SESSION_GONE"
        assert queries.preview(Dislike(READER, CommentId(1), "off topic")).paid_by(READER) == 4
        shown = queries.preview(Comment(COMMENTER, article, queries.NEW_COMMENT))
        assert (shown.paid_by(COMMENTER), shown.moved_to("bond")) == (25, 10)
        assert queries.preview(Like(READER, comment)).earned_by(AUTHOR) == 2
        acts.check("like", READER, 0)
