"""The demo's queue has a comment that waits, and a reported one."""

from tests.demo.conftest import Demo
from tweipress.comments.holding import queries as holding
from tweipress.comments.reports import queries as reports
from tweipress.demo.moderated import HELD, WORDS


def test_a_comment_waits_for_a_word_and_another_is_reported(demo: Demo) -> None:
    (held,) = holding.waiting(9)
    assert held.text == HELD
    (reported,) = reports.waiting(9)
    (word,) = reports.words_on([reported.comment])[reported.comment]
    assert word.words == WORDS
