"""Sessions that were opened and not finished: who is flagged for them, and who is not."""

import pytest

from tests.risk.stage import TARIFF
from tweipress.risk.detectors import sessions
from tweipress.risk.reads import Finding, Sessions

MIN = TARIFF.risk_opened_min


def test_many_sessions_of_which_none_was_finished_are_a_finding() -> None:
    figures = {"days": 7, "opened": 70, "finished": 0, "finished_bound": 4}
    assert sessions.detect(Sessions(7, 70, 0), TARIFF) == [
        Finding(7, "never_rates", "finished", 1, figures)
    ]


@pytest.mark.parametrize(
    ("opened", "finished", "is_found"),
    [(MIN, 0, True), (MIN - 1, 0, False), (70, 4, True), (70, 5, False), (0, 0, False)],
)
def test_fewer_sessions_or_a_few_that_were_finished_are_none(
    opened: int, finished: int, is_found: bool
) -> None:
    assert bool(sessions.detect(Sessions(7, opened, finished), TARIFF)) == is_found
