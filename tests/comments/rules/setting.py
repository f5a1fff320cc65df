"""Rules for comments, as a test sets them from the console."""

from typing import Any

from tweipress.comments.rules import actions
from tweipress.core.ids import CONSOLE


def rule(**values: Any) -> None:
    """Set rules of the whole site."""
    assert actions.set_site(CONSOLE, None, values) is None
