"""The flags that a moderator raised are read in portions, whole and in order."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.http.stage import Stage, id_of
from tweipress.moderation import actions, queries


def raised(stage: Stage, count: int) -> tuple[list[str], int]:
    """Return the notes of the flags that the moderator raised, and the questions to the books."""
    with CaptureQueriesContext(connections["books"]) as asked:
        notes = [flag.note for flag in queries.raised_by(id_of(stage.moderator))]
    assert len(notes) == count
    return notes, len(asked)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("portion", [2, 100])
def test_many_flags_ask_the_books_no_more_often_than_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    members = [stage.reader, stage.critic, stage.outsider]
    for number, member in enumerate(members, 1):
        actions.flag_by_hand(id_of(stage.moderator), id_of(member), f"Note {number}", f"k{number}")
        if number == 1:
            _, once = raised(stage, 1)
    monkeypatch.setattr(queries, "CASES_AT_ONCE", portion)
    notes, asked = raised(stage, len(members))
    assert notes == ["Note 1", "Note 2", "Note 3"]
    assert asked == once * -(-len(members) // portion)
    assert list(queries.raised_by(id_of(stage.reader))) == []
