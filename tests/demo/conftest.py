"""The demo on scratch databases: filled once a file of tests, by a clock that stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.cleanup import empty
from tests.fresh_books import fresh_database
from tweipress.bank import clock, queries
from tweipress.core.ids import MemberId
from tweipress.people.models import Member

NOW_MS = int(datetime(2026, 3, 1, 1, 30, tzinfo=UTC).timestamp()) * 1000
"""Soon after midnight: the fresh articles lie on two days of the books."""


@dataclass
class Demo:
    """A place for a demo, and the time there."""

    folder: Path
    clock: clock.ManualClock

    def run(self) -> str:
        """Run the command without serving, and return what it printed."""
        said = StringIO()
        call_command("demo", "--no-serve", stdout=said)
        return said.getvalue()


@contextmanager
def place(folder: Path) -> Iterator[Demo]:
    """Give empty databases and a folder of their own; leave nothing behind."""
    time = clock.ManualClock(NOW_MS)
    with override_settings(TWEIPRESS_DATA=folder), fresh_database(folder):
        clock.use(time)
        try:
            yield Demo(folder, time)
        finally:
            clock.use(None)
            empty("default")


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Demo]:
    """A demo after its first run; a file's tests share it."""
    with django_db_blocker.unblock(), place(tmp_path_factory.mktemp("demo")) as empty:
        empty.run()
        yield empty


def member(name: str) -> Member:
    """Return one of the cast."""
    return Member.objects.get(name=name)


def standing(name: str) -> queries.Standing:
    """Return the standing of one of the cast."""
    shown = queries.standing(MemberId(member(name).pk))
    assert shown is not None
    return shown


def acts_of(name: str) -> list[str]:
    """Return the names of the acts that moved anything of a member's, newest first."""
    return [movement.act for movement in queries.statement(MemberId(member(name).pk), limit=1000)]
