"""What the server is told about a leader that the network may cut off; `make faults` cuts it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.faults.postgres import Postgres
from tweipress.bank.lead import SILENCE, Leadership
from tweipress.bank.link import Link

HOST = "127.83.7.2"
"""An address of this machine's own that nobody else listens at."""
ALIAS = "by_network"


@pytest.fixture
def link(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Link]:
    """Give a connection to a server by TCP."""
    (tmp_path / "run").mkdir()
    server = Postgres(tmp_path, tmp_path / "run", HOST)
    server.start()
    description = {"NAME": "postgres", "HOST": HOST, "USER": "postgres", "OPTIONS": {}}
    engine = {"ENGINE": "django.db.backends.postgresql"}
    connections.settings[ALIAS] = {**connections.settings["books"], **description, **engine}
    made = Link(ALIAS)
    with django_db_blocker.unblock():
        yield made
    made.close()
    del connections.settings[ALIAS]
    server.remove()


def test_the_server_gives_a_silent_leader_up_in_seconds_in_the_middle_of_an_answer_too(
    link: Link,
) -> None:
    assert Leadership(link, ALIAS).try_lock()
    in_force = link.rows(
        "SELECT name, setting FROM pg_settings WHERE starts_with(name, 'tcp_') ORDER BY name"
    )
    assert in_force == sorted((name, str(value)) for name, value in SILENCE)
