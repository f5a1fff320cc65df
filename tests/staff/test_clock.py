"""Commands move the test clock; nothing moves the wall clock."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.scratch_books import BooksStage
from tweipress.bank import clock, queries
from tweipress.staff import actions


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def offset(tmp_path: Path) -> Iterator[clock.OffsetClock]:
    """A test site's clock."""
    offset = clock.OffsetClock(tmp_path / "clock")
    clock.use(offset)
    yield offset
    clock.use(None)


@pytest.mark.parametrize(
    ("by", "ms"), [("40s", 40_000), ("10m", 600_000), ("3h", 10_800_000), ("2d", 172_800_000)]
)
def test_the_clock_goes_ahead_by_what_is_said(by: str, ms: int, offset: clock.OffsetClock) -> None:
    before_ms = clock.now_ms()
    assert run("clock", "advance", by).startswith("The clock says 2")
    assert offset.offset_ms() == ms
    assert clock.now_ms() >= before_ms + ms
    run("clock", "advance", by)
    assert offset.offset_ms() == 2 * ms


@pytest.mark.parametrize("by", ["", "40", "s", "-5s", "1.5h", "1w", "3 h", "٣s", "9" * 10 + "s"])
def test_what_is_no_duration_moves_nothing(by: str, offset: clock.OffsetClock) -> None:
    with pytest.raises(CommandError, match=r"invalid duration|required"):
        run("clock", "advance", "--", by)
    assert offset.offset_ms() == 0


@pytest.mark.parametrize("by", ["0s", "367d", "999999999d", "999999999s"])
def test_the_clock_goes_forwards_and_not_too_far(by: str, offset: clock.OffsetClock) -> None:
    with pytest.raises(CommandError, match="forwards only, by 1s to 366d"):
        run("clock", "advance", by)
    assert offset.offset_ms() == 0


def test_a_spoilt_clock_file_counts_as_none(offset: clock.OffsetClock) -> None:
    offset.path.write_text("half a num")
    run("clock", "advance", "5s")
    assert offset.offset_ms() == 5_000


@pytest.mark.parametrize("words", [("clock", "advance", "40s"), ("day", "close")])
def test_the_wall_clock_is_not_moved(words: tuple[str, ...], books: BooksStage) -> None:
    clock.use(clock.WallClock())
    before = queries.books_overview()
    with pytest.raises(CommandError, match="wall clock, which cannot be moved") as refused:
        run(*words)
    assert "\n" not in str(refused.value)
    assert queries.books_overview() == before


def test_the_day_is_shown_and_nothing_is_changed(books: BooksStage) -> None:
    before = queries.books_overview()
    said = run("day", "status")
    for word in ("Day 2026-01-01 is open", "2026-01-01 00:00:00 UTC", before.head_hash):
        assert word in said
    assert f"Pool: {before.pool_twei} Twei" in said
    assert queries.books_overview() == before


def test_a_day_that_does_not_close_in_time_is_said_to_be_closing(
    books: BooksStage, offset: clock.OffsetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "CLOSE_S", 0.0)
    with pytest.raises(CommandError, match="still closing"):
        run("day", "close")


@pytest.mark.parametrize("words", [("day",), ("day", "open"), ("clock",), ("clock", "back", "1s")])
def test_a_command_without_its_words_is_refused(words: tuple[str, ...], books: BooksStage) -> None:
    before = queries.books_overview()
    with pytest.raises(CommandError, match=r"required|invalid choice"):
        run(*words)
    assert queries.books_overview() == before
