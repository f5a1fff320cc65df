"""Sums of several authors: parts are the whole, and a story moves what it moves with one."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.rules.test_sharing import THREE, TWO, published
from tests.core.stage import (
    AUTHOR,
    BOT,
    CAST,
    EDITOR,
    FIRST_ARTICLE,
    Stage,
    staged,
)
from tweipress.core import chart
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import CommentId, MemberId, SessionId
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article, Shares
from tweipress.core.rules.sharing import earned_parts, parts_of
from tweipress.core.state.outcome import LineEntry, Outcome
from tweipress.core.state.registry import Act

SPLITS = st.lists(st.integers(1, 9_999), min_size=1, max_size=7, unique=True).map(
    lambda cuts: [
        after - before
        for before, after in zip([0, *sorted(cuts)], [*sorted(cuts), 10_000], strict=True)
    ]
)


@given(SPLITS, st.integers(0, 2**62))
def test_the_parts_of_a_payment_sum_to_it(split: list[int], amount_twei: int) -> None:
    shares = tuple((MemberId(place + 1), bps) for place, bps in enumerate(split))
    parts = parts_of(amount_twei, AUTHOR, shares)
    assert sum(twei for _, twei in parts) == amount_twei
    assert all(
        twei == amount_twei * bps // 10_000
        for (_, twei), (_, bps) in zip(parts[1:], shares[1:], strict=True)
    )
    assert parts[0][1] * 10_000 >= amount_twei * shares[0][1]


@given(SPLITS, st.lists(st.integers(0, 9), max_size=30))
def test_the_parts_of_an_income_sum_to_it_and_come_to_the_shares(
    split: list[int], amounts: list[int]
) -> None:
    stage = Stage()
    shares = tuple((MemberId(place + 1), bps) for place, bps in enumerate(split))
    article = Article(FIRST_ARTICLE, AUTHOR, 0, 0, 180, 3, reviewed=False, shares=shares)
    got: Counter[MemberId] = Counter()
    for amount_twei in amounts:
        parts = list(earned_parts(stage.world, article, Line.LIKES_AUTHOR, amount_twei))
        assert sum(twei for _, twei in parts) == amount_twei
        assert all(twei >= 0 for _, twei in parts)
        got.update(dict(parts))
        lines = (LineEntry(FIRST_ARTICLE, who, Line.LIKES_AUTHOR, twei) for who, twei in parts)
        stage.world.apply(Outcome(lines=tuple(lines)))
        total_twei = sum(got.values())
        late = [total_twei * bps // 10_000 - got[member] for member, bps in shares[1:]]
        assert min(late) >= 0
        assert sum(late) < len(late)


READERS = [member for member in CAST if member not in {AUTHOR, EDITOR, BOT}]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["plus", "minus", "comment", "like", "dislike"]),
        st.sampled_from(READERS),
        st.integers(1, 3),
    ),
    max_size=25,
)


def told(shares: Shares, deeds: list[tuple[str, MemberId, int]]) -> Stage:
    """Play a story on an article by these authors."""
    stage = staged(gates=False)
    published(stage, shares)
    for serial, (deed, member, number) in enumerate(deeds, 1):
        for act in acts_of(deed, member, CommentId(number), SessionId(f"{serial}")):
            answer = stage.judged(act)
            if isinstance(answer, Outcome):
                stage.world.apply(answer)
    return stage


def acts_of(deed: str, member: MemberId, comment: CommentId, session: SessionId) -> list[Act]:
    """Return the acts of a deed, which may be refused."""
    if deed == "comment":
        return [Comment(member, FIRST_ARTICLE, comment)]
    if deed in {"like", "dislike"}:
        return [Like(member, comment) if deed == "like" else Dislike(member, comment, "why")]
    rating = Plus(member, session) if deed == "plus" else Minus(member, session)
    return [Open(member, FIRST_ARTICLE, session), rating]


@pytest.mark.parametrize("shares", [TWO, THREE], ids=["two", "three"])
@given(deeds=DEEDS)
def test_the_same_story_moves_as_much_with_one_author_as_with_several(
    shares: Shares, deeds: list[tuple[str, MemberId, int]]
) -> None:
    one, several = told((), deeds), told(shares, deeds)
    authors = {member for member, _ in shares}

    def others(stage: Stage) -> dict[str, int]:
        balances = stage.world.balances.items()
        return {name: twei for name, twei in balances if twei and chart.owner(name) not in authors}

    assert others(one) == others(several)
    assert one.whole_post() == several.whole_post()
    for stage in (one, several):
        for member in authors:
            assert stage.world.owned(member) == 1000 + stage.total(member)
