"""What the security log knows by name is noted somewhere, and has a sentence."""

from tests.house.tree import PACKAGE, files
from tweipress.security.events import Event
from tweipress.staff.blocks.security import NAMES

APART = {PACKAGE / "security/events.py", PACKAGE / "staff/blocks/security.py"}
"""Where the names are declared, and where they are put into words."""


def test_every_event_is_noted_somewhere() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for path in files()
        if path.suffix == ".py" and path.is_relative_to(PACKAGE) and path not in APART
    ]
    silent = {
        event.name
        for event in Event
        if not any(f"Event.{event.name}" in source for source in sources)
    }
    assert silent == set()


def test_every_event_has_a_sentence() -> None:
    assert set(NAMES) == set(Event)
