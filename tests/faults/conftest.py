"""What fault tests share: a ground on the database that the run is for."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.faults.machine.ground import Ground, ground


@pytest.fixture(scope="module")
def place(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    """Give a small disk with a founded site on it."""
    with django_db_blocker.unblock(), ground(request.config.getoption("--books")) as made:
        yield made
