"""How tests are divided among processes: file by file, slow files first.

A test waits for half of its time: for a site that starts, a browser, a fault's end. So there is one
process more than the machine has cores.
"""

import os
from collections.abc import Sequence

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/editor/", "tests/browser/")
"""Folders whose tests share a site: one process plays all of it. The first that fits counts."""
APART = ("tests/bench/",)
"""Folders whose tests share nothing and take long, each one."""
FIRST = (
    "tests/browser/",
    "tests/faults/",
    "tests/bench/",
    "tests/risk/fitting/test_fit.py",
    "tests/wire/",
    "tests/config/test_serving.py",
    "tests/farm/",
    "tests/reading/test_script.py",
    "tests/staff/test_site_process.py",
    "tests/jobs/",
    "tests/demo/",
    "tests/backup/",
    "tests/config/",
    "tests/trust/test_theorem.py",
    "tests/core/test_invariants.py",
)
"""What takes longest, in that order: at the end of a run no process waits for another."""


OF_DATABASE = (
    "tests/backup/",
    "tests/bank/",
    "tests/config/",
    "tests/faults/",
    "tests/jobs/",
    "tests/notifications/test_decisions.py",
    "tests/notifications/test_telling.py",
    "tests/pages/",
    "tests/simulate/",
    "tests/trust/",
    "tests/wire/test_signs.py",
    "tests/test_",
)
"""What may differ between databases: on PostgreSQL, `make test` plays these and leaves the pages of
the single apps to `make test-all`."""


def is_of_database(nodeid: str) -> bool:
    """Tell whether a test is about what may differ between databases."""
    return nodeid.startswith(OF_DATABASE)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Gives a process a whole file, so that what a file's tests share is made once."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        """Keep the order in which tests were collected."""
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(APART):
            return nodeid
        together = next((prefix for prefix in TOGETHER if nodeid.startswith(prefix)), "")
        return together or nodeid.partition("::")[0]


def processes() -> int:
    """Return how many processes share the suite."""
    return len(os.sched_getaffinity(0)) + 1


def long_ones_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return the tests in the order in which they are to start."""
    return sorted(items, key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    places = (place for place, prefix in enumerate(FIRST) if nodeid.startswith(prefix))
    return next(places, len(FIRST))
