"""The stage of the core's tests: books in memory, no Django."""

import pytest

from tests.core.stage import Stage, staged


@pytest.fixture
def stage() -> Stage:
    """Return scenario books with gates on: the cast at LVL 20 with 1000 Twei each, day 0 open."""
    return staged()


@pytest.fixture
def free() -> Stage:
    """Return the same with the gates off."""
    return staged(gates=False)


@pytest.fixture
def real() -> Stage:
    """Return the books of a site, where levels are earned."""
    return staged(scenario=False)
