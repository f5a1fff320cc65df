"""What the items of a WXR refer to, and so has to be known first: authors, attachments, parts."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from tweipress.imports.reading.source import Source
from tweipress.imports.reading.wordpress.items import Fields, elements
from tweipress.imports.values import Writer

CREDITS: Final = ("_media_credit", "media_credit", "_credit", "credit", "_wp_attachment_credit")
"""Where plugins keep who made a picture."""
PART_CHARS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library, and what it says of itself."""

    url: str
    alt: str
    caption: str
    credit: str
    title: str


@dataclass(slots=True)
class Channel:
    """A site: its address and language, and what its items refer to."""

    site: str = ""
    language: str = ""
    authors: dict[str, Writer] = field(default_factory=dict)
    numbers: dict[str, Writer] = field(default_factory=dict)
    """The same authors by their numbers, which comments of theirs have."""
    attachments: dict[str, Attachment] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, str] = field(default_factory=dict)
    """Blocks that several texts share."""
    by_url: dict[str, Attachment] = field(default_factory=dict)


def channel(source: Source) -> Channel:
    """Return what a WXR has beside its articles."""
    made = Channel()
    for name, element in elements(source):
        if name == "item":
            _note(made, Fields(element))
        elif name == "wp:author":
            fields = Fields(element)
            login = fields["wp:author_login"]
            shown = fields["wp:author_display_name"] or login
            writer = Writer(shown, login, fields["wp:author_email"])
            made.authors[login] = made.numbers[fields["wp:author_id"]] = writer
        elif name in {"link", "wp:base_blog_url"} and element.text:
            made.site = element.text.strip()
        elif name == "language":
            made.language = (element.text or "").strip()
    return made


def _note(made: Channel, item: Fields) -> None:
    number, kind = item["wp:post_id"], item["wp:post_type"]
    if kind == "attachment":
        attachment = Attachment(
            item["wp:attachment_url"],
            item.metas.get("_wp_attachment_image_alt", ""),
            item["excerpt:encoded"],
            next((item.metas[name] for name in CREDITS if item.metas.get(name)), ""),
            item["title"],
        )
        made.attachments[number] = made.by_url[attachment.url] = attachment
        made.below[item["wp:post_parent"]].append(number)
    elif kind == "wp_block":
        made.parts[number] = item["content:encoded"][:PART_CHARS]
