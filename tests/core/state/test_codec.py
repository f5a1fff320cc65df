"""Acts as plain data and back."""

import json
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.mature import Mature
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.state.codec import ActUnreadableError, from_data, is_storable, to_data
from tweipress.core.state.registry import RULES, Act

RAISED = {"rule": "spread", "version": 1, "evidence": "digest"}
PUBLISH = {"act": "publish", "member": 1, "article": 1, "time_to_read_s": 1, "words": 1}
PUBLISH |= {"sections": 1}
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
        (Role(MemberId(1), roles.Role.EDITOR), True),
        (Role(MemberId(1), cast(roles.Role, "king")), False),
        (Role(MemberId(1), cast(roles.Role, "editor")), False),
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
        {**PUBLISH, "shares": [[1, 5000], [2, "5000"]]},
        {**PUBLISH, "shares": [[1, 5000, 0]]},
        {**PUBLISH, "shares": [1, 10_000]},
        {**PUBLISH, "shares": {"1": 10_000}},
        {**PUBLISH, "shares": None},
        {"act": "grade", "marks": "all"},
        {"act": "grade", "marks": [[1, 2]]},
        {"act": "grade", "marks": [[1, 2, "3"]]},
        {"act": "mature", "members": [1, [2]]},
        {"act": "report", "member": 1, "article": 1, "scope": "mine", "report": 7},
        {"act": "report", "member": 1, "article": 1, "scope": "all", "report": "r"},
        {"act": "report", "member": 1, "article": 1, "scope": ["mine"], "report": "r"},
        {"act": "role", "member": 1, "role": "king"},
        {"act": "role", "member": 1, "role": ""},
        {"act": "flag", "member": 1, "flag": 1, "reason": "ugly_face", **RAISED},
        {"act": "flag", "member": 1, "flag": 1, "reason": "", **RAISED},
    ],
)
def test_anything_else_is_unreadable(data: dict[str, object]) -> None:
    with pytest.raises(ActUnreadableError):
        from_data(data)


def test_a_tuple_that_nobody_filled_is_left_out_as_if_the_field_were_not_there() -> None:
    alone = Publish(MemberId(1), ArticleId(2), 180, 700, 3)
    assert "shares" not in to_data(alone)
    shared = replace(alone, shares=((MemberId(1), 6_000), (MemberId(2), 4_000)))
    data = json.loads(json.dumps(to_data(shared)))
    assert data["shares"] == [[1, 6_000], [2, 4_000]]
    assert from_data(data) == shared
    assert from_data({**data, "shares": []}) == alone
    assert to_data(Mature(members=())) == {"act": "mature", "members": ()}


def test_a_named_value_is_read_as_a_member_of_its_enum() -> None:
    act = from_data({"act": "role", "member": 1, "role": "editor"})
    assert act == Role(MemberId(1), roles.Role.EDITOR)
    assert isinstance(act, Role)
    assert type(act.role) is roles.Role
