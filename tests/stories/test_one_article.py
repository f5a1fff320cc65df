"""Stories played from their files; every figure of their golden books was reckoned by hand."""

from pathlib import Path

import pytest

from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.run import as_text, run

HERE = Path(__file__).parent
STORIES = sorted(path.stem for path in HERE.glob("*.jsonl"))


@pytest.mark.parametrize("story", STORIES)
def test_a_story_ends_with_its_golden_books_to_the_byte(story: str) -> None:
    lines = (HERE / f"{story}.jsonl").read_text(encoding="utf-8").split("\n")
    golden = (HERE / f"{story}.books.json").read_bytes()
    assert as_text(run(lines, MemoryBank)).encode() == golden


def test_there_is_a_story_to_tell() -> None:
    assert "one_article" in STORIES
