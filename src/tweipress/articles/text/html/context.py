"""What the parts of the converter share: where a text is from, its footnotes, what was lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urljoin

from tweipress.articles.text import inline
from tweipress.articles.text.html.losses import Loss, Losses
from tweipress.articles.text.html.tree import Child, Element

Node = dict[str, Any]
"""A node of the rich editor's document."""
SKIPPED: Final = ("mailto:", "data:", "#")


@dataclass
class Context:
    """What is known of a text while it is read; `base` is the address that it had, or empty."""

    base: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    lost: Losses = field(default_factory=Losses)

    def lose(self, loss: Loss) -> None:
        """Count a part that is not taken, or not as it was."""
        self.lost[loss] += 1

    def address(self, href: str) -> str:
        """Return the whole web address of a link, empty if it leads nowhere on the web."""
        if not href or href.startswith(SKIPPED):
            return ""
        try:
            return inline.address(urljoin(self.base, href) if self.base else href)
        except ValueError:
            return ""


class Flow(Protocol):
    """Makes nodes of whatever stands one below another."""

    def __call__(self, children: Sequence[Child]) -> list[Node]:
        """Return the nodes of several children."""


def node(kind: str, content: Sequence[Node] = (), **attrs: Any) -> Node:
    """Return a node of a document."""
    made: Node = {"type": kind}
    if attrs:
        made["attrs"] = attrs
    return {**made, "content": list(content)} if content else made


def text_node(text: str) -> Node:
    """Return text without marks."""
    return {"type": "text", "text": text}


def link(context: Context, href: str, text: str) -> list[Node]:
    """Return a paragraph that leads to an address; none if that is no address."""
    address = context.address(href)
    if not address:
        return []
    mark = {"type": "link", "attrs": {"href": address}}
    return [node("paragraph", [{**text_node(text or address), "marks": [mark]}])]


def within(elements: Sequence[Child]) -> Iterator[Element]:
    """Yield those children that are elements."""
    return (child for child in elements if isinstance(child, Element))
