"""Fixtures for every test: no network, and fresh books on request.

Fixtures of one part live in that part's own conftest.
"""

import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import setup_databases
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from xdist.remote import Producer

from tests import cleanup, sampling, sharing
from tests.depth import DEEP, QUICK
from tests.fresh_books import fresh_database
from tests.scratch_books import BooksStage
from tests.templates import copy_of_empty
from tweipress.articles.frontpage import queries as fronts
from tweipress.comments.rules import queries as rules
from tweipress.decisions import bars
from tweipress.http.fast import changes
from tweipress.publication import queries as paper

settings.register_profile(DEEP, deadline=None)  # no test asserts how long it takes
settings.register_profile(QUICK, deadline=None)
settings.load_profile(QUICK)

LOCAL_NAMES = {None, "", "localhost", b"localhost"}


class NetworkReached(BaseException):
    """A test tried to leave this machine; no code under test may catch it."""


def _is_local(host: object) -> bool:
    """Return whether `host` names this machine; a name that needs asking does not."""
    if host in LOCAL_NAMES:
        return True
    try:
        address = ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Raise before a socket reaches, or a name is asked for, beyond this machine."""
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if not _is_local(host):
        raise NetworkReached(f"{event} to {host!r}: tests stay on this machine")


sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say on which database the books and the site are kept; tests/settings.py reads it."""
    parser.addoption("--books", choices=("sqlite", "postgres"), default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL what a database serves; the rest is the same there."""
    if config.getoption("--books") == "postgres":
        served: dict[bool, list[pytest.Item]] = {True: [], False: []}
        for item in items:
            served[_is_served(item)].append(item)
        config.hook.pytest_deselected(items=served[False])
        items[:] = served[True]
        for item in items:
            if item.get_closest_marker("slow_on_postgres") or not sharing.is_of_database(
                item.nodeid
            ):
                item.add_marker("slow")
    for item in items:
        if sampling.is_left_out(item.nodeid):
            item.add_marker("slow")
    items[:] = sharing.long_ones_first(items)


def pytest_xdist_auto_num_workers() -> int:
    """Say how many processes `-n auto` means."""
    return sharing.processes()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> sharing.ByFile:
    """Share the tests out by file."""
    return sharing.ByFile(config, log)


def _is_served(item: pytest.Item) -> bool:
    """Tell whether a test needs a database, and one that is not like another to it."""
    if item.get_closest_marker("once"):
        return False
    fixtures = item.fixturenames if isinstance(item, pytest.Function) else ()
    marked = any(map(item.get_closest_marker, ("django_db", "scratch_books")))
    return marked or "transactional_db" in fixtures


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Put a migrated database where pytest-django will look for it."""
    with django_db_blocker.unblock():
        name = connections["default"].creation._get_test_db_name()  # type: ignore[attr-defined]  # noqa: SLF001  # no other knows, and the stubs forget it
        copy_of_empty("site", name)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Make the site's database, and remember how it is before the first test.

    It is in the place of pytest-django's, which makes none for a test that fills the site by a
    fixture alone.
    """
    with django_db_blocker.unblock():
        setup_databases(verbosity=0, interactive=False, keepdb=True, aliases={"default": None})
        cleanup.remember("default")
        _read_what_is_kept()  # so that no test that counts statements is the first to read it


@pytest.fixture(autouse=True)
def _paper_as_stored(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let a process forget the paper that a test has made, once its rows are gone."""
    mark = changes.mark()
    yield
    if changes.mark() != mark:
        changes.note()
        with django_db_blocker.unblock():
            _read_what_is_kept()


def _read_what_is_kept() -> None:
    paper.current()
    bars.in_force()
    rules.kept()
    fronts.arranged(None)


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let a test reach both databases, and delete afterwards what it wrote into the site's.

    It is in the place of pytest-django's fixture of this name, which flushes.
    """
    with django_db_blocker.unblock():
        yield
        cleanup.empty("default")


@pytest.fixture
def books(transactional_db: None, tmp_path: Path) -> Iterator[BooksStage]:
    """Give fresh books with an open day, a pool of a million Twei and a clock by hand."""
    with fresh_database(tmp_path):
        stage = BooksStage(tmp_path)
        yield stage
        stage.close()
