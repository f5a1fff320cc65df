"""The recipe of CONTRIBUTING.md works: one file and one figure make a new act.

The act is taken from the page as it stands there, into a copy of the package.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.house.tree import PACKAGE, ROOT

RECIPE: Final = (ROOT / "CONTRIBUTING.md").read_text().split("## Add an act\n")[1].split("\n## ")[0]
NAME: Final = "lay_aside"
FILE: Final = Path("core/acts/money/lay_aside.py")
FIGURE: Final = "lay_aside_min_twei"

pytestmark = pytest.mark.once


def block(language: str) -> str:
    """Return the recipe's one code block of a language."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", RECIPE, re.MULTILINE | re.DOTALL)
    return str(block)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Follow the recipe in a copy of the package; return what playing the act printed."""
    folder = tmp_path_factory.mktemp("recipe")
    package = folder / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    (package / FILE).write_text(block("python"))
    with (package / "core" / "tariff.toml").open("a") as figures:
        figures.write(f"\n{block('toml')}")
    tariff = package / "core" / "tariff.py"
    fields, canonical, rest = tariff.read_text().partition("\n    def canonical")
    tariff.write_text(f"{fields}    {FIGURE}: int\n{canonical}{rest}")
    rows = [{"member": 1, "amount_twei": twei} for twei in (40, 4, 61)]
    played = subprocess.run(
        [sys.executable, "-m", "tests.house.play_recipe", NAME, json.dumps(rows)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{folder}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tweipress.config.settings",
            "TWEIPRESS_DATA": str(folder / "data"),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    answer: dict[str, Any] = json.loads(played.stdout)
    return answer


def test_the_recipe_names_the_file_and_the_figure() -> None:
    assert f"*{FILE.name}* in `{FILE.parent}/`" in RECIPE
    assert FIGURE in RECIPE


def test_the_act_is_judged_through_a_teller_and_moves_what_it_says(played: dict[str, Any]) -> None:
    assert played["answers"] == [{"laid_aside": 40}, "AMOUNT_WRONG", "FUNDS_SHORT"]
    assert played["balances"] == {"ext": -100, "available:1": 60, "vesting:1:2026-01-01": 40}


def test_the_audit_replays_the_act_and_finds_nothing(played: dict[str, Any]) -> None:
    assert played["audit"] == []


def test_the_statement_has_its_label(played: dict[str, Any]) -> None:
    assert played["label"] == "Laid aside"


def test_the_state_machine_plays_it_without_naming_it(played: dict[str, Any]) -> None:
    assert played["machine"] > 0
