"""Pictures, cards and players: what a text shows that is no text."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from tweipress.articles.text import embeds, limits
from tweipress.articles.text.html.context import Context, Node, link, node, text_node
from tweipress.articles.text.html.losses import Loss
from tweipress.articles.text.html.tree import Element, plain
from tweipress.articles.text.tidying import tidy

SOURCES: Final = ("data-lazy-src", "data-src", "src")
"""Where the address of a picture is, if a script of the old page was to load it."""
_POSTS: Final = (
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed"
)
QUOTED_POSTS: Final = frozenset(_POSTS.split())
PLAYERS: Final = (
    (re.compile(r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})"),
     "https://www.youtube.com/watch?v={}"),
    (re.compile(r"//player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"//open\.spotify\.com/embed/(\w+/\w+)"), "https://open.spotify.com/{}"),
    (re.compile(r"//(?:www\.)?dailymotion\.com/embed/video/(\w+)"),
     "https://www.dailymotion.com/video/{}"),
)  # fmt: skip
"""What a player in a page plays, as an address that people open."""
GIST: Final = re.compile(r"(https://gist\.github\.com/[\w./-]+?)\.js(?:\?.*)?")
CODE_OF_CAMERA: Final = re.compile(
    r"[\W\d_]*(?:img|dsc|dscn|dscf|pict|image|photo)?[\W\d_]*", re.IGNORECASE
)
COUNTERS: Final = ("/pixel.gif", "feeds.feedburner.com/~r/", "stats.wordpress.com/b.gif")


def picture(context: Context, element: Element, caption: str = "") -> list[Node]:
    """Return a picture by the address that it had; its caption is cut if no page has room for it.

    One that nobody described is called by its caption, its title or its file's name, and counted.
    """
    src = next((src for name in SOURCES if (src := element.get(name))), "")
    if not src or _is_counting(element):
        return []
    if not src.startswith("data:"):
        try:
            src = urljoin(context.base, src) if context.base else src
        except ValueError:
            return []
    alt = tidy(element.get("alt"))
    if not alt:
        context.lose(Loss.UNDESCRIBED)
        alt = tidy(caption) or tidy(element.get("title")) or called(src)
    kept: Node = {
        "picture": src,
        "alt": fitting(context, alt, limits.ALT_CHARS),
        "caption": fitting(context, tidy(caption), limits.CAPTION_CHARS),
        "credit": fitting(context, tidy(element.get("data-credit")), limits.TITLE_CHARS),
    }
    return [node("picture", **kept)]


def called(src: str) -> str:
    """Return what the name of a file says, or all of it if that says nothing."""
    if src.startswith("data:"):
        return "—"
    name = unquote(urlsplit(src).path).rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    words = " ".join(re.split(r"[-_\s]+", stem)).strip()
    return tidy(name if CODE_OF_CAMERA.fullmatch(stem) else words) or "—"


def fitting(context: Context, text: str, most: int) -> str:
    """Return a text as long as there is room for."""
    if len(text) <= most:
        return text
    context.lose(Loss.CUT)
    return text[: most - 1].rstrip() + "…"


def embed(context: Context, url: str, title: str = "") -> list[Node]:
    """Return a card of an address, or a link to it if its site is not on the list."""
    address = context.address(f"https:{url}" if url.startswith("//") else url)
    for pattern, shown in PLAYERS:
        if match := pattern.search(address):
            address = shown.format(match[1])
    if not address:
        context.lose(Loss.EMBED)
        return []
    if embeds.is_listed(address) and len(address) <= limits.ADDRESS_CHARS:
        return [node("embed", url=address, title=tidy(title)[: limits.TITLE_CHARS])]
    context.lose(Loss.EMBED)
    return link(context, address, tidy(title))


def framed(context: Context, element: Element) -> list[Node]:
    """Return what a frame or an object shows."""
    src = next((src for name in ("src", "data-src", "data") if (src := element.get(name))), "")
    if not src and (inner := element.first("embed", "iframe")):
        return framed(context, inner)
    return embed(context, src, element.get("title"))


def played(context: Context, element: Element, title: str = "") -> list[Node]:
    """Return a link to what a player of sound or film played."""
    source = element.first("source")
    src = element.get("src") or (source.get("src") if source else "")
    context.lose(Loss.AUDIO if element.tag == "audio" else Loss.VIDEO)
    return link(context, src, title or called(src)) if src else []


def post(context: Context, element: Element) -> list[Node] | None:
    """Return the card of a post that is quoted with its site's script; None if it is no such."""
    if not QUOTED_POSTS & element.classes:
        return None
    links = [one.get("href") for one in element.elements() if one.tag == "a"]
    cards = embed(context, links[-1] if links else "", "")
    words = plain(element)
    if cards and cards[0]["type"] == "paragraph" and words:
        quoted = node("quoteText", [text_node(words)])
        return [node("quote", [quoted, node("quoteSource")]), *cards]
    return cards


def bookmark(context: Context, element: Element) -> list[Node]:
    """Return the card of a page that is shown with its title (Ghost's bookmarks)."""
    anchor = element.first("a")
    title = plain(element.of_class("kg-bookmark-title"))
    return embed(context, anchor.get("href") if anchor else "", title)


def script(context: Context, element: Element) -> list[Node]:
    """Return a link to a gist; any other script is left out."""
    if match := GIST.fullmatch(element.get("src")):
        context.lose(Loss.EMBED)
        return link(context, match[1], "")
    context.lose(Loss.SCRIPT)
    return []


def pictures(context: Context, images: Sequence[Element], caption: str) -> list[Node]:
    """Return pictures one below another; the last has the caption that all had."""
    made: list[Node] = []
    for number, image in enumerate(images, 1):
        made += picture(context, image, caption if number == len(images) else "")
    return made


def _is_counting(element: Element) -> bool:
    """Tell whether a picture is a dot that counted readers."""
    return any(
        name in element.get("src")
        for name in ("/pixel.gif", "feeds.feedburner.com/~r/", "stats.wordpress.com/b.gif")
    )
