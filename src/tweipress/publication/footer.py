"""The footer's text: lines of inline Markdown, made clean HTML when a worker reads the settings."""

from functools import cache
from typing import Final

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

LINES_MAX: Final = 6
"""A footer is a few lines; what is longer is a page."""
CLEANER: Final = nh3.Cleaner(
    tags={"em", "strong", "a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["emphasis", "link", "escape"])


def lines(text: str) -> tuple[SafeString, ...]:
    """Return the lines of a footer as clean HTML; empty lines are left out."""
    typed = (line.strip() for line in text.splitlines())
    return tuple(_shown(line) for line in typed if line)[:LINES_MAX]


def _shown(line: str) -> SafeString:
    return SafeString(CLEANER.clean(_parser().renderInline(line)))
