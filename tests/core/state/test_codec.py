"""Acts as plain data and back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.state.codec import ActUnreadableError, from_data, is_storable, to_data
from tweipress.core.state.registry import RULES, Act

EVERY_ACT = st.one_of([st.builds(kind) for kind in RULES])


@settings(max_examples=200)
@given(EVERY_ACT)
def test_an_act_survives_json_if_the_books_can_store_it(act: Act) -> None:
    data = json.loads(json.dumps(to_data(act)))
    if is_storable(act):
        assert from_data(data) == act
    else:
        with pytest.raises(ActUnreadableError):
            from_data(data)


@pytest.mark.parametrize(
    ("act", "is_kept"),
    [
        (Like(member=MemberId(1), comment=CommentId(2**63 - 1)), True),
        (Like(member=MemberId(1), comment=CommentId(2**63)), False),
        (Like(member=MemberId(1), comment=CommentId(-(2**63))), False),
        (Grade(marks=((1, 2, 3), (4, 5, 2**63))), False),
        (Dislike(member=MemberId(1), comment=CommentId(1), reason="untrue"), True),
        (Dislike(member=MemberId(1), comment=CommentId(1), reason="un\0true"), False),
        (Dislike(member=MemberId(1), comment=CommentId(1), reason="unwahr \U0001f9d0"), True),
        (Dislike(member=MemberId(1), comment=CommentId(1), reason="half a sign \ud83e"), False),
    ],
)
def test_what_no_database_can_store_is_known_beforehand(act: Act, is_kept: bool) -> None:
    assert is_storable(act) is is_kept


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"act": "steal"},
        {"act": ["like"]},
        {"act": "like"},
        {"act": "like", "member": 1},
        {"act": "like", "member": 1, "comment": 1, "more": 1},
        {"act": "like", "member": True, "comment": 1},
        {"act": "like", "member": "1", "comment": 1},
        {"act": "like", "member": 1.0, "comment": 1},
        {"act": "like", "member": None, "comment": 1},
        {"act": "deposit", "to": 1, "amount_twei": 2**63},
        {
            "act": "publish",
            "member": 1,
            "article": 1,
            "time_to_read_s": 1,
            "words": 1,
            "sections": 1,
            "reviewed": 1,
        },
        {"act": "grade", "marks": "all"},
        {"act": "grade", "marks": [[1, 2]]},
        {"act": "grade", "marks": [[1, 2, "3"]]},
        {"act": "mature", "members": [1, [2]]},
        {"act": "report", "member": 1, "article": 1, "scope": "mine", "report": 7},
    ],
)
def test_anything_else_is_unreadable(data: dict[str, object]) -> None:
    with pytest.raises(ActUnreadableError):
        from_data(data)
