"""Markup of lists and tables: made of clean inline HTML when saved, cleaned anew when shown."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, NamedTuple

import nh3

from tweipress.articles.text import inline
from tweipress.articles.text.blocks import Entry
from tweipress.markdown.links import SCHEMES

CONTINUED: Final = "is-continued"
AUTO: Final = {"dir": {"auto"}}
LISTS: Final = nh3.Cleaner(
    tags=inline.TAGS | {"ul", "ol", "li"},
    attributes={"a": {"href"}, "ol": {"start"}},
    tag_attribute_values={"ul": AUTO, "ol": AUTO},
    allowed_classes={tag: {CONTINUED} for tag in ("ul", "ol", "li")},
    url_schemes=SCHEMES,
    link_rel=inline.LINK_REL,
)
TABLES: Final = nh3.Cleaner(
    tags=inline.TAGS | {"table", "caption", "thead", "tbody", "tr", "th", "td"},
    attributes={"a": {"href"}},
    tag_attribute_values={"table": AUTO, "th": {"scope": {"col", "row"}}},
    url_schemes=SCHEMES,
    link_rel=inline.LINK_REL,
)


class Rendered(NamedTuple):
    """An item with its clean HTML; `continued` means that it begins in the part before."""

    entry: Entry
    html: str
    continued: bool


def list_html(items: Sequence[Rendered], *, continued: bool) -> str:
    """Return a list, or what of it is in one part, as clean HTML; lists in lists are nested.

    What begins below an item of the part before stands below an item without text and number.
    """
    out: list[str] = []
    open_tags: list[str] = []
    for item in items:
        depth = len(item.entry.orders)
        while len(open_tags) > depth:
            out.append(f"</li></{open_tags.pop()}>")
        if len(open_tags) == depth:
            out.append("</li>")
        while len(open_tags) < depth:
            level = len(open_tags)
            is_continued = continued and level == 0
            tag = "ol" if item.entry.orders[level] else "ul"
            out.append(_opening(tag, item.entry.numbers[level], is_continued=is_continued))
            open_tags.append(tag)
            if len(open_tags) < depth:
                out.append(_item(continued=True))
        out.append(_item(continued=item.continued) + item.html)
    out.extend(f"</li></{tag}>" for tag in reversed(open_tags))
    return clean_list("".join(out))


def _opening(tag: str, number: int, *, is_continued: bool) -> str:
    start = f' start="{number}"' if tag == "ol" and number != 1 else ""
    of = f' class="{CONTINUED}"' if is_continued else ""
    return f'<{tag}{start}{of} dir="auto">'


def _item(*, continued: bool) -> str:
    return f'<li class="{CONTINUED}">' if continued else "<li>"


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """Return a table as clean HTML, of clean HTML of its cells and a plain caption.

    Above the names of rows no column has a name: where that cell is empty, rows have names.
    """
    has_names = any(head) and not head[0]
    named = f"<caption>{escape(caption, quote=False)}</caption>" if caption else ""
    top = "".join(f'<th scope="col">{cell}</th>' if cell else "<td></td>" for cell in head)
    body = "".join(f"<tr>{_cells(row, has_names=has_names)}</tr>" for row in rows)
    thead = f"<thead><tr>{top}</tr></thead>" if any(head) else ""
    return clean_table(f'<table dir="auto">{named}{thead}<tbody>{body}</tbody></table>')


def _cells(row: Sequence[str], *, has_names: bool) -> str:
    first, *others = row
    name = f'<th scope="row">{first}</th>' if has_names and first else f"<td>{first}</td>"
    return name + "".join(f"<td>{cell}</td>" for cell in others)


def clean_list(markup: str) -> str:
    """Return markup with nothing in it but lists and what inline Markdown makes."""
    return LISTS.clean(markup)


def clean_table(markup: str) -> str:
    """Return markup with nothing in it but tables and what inline Markdown makes."""
    return TABLES.clean(markup)
