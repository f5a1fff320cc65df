"""The Markdown of comments, rendered: emphasis, links, quotes, lists and code, nothing else.

A text without any mark stays plain, and so does one that is nested deeper than anybody reads. HTML
that is typed stays text; what is rendered is cleaned by nh3 all the same.
"""

import re
from functools import cache, lru_cache
from typing import Final

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tweipress.markdown import emphasis
from tweipress.markdown.links import SCHEMES, is_web_link

RULES: Final = (
    *("blockquote", "list", "fence", "newline"),
    *("emphasis", "backticks", "link", "escape"),
)
TAGS: Final = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code", "pre"}
ATTRIBUTES: Final[dict[str, set[str]]] = {"a": {"href"}, "ol": {"start"}, "*": set()}
CLEANER: Final = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow ugc noopener"
)
SIGNS: Final = re.compile(r"[*_`\[\\]|~~~|^ {0,3}(?:>|[-+][ \t]|\d{1,9}[.)][ \t])", re.MULTILINE)
"""Without one of these there is nothing to render."""

NESTING_MAX: Final = 8
"""Of tags within tags: a list in a quote in a list, with emphasis in a link, is shown."""
KEPT: Final = 2000
"""Texts whose HTML a process keeps: that of a comment has some kilobytes at most."""


@lru_cache(KEPT)
def html(text: str) -> SafeString:
    """Return a comment as HTML; empty if it has nothing but plain text."""
    if not SIGNS.search(text):
        return SafeString("")
    parser = _parser()
    tokens = parser.parse(text)
    if _depth(tokens) > NESTING_MAX:
        return SafeString("")
    made = str(parser.renderer.render(tokens, parser.options, {}))
    return SafeString(CLEANER.clean(made).strip())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True, "html": False}).enable(RULES)
    parser.use(emphasis.between_words)
    parser.validateLink = is_web_link  # type: ignore[method-assign] # the documented way to choose
    return parser


def _depth(tokens: list[Token]) -> int:
    """Return how many tags are open at once at most."""
    depth = most = 0
    for token in tokens:
        depth += token.nesting
        most = max(most, depth + (_depth(token.children) if token.children else 0))
    return most
