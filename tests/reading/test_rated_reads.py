"""A rating stores one row for the rules of risk, for a stated time."""

from dataclasses import replace

import pytest

from tests.http.stage import Stage
from tests.reading.conftest import FLOOR_S, Reader
from tweipress.bank import queries as books
from tweipress.core.tariff import default
from tweipress.reading import actions
from tweipress.reading.models import RatedRead
from tweipress.reading.queries import retention


def test_a_rating_keeps_how_long_the_reading_took(stage: Stage, reader: Reader) -> None:
    reader.send("plus", token=reader.prove(reader.open()))
    kept = RatedRead.objects.get()
    assert (kept.member, kept.article) == (stage.reader, reader.article)
    assert kept.dwell_ms == 3 * FLOOR_S * 1000
    assert (kept.words, kept.time_to_read_s) == (300, reader.article.time_to_read_s)
    assert kept.window is None
    assert kept.until_ms == kept.at_ms + books.tariff().risk_kept_s * 1000


def test_the_time_to_think_about_the_rating_does_not_count(stage: Stage, reader: Reader) -> None:
    token = reader.prove(reader.open())
    stage.books.clock.advance(120)
    reader.send("plus", token=token)
    assert RatedRead.objects.get().dwell_ms == 3 * FLOOR_S * 1000


def test_done_reading_keeps_nothing_for_the_detectors(stage: Stage, reader: Reader) -> None:
    reader.send("done", token=reader.prove(reader.open()))
    assert not RatedRead.objects.exists()


def test_a_refused_rating_keeps_nothing(stage: Stage, reader: Reader) -> None:
    reader.send("plus", token=reader.open())
    assert not RatedRead.objects.exists()


def test_a_rated_read_is_deleted_when_its_time_is_over_or_its_member_leaves(
    stage: Stage, reader: Reader
) -> None:
    reader.send("plus", token=reader.prove(reader.open()))
    kept = RatedRead.objects.get()
    actions.purge_traces(kept.until_ms)
    assert RatedRead.objects.exists()
    actions.purge_traces(kept.until_ms + 1)
    assert not RatedRead.objects.exists()
    kept.pk = None
    kept.save()
    stage.reader.delete()
    assert not RatedRead.objects.exists()


def test_arrival_times_stay_as_long_as_earnings_vest(monkeypatch: pytest.MonkeyPatch) -> None:
    for vesting_days, kept_days in ((7, 14), (14, 14), (30, 30)):
        tariff = replace(default(), vesting_days=vesting_days)
        monkeypatch.setattr(books, "tariff", lambda: tariff)  # noqa: B023  # called in this round
        assert retention.trace_span_s() == kept_days * 24 * 3600
