"""The text of a post to HTML: blocks lose their comments, classic texts get their paragraphs."""

import json
import re
from html import escape
from typing import Final

from tweipress.imports.reading.wordpress.channel import Channel
from tweipress.imports.reading.wordpress.items import Fields
from tweipress.imports.reading.wordpress.shortcodes import replaced
from tweipress.imports.values import Left, LeftCounts

BLOCK: Final = re.compile(
    r"<!--\s+(?P<close>/)?wp:(?P<name>[a-z][\w/-]{0,80})\s+(?P<data>\{[^\n]{0,20000}?\}\s+)?(?P<void>/)?-->"
)
KEPT: Final = re.compile(
    r"(<(?:pre|script|style|textarea)\b[^>]*>.*?</(?:pre|script|style|textarea)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
"""Where an empty line is one, and no paragraph."""
CODE: Final = re.compile(r"(<(?:pre|code)\b[^>]*>.*?</(?:pre|code)\s*>)", re.DOTALL | re.IGNORECASE)
EMPTY_LINES: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BLOCKS: Final = (
    "ul|ol|li|table|tbody|thead|tfoot|tr|td|th|p|div|h[1-6]|blockquote|figure|dl|dt|dd|hr"
)
AROUND_BLOCKS: Final = re.compile(rf"(</?(?:{_BLOCKS})\b[^>]*>)\n", re.IGNORECASE)
"""The end of a line behind a block is none in the text."""
COMMENTS: Final = re.compile(r"<!--(?!\s*/?wp:).*?-->", re.DOTALL)
IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
NUMBER: Final = re.compile(r"wp-image-(\d{1,12})")
SOURCE: Final = re.compile(r'\bsrc\s*=\s*"([^"]*)"', re.IGNORECASE)
ALT: Final = re.compile(r'\balt\s*=\s*"\s*\S[^"]*"', re.IGNORECASE)
NOTHING: Final = frozenset({"more", "nextpage", "spacer", "footnotes"})
"""Blocks that nobody reads, or that are made of something else."""
PARTS_MAX: Final = 50


def html_of(item: Fields, channel: Channel, left: LeftCounts) -> str:
    """Return the text of a post as HTML, and count blocks and shortcodes that are left."""
    raw = item["content:encoded"].replace("\r\n", "\n").replace("\r", "\n")
    raw = _outside(raw, channel, item["wp:post_id"], left)
    text = _blocks(raw, channel, left) if "<!-- wp:" in raw else _paragraphs(raw)
    text = IMAGE.sub(lambda match: _described(match[0], channel), text)
    return text + _footnotes(item.metas.get("footnotes", ""))


def _blocks(raw: str, channel: Channel, left: LeftCounts) -> str:
    """Return the HTML of blocks; what stands between them is a classic text."""
    pieces: list[str] = []
    depth = at = parts = 0
    for match in BLOCK.finditer(raw):
        between = raw[at : match.start()]
        pieces.append(between if depth else _paragraphs(between))
        at, name = match.end(), match["name"].removeprefix("core/")
        if match["close"]:
            depth = max(0, depth - 1)
        elif not match["void"]:
            depth += 1
        elif name == "block" and parts < PARTS_MAX:
            parts += 1
            number = str(_data(match["data"]).get("ref", ""))
            shared = channel.parts.get(number, "")
            pieces.append(BLOCK.sub("", shared))
            if not shared:
                left[Left.BLOCK, name] += 1
        elif name not in NOTHING:
            left[Left.BLOCK, name] += 1
    return "".join([*pieces, _paragraphs(raw[at:]) if not depth else raw[at:]])


def _paragraphs(text: str) -> str:
    """Let an empty line begin a paragraph, as WordPress does when it shows a classic text."""
    pieces = KEPT.split(COMMENTS.sub("", text))
    for number in range(0, len(pieces), 2):
        lines = EMPTY_LINES.sub("<br><br>", AROUND_BLOCKS.sub(r"\1", pieces[number]))
        pieces[number] = lines.replace("\n", "<br>\n")
    return "".join(pieces)


def _outside(text: str, channel: Channel, post: str, left: LeftCounts) -> str:
    """Return a text whose shortcodes have become HTML; what is shown as code stays."""
    pieces = CODE.split(text)
    pieces[::2] = [replaced(piece, channel, post, left) for piece in pieces[::2]]
    return "".join(pieces)


def _described(image: str, channel: Channel) -> str:
    """Return a picture with what the media library says of it, where the text says nothing."""
    number, source = NUMBER.search(image), SOURCE.search(image)
    attachment = channel.attachments.get(number[1]) if number else None
    attachment = attachment or (channel.by_url.get(source[1]) if source else None)
    if attachment is None:
        return image
    alt = attachment.alt or attachment.caption
    more = f' data-credit="{escape(attachment.credit)}"' if attachment.credit else ""
    if alt and not ALT.search(image):
        image = re.sub(r'\balt\s*=\s*"[^"]*"', "", image)
        more += f' alt="{escape(alt)}"'
    return f"<img{more}{image[4:]}"


def _footnotes(meta: str) -> str:
    """Return the footnotes that WordPress keeps beside a text."""
    try:
        rows = json.loads(meta) if meta else []
    except (ValueError, RecursionError):
        return ""
    items = [
        f'<li id="{escape(str(row.get("id")))}">{row.get("content", "")}</li>'
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]
    return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else ""


def _data(text: str | None) -> dict[str, object]:
    try:
        data = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
