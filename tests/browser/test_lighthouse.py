"""Lighthouse gives the pages that most people see first the whole 100 in its four categories."""

import json
import os
import shutil
import subprocess
from typing import Any, Final

import pytest

from harness.process import PATIENCE_S
from tests.browser.site import Site
from tests.house.tree import ROOT
from tests.http.browser import FLAGS, NAMES

LIGHTHOUSE: Final = ROOT / ".venv/node/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
WHOLE: Final = dict.fromkeys(CATEGORIES, 1)
TRIES: Final = 3
"""The first measures more than the page where others use the machine."""


def scores(address: str) -> dict[str, float]:
    """Return the page's score in each category."""
    chromium = next(path for name in NAMES if (path := shutil.which(name)))
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json"]
    flags = [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    ran = subprocess.run(
        [*command, *flags, f"--only-categories={','.join(CATEGORIES)}"],
        env=os.environ | {"CHROME_PATH": chromium},
        capture_output=True,
        check=True,
        timeout=PATIENCE_S,
    )
    report: dict[str, Any] = json.loads(ran.stdout)
    return {name: report["categories"][name]["score"] for name in CATEGORIES}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("path", ["/", "/post/how-bees-vote/", "/accounts/signup/"])
def test_lighthouse_gives_the_whole_hundred(
    site: Site, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not LIGHTHOUSE.exists():
        with capsys.disabled():
            print("\nLighthouse did not look: it is not in .venv/node.")  # noqa: T201  # as scripts/node.sh does
        return
    tried: list[dict[str, float]] = []
    while len(tried) < TRIES and WHOLE not in tried:
        tried.append(scores(site.address + path))
    assert WHOLE in tried
