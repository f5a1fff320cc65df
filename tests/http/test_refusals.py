"""Every refusal has one status; only failed books and too many bodies are a server error."""

from collections import Counter

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http.refusals import STATUS, status_of


def test_every_refusal_has_exactly_one_status() -> None:
    listed = Counter(reason for reasons in STATUS.values() for reason in reasons)
    assert listed == Counter(Refusal)


def test_only_books_that_failed_and_too_many_bodies_or_pictures_are_the_servers_fault() -> None:
    assert {reason for reason in Refusal if status_of(refuse(reason)) >= 500} == {
        Refusal.BODIES_MANY,
        Refusal.BOOKS_FAILED,
        Refusal.PICTURES_BUSY,
        Refusal.PICTURES_FULL,
    }


def test_no_refusal_looks_like_success_but_a_comment_that_waits_is_taken_in() -> None:
    taken = {reason for reason in Refusal if status_of(refuse(reason)) < 400}
    assert taken == {Refusal.COMMENT_HELD}
