"""A site of the size that is measured can be filled, and its plans have enough lines for a run."""

from pathlib import Path

import pytest

from bench.web.filling import READERS_AN_ARTICLE
from bench.web.requests import REQUESTS
from bench.web.server import fill
from tweipress.articles.bounds import DRAFTS_MAX

pytestmark = [pytest.mark.slow, pytest.mark.once]
READERS = (DRAFTS_MAX + 1) * READERS_AN_ARTICLE


def test_a_site_with_more_articles_than_anybody_may_have_drafts_is_filled_and_planned(
    tmp_path: Path,
) -> None:
    fill(tmp_path, READERS)
    planned = {
        request.plan: len((tmp_path / "var" / request.plan).read_bytes().splitlines())
        for request in REQUESTS
    }
    assert all(lines >= READERS for plan, lines in planned.items() if _is_once(plan)), planned
    assert all(planned.values())


def _is_once(plan: str) -> bool:
    return any(request.plan == plan and request.is_once for request in REQUESTS)
