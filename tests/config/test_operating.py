"""docs/operating.md names every setting, and none that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "operating.md").read_text()
SETTING = re.compile(r"TWEIPRESS_[A-Z]+(?:_[A-Z]+)*")


def test_every_setting_is_described_and_no_other() -> None:
    settings = (ROOT / "src" / "tweipress" / "config" / "settings.py").read_text()
    assert set(SETTING.findall(DOCUMENT)) == set(SETTING.findall(settings))
