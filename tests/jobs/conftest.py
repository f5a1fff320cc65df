"""A site on the test's databases, whose processes know the trial jobs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.command import ROOT
from harness.site import Site
from tests.fresh_books import fresh_database
from tests.staff.test_site_process import url


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    """Give an empty site."""
    with fresh_database(tmp_path):
        yield Site(
            tmp_path,
            {
                "TWEIPRESS_SITE_URL": url("default"),
                "TWEIPRESS_BOOKS_URL": url("books"),
                "DJANGO_SETTINGS_MODULE": "tests.jobs.settings",
                "PYTHONPATH": str(ROOT),
            },
        )
