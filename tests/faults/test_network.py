"""What the server is told about a leader that the network may cut off; `make faults` cuts it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.faults.machine.postgres import Postgres
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.leader import SILENCE, Leadership

HOST = "127.83.7.2"
"""An address of this machine's own that nobody else listens at."""
ALIAS = "by_network"


@pytest.fixture
def server() -> Iterator[Postgres]:
    """Give a server that listens at the address, in a folder that its user may always enter."""
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "run").mkdir()
        made = Postgres(Path(folder), Path(folder) / "run", HOST)
        made.start()
        yield made
        made.remove()


@pytest.fixture
def connection(server: Postgres, django_db_blocker: DjangoDbBlocker) -> Iterator[Connection]:
    """Give a connection to the server by TCP."""
    description = {"NAME": "postgres", "HOST": server.host, "USER": "postgres", "OPTIONS": {}}
    engine = {"ENGINE": "django.db.backends.postgresql"}
    connections.settings[ALIAS] = {**connections.settings["books"], **description, **engine}
    made = Connection(ALIAS)
    with django_db_blocker.unblock():
        yield made
    made.close()
    del connections.settings[ALIAS]


def test_the_server_gives_a_silent_leader_up_in_seconds_in_the_middle_of_an_answer_too(
    connection: Connection,
) -> None:
    assert Leadership(connection, ALIAS).try_lock()
    in_force = connection.rows(
        "SELECT name, setting FROM pg_settings WHERE starts_with(name, 'tcp_') ORDER BY name"
    )
    assert in_force == sorted((name, str(value)) for name, value in SILENCE)
