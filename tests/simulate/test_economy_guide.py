"""The examples of the guides to the economy print what the guides show."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.core.broken_rules import BREAKS
from tweipress.core.tariff import TariffError
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.run import run

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("economy.md", "sharing.md")
GUIDE = "\n".join((DOCS / name).read_text(encoding="utf-8") for name in GUIDES)
INVARIANTS = (DOCS / "invariants.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^```jsonl\n(.*?)^```\n\n```(json|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
EXAMPLES = EXAMPLE.findall(GUIDE)


def missing(part: Any, whole: Any) -> Any:
    """Return what of `part` is not in `whole`, None when all of it is."""
    if not isinstance(part, dict) or not isinstance(whole, dict):
        return None if part == whole else part
    lacking = {key: missing(value, whole.get(key)) for key, value in part.items()}
    return {key: value for key, value in lacking.items() if value is not None} or None


@pytest.mark.parametrize(("scenario", "kind", "printed"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_prints_what_stands_below_it(scenario: str, kind: str, printed: str) -> None:
    lines = scenario.split("\n")
    if kind == "text":
        with pytest.raises(TariffError) as caught:
            run(lines, MemoryBank)
        assert caught.value.condition == printed.strip()
    else:
        books = run(lines, MemoryBank)
        assert not any("refused" in result for result in books["results"])
        assert missing(json.loads(printed), books) is None


def test_every_example_of_the_guide_is_played() -> None:
    assert len(EXAMPLES) == GUIDE.count("```jsonl") >= 6


def test_every_rule_broken_on_purpose_stands_among_the_invariants_with_what_finds_it() -> None:
    for rule, invariant in BREAKS.items():
        assert f"| {rule.__doc__} | {invariant} |" in INVARIANTS
