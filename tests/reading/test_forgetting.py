"""Arrival times are deleted after two weeks, also on a site where nobody rates anything."""

from io import StringIO

from django.core.management import call_command

from tests.http.stage import Stage
from tests.reading.conftest import Reader
from tweipress.reading.models import ReadingTrace


def forget() -> str:
    """Run the command, and return what it says."""
    said = StringIO()
    call_command("forget", stdout=said)
    return said.getvalue()


def test_times_of_a_fortnight_are_kept_and_older_ones_forgotten(
    stage: Stage, reader: Reader
) -> None:
    reader.send("done", token=reader.prove(reader.open()))
    stage.books.clock.advance(14 * 86_400)
    assert forget() == "Readings forgotten: 0\n"
    stage.books.clock.advance(1)
    assert forget() == "Readings forgotten: 1\n"
    assert not ReadingTrace.objects.exists()


def test_a_member_who_leaves_takes_the_times_along(stage: Stage, reader: Reader) -> None:
    reader.send("done", token=reader.prove(reader.open()))
    ReadingTrace.objects.get(member=stage.reader)
    stage.reader.delete()
    assert not ReadingTrace.objects.exists()
