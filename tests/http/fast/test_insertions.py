"""Rows that a click stores are the rows that Django would have stored."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.http.stage import set_stage
from tweipress.http.browsers.models import Session
from tweipress.http.fast.insertions import Insertion
from tweipress.reading.actions import TRACES
from tweipress.reading.models import ReadingTrace

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trace(books: Any) -> ReadingTrace:
    """Return the times of a reading that is not stored yet."""
    stage = set_stage(books)
    article = stage.publish(stage.author, "bees")
    return ReadingTrace(
        member=stage.reader, article=article, session="s", arrivals_ms=[1, 2**40], at_ms=7
    )


def test_a_row_is_stored_as_it_is_given(trace: ReadingTrace) -> None:
    TRACES.store(trace)
    kept = ReadingTrace.objects.get()
    assert (kept.member_id, kept.article_id, kept.session) == (
        trace.member_id,
        trace.article_id,
        "s",
    )
    assert (kept.arrivals_ms, kept.at_ms) == ([1, 2**40], 7)


def test_a_row_that_is_there_stays(trace: ReadingTrace) -> None:
    TRACES.store(trace)
    trace.arrivals_ms = [9]
    TRACES.store(trace)
    assert ReadingTrace.objects.get().arrivals_ms == [1, 2**40]


def test_a_row_takes_one_statement(trace: ReadingTrace) -> None:
    with CaptureQueriesContext(connection) as asked:
        TRACES.store(trace)
    assert len(asked) == 1


def test_a_key_that_the_site_gives_is_not_for_the_database_to_give() -> None:
    with pytest.raises(AssertionError):
        Insertion(Session).store(Session(session_key="k", expire_date=timezone.now()))
