"""The state machine can send every act that is registered, without naming it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.any_act import KINDS, any_act
from tests.core.machine import Economy
from tweipress.core.acts.members.grade import Grade
from tweipress.core.state.codec import is_storable
from tweipress.core.state.registry import RULES, Act


def test_every_registered_act_but_the_grade_is_among_them() -> None:
    assert {*KINDS, Grade} == RULES.keys()


@pytest.mark.parametrize("kind", RULES)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_values_have_the_types_of_the_fields(kind: type[Act], data: st.DataObject) -> None:
    books = Economy()
    assert is_storable(any_act(kind, books, data.draw))
