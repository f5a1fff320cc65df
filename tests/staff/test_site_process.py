"""Commands as an operator types them: beside a running site, without one, and without tables."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from tests.fresh_books import fresh_database
from tweipress.bank import queries
from tweipress.core.ids import MemberId
from tweipress.people.models import Member

PATIENCE_S = 60


class Place:
    """A site's folder, its two databases, and the command line in it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TWEI")},
            "DJANGO_SETTINGS_MODULE": "tweipress.config.settings",
            "TWEIPRESS_DATA": str(folder),
            "TWEIPRESS_CLOCK": "test",
            **settings,
        }

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run a command and return its status, and what it said on either stream."""
        done = subprocess.run(
            [self._program, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def said(self, *words: str) -> str:
        """Run a command that has to succeed, and return what it said."""
        status, out, wrong = self.run(*words)
        assert status == 0, wrong
        return out

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the site meanwhile."""
        environment = {**self._environment, "TWEIPRESS_PORT": free_port()}
        with subprocess.Popen([self._program, "serve"], env=environment) as site:
            try:
                until = time.monotonic() + PATIENCE_S
                while not (self.folder / "teller.sock").exists():
                    assert site.poll() is None
                    assert time.monotonic() < until
                    time.sleep(0.05)
                yield
            finally:
                site.terminate()

    @property
    def _program(self) -> str:
        return str(Path(sys.executable).with_name("tweipress"))


def free_port() -> str:
    """Return a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


def url(alias: str) -> str:
    """Return the address of a test's database, as the settings read it."""
    described = connections[alias].settings_dict
    if connections[alias].vendor == "postgresql":
        return f"postgresql://{described['USER']}@/{described['NAME']}?host={described['HOST']}"
    return f"sqlite:///{described['NAME']}"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Empty books and an empty site, in processes of their own."""
    with fresh_database(tmp_path):
        yield Place(tmp_path, TWEIPRESS_SITE_URL=url("default"), TWEIPRESS_BOOKS_URL=url("books"))


@pytest.mark.usefixtures("transactional_db")
def test_commands_work_beside_a_running_site_and_without_one(place: Place) -> None:
    assert "had no day yet" in place.run("day", "status")[2]
    assert "editor is an operator." in place.said("operator", "e@press.example", "--name", "editor")
    editor = Member.objects.get()
    with place.serving():
        assert place.said("issue", "editor", "70") == "Issued 70 Twei to editor.\n"
        day = queries.today()
        opened = place.said("day", "close")
        assert opened == f"Day {queries.today()} is open.\n"
        assert queries.today() > day
    assert place.said("issue", "editor", "5") == "Issued 5 Twei to editor.\n"
    place.said("role", "take", "editor", "operator")
    place.said("day", "close")
    assert queries.books_overview().closes == 2
    standing = queries.standing(MemberId(editor.pk))
    assert standing is not None
    assert (standing.available_twei, standing.roles) == (75, frozenset())


@pytest.mark.parametrize(
    "words",
    [
        ("day", "status"),
        ("day", "close"),
        ("issue", "reader", "1"),
        ("operator", "e@press.example"),
    ],
)
def test_without_tables_a_command_says_in_one_line_what_to_do(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    status, out, wrong = Place(tmp_path).run(*words)
    assert (status, out) == (1, "")
    assert "tweipress migrate" in wrong
    assert wrong.count("\n") == 1
