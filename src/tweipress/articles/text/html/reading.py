"""HTML to headings and blocks as JSON, to be checked by content.checked."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from tweipress.articles.text import limits
from tweipress.articles.text.checking import LANGUAGE
from tweipress.articles.text.html import lists, media, notes
from tweipress.articles.text.html.context import Context, Node, link, node, text_node, within
from tweipress.articles.text.html.inline import inlines, is_inline, paragraphs
from tweipress.articles.text.html.losses import Loss, Losses
from tweipress.articles.text.html.tree import Child, Element, parsed, plain
from tweipress.articles.text.rich import reading as rich
from tweipress.articles.text.tidying import tidy

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
SECTION: Final = 2
SUBHEADING: Final = 3
WITHIN: Final = 9
"""The level of what opened a part of the text, and was no heading there."""
ADDRESS: Final = re.compile(r"https?://\S+")
DASHES: Final = re.compile(r"^[\s—–-]+")
DRAWINGS: Final = re.compile(r"<(?:svg|canvas)\b", re.IGNORECASE)
CODE_CLASS: Final = re.compile(r"(?:lang(?:uage)?-|brush:\s*)([\w+#.-]+)")


class Converted(NamedTuple):
    """Headings and blocks; each `picture` is the address that it had. And what was lost."""

    sections: list[dict[str, Any]]
    lost: Losses


def convert(html: str, base: str = "") -> Converted:
    """Return the headings and blocks of HTML; `base` is the address of its page.

    A ContentError says that it is too much of something.
    """
    root = parsed(html)
    context = Context(base)
    context.lost[Loss.DRAWING] += len(DRAWINGS.findall(html))
    notes.find(context, root)
    nodes = _levelled(_Reader(context).flow(root.children))
    return Converted(rich.sections_of(node("doc", nodes)), +context.lost)


def _levelled(nodes: list[Node]) -> list[Node]:
    """Let the highest headings of a text begin its sections, as many as a text has."""
    levels = [each["attrs"]["level"] for each in nodes if each["type"] == "heading"]
    top = max(SECTION, min((one for one in levels if one != WITHIN), default=SECTION))
    sections = 0
    for each in nodes:
        if each["type"] == "heading":
            sections += (is_section := each["attrs"]["level"] <= top)
            is_section = is_section and sections < limits.HEADINGS_MAX  # one may have no heading
            each["attrs"] = {"level": SECTION if is_section else SUBHEADING}
    return nodes


class _Reader:
    """Makes nodes of elements."""

    def __init__(self, context: Context) -> None:
        self._context = context
        make = self._makers()
        self._make: Mapping[str, Callable[[Element], list[Node]]] = make

    def _makers(self) -> dict[str, Callable[[Element], list[Node]]]:
        context = self._context
        return {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol"), lambda of: lists.list_of(self.flow, of)),
            **dict.fromkeys(("iframe", "embed", "object"), lambda of: media.framed(context, of)),
            **dict.fromkeys(("audio", "video"), lambda of: media.played(context, of)),
            **dict.fromkeys(("input", "select", "textarea", "form", "button"), self._form),
            **dict.fromkeys(("canvas",), lambda _: []),
            "blockquote": self._quote,
            "details": self._details,
            "dt": self._term,
            "figure": self._figure,
            "hr": self._line,
            "img": lambda of: media.picture(context, of),
            "pre": self._code,
            "script": lambda of: media.script(context, of),
            "table": lambda of: lists.table_of(context, self.flow, of),
        }

    def flow(self, children: Sequence[Child]) -> list[Node]:
        """Return the nodes of children: what stands between blocks is a paragraph."""
        made: list[Node] = []
        loose: list[Child] = []
        for child in children:
            if isinstance(child, str) or is_inline(child):
                loose.append(child)
                continue
            made += self._paragraphs(loose)
            loose = []
            made += self._block(child)
        return [*made, *self._paragraphs(loose)]

    def _block(self, element: Element) -> list[Node]:
        if notes.is_notes(element) and self._context.notes:
            return notes.notes(self._context, element)
        if special := self._special(element):
            return special(element)
        maker = self._make.get(element.tag)
        return maker(element) if maker else self.flow(element.children)

    def _special(self, element: Element) -> Callable[[Element], list[Node]] | None:
        """Return who reads what a class alone tells."""
        classes = element.classes
        if "kg-bookmark-card" in classes:
            return lambda of: media.bookmark(self._context, of)
        if "wp-block-embed" in classes and element.first("iframe", "blockquote") is None:
            return self._embed
        if "kg-toggle-card" in classes:
            return self._toggle
        if classes & {"kg-callout-card", "wp-block-cover", "wp-block-media-text"}:
            return self._box
        if classes & {"kg-audio-card", "kg-video-card", "kg-file-card", "wp-block-file"}:
            return self._file
        if classes & {"kg-signup-card", "sharedaddy", "jp-relatedposts"}:
            return self._form
        return None

    def _paragraphs(self, children: Sequence[Child]) -> list[Node]:
        """Return paragraphs; one that is an address and nothing else becomes a card."""
        words = "".join(one if isinstance(one, str) else one.text for one in children).strip()
        if ADDRESS.fullmatch(words):
            cards = media.embed(Context(self._context.base), words)
            is_bare = all(isinstance(one, str) or one.tag == "br" for one in children)
            if cards and (cards[0]["type"] == "embed" or is_bare):
                return cards
        return paragraphs(self._context, children)

    def _heading(self, element: Element) -> list[Node]:
        others = [one for one in self.flow(element.children) if one["type"] != "paragraph"]
        title = tidy(plain(element))
        if len(title) > limits.TITLE_CHARS:
            bold = [{"type": "bold"}]
            return [*others, node("paragraph", inlines(self._context, [title], bold))]
        level = HEADINGS.index(element.tag) + 1
        return [*([node("heading", [text_node(title)], level=level)] if title else []), *others]

    def _quote(self, element: Element) -> list[Node]:
        """Return a quote for each paragraph; the last has the source."""
        if (made := media.post(self._context, element)) is not None:
            return made
        children, source = _sourced(element)
        nodes = self.flow(children)
        running = [one for one in nodes if one["type"] in {"paragraph", "heading"}]
        for one in running:
            said = source if one is running[-1] else ""
            within_it = [node("quoteText", one.get("content", []))]
            within_it.append(node("quoteSource", [text_node(said)] if said else []))
            one.clear()
            one.update(node("quote", within_it))
        return nodes if running or not source else [*nodes, node("paragraph", [text_node(source)])]

    def _code(self, element: Element) -> list[Node]:
        if "wp-block-verse" in element.classes:
            return [each for row in element.text.split("\n") for each in self.flow([row])]
        text = element.text.strip("\n")
        inner = element.first("code")
        named = f"{element.get('class')} {inner.get('class') if inner else ''}"
        match = CODE_CLASS.search(named)
        is_named = match and match[1] != "none" and LANGUAGE.fullmatch(match[1])
        attrs = {"language": match[1]} if match and is_named else {}
        return [node("codeBlock", [text_node(text)], **attrs)] if text.strip() else []

    def _figure(self, element: Element) -> list[Node]:
        """Return what a figure shows, with its caption where there is room for it."""
        within_it = [one for one in element.elements() if one.tag == "figure"]
        if within_it:  # a gallery of figures: its own caption stands below all of them
            return self.flow(element.children)
        caption_of = element.first("figcaption")
        caption = plain(caption_of)
        others = _but(element, "figcaption")
        images = [one for one in element.elements() if one.tag == "img"]
        is_alone = not any((one if isinstance(one, str) else one.text).strip() for one in others)
        if images and is_alone and element.first("iframe") is None:
            return media.pictures(self._context, images, caption)
        if (sound := element.first("audio", "video")) is not None:
            return media.played(self._context, sound, tidy(caption))
        made = self.flow(others)
        if made and caption and made[0]["type"] == "table":
            said = media.fitting(self._context, tidy(caption), limits.CAPTION_CHARS)
            made[0]["attrs"]["caption"] = said
            return made
        if made and caption and made[0]["type"] == "embed" and not made[0]["attrs"]["title"]:
            made[0]["attrs"]["title"] = tidy(caption)[: limits.TITLE_CHARS]
            return made
        return [*made, *(self.flow(caption_of.children) if caption_of else [])]

    def _embed(self, element: Element) -> list[Node]:
        """Return the card of an address that WordPress looks up by itself."""
        caption = tidy(plain(element.first("figcaption")))
        wrapper = element.of_class("wp-block-embed__wrapper") or element
        return media.embed(self._context, plain(wrapper), caption)

    def _details(self, element: Element) -> list[Node]:
        summary = element.first("summary")
        title = tidy(plain(summary))[: limits.TITLE_CHARS]
        head = [node("heading", [text_node(title)], level=WITHIN)] if title else []
        return [*head, *self.flow(_but(element, "summary"))]

    def _toggle(self, element: Element) -> list[Node]:
        """Return a heading and what it opened (Ghost's toggles)."""
        title = tidy(plain(element.of_class("kg-toggle-heading-text")))[: limits.TITLE_CHARS]
        content = element.of_class("kg-toggle-content")
        head = [node("heading", [text_node(title)], level=WITHIN)] if title else []
        return [*head, *(self.flow(content.children) if content else [])]

    def _box(self, element: Element) -> list[Node]:
        self._context.lose(Loss.BOX)
        emoji, text = element.of_class("kg-callout-emoji"), element.of_class("kg-callout-text")
        if text is None:
            return self.flow(element.children)
        return self.flow([f"{plain(emoji)} ".lstrip(), *text.children])

    def _file(self, element: Element) -> list[Node]:
        """Return a link to a file, a sound or a film, by its title."""
        title = next((plain(one) for one in element.elements() if "title" in one.get("class")), "")
        if (sound := element.first("audio", "video")) is not None:
            return media.played(self._context, sound, title)
        self._context.lose(Loss.FILE)
        anchor = element.first("a")
        return link(self._context, anchor.get("href"), title or plain(anchor)) if anchor else []

    def _term(self, element: Element) -> list[Node]:
        """Return the term of a list of definitions, which stand below it."""
        bold = [{"type": "bold"}]
        if element.has_blocks:
            return self.flow(element.children)
        return [node("paragraph", inlines(self._context, element.children, bold))]

    def _form(self, _: Element) -> list[Node]:
        self._context.lose(Loss.FORM)
        return []

    def _line(self, _: Element) -> list[Node]:
        self._context.lose(Loss.LINE)
        return []


def _but(element: Element, tag: str) -> list[Child]:
    """Return the children of an element without those of a tag."""
    return [one for one in element.children if isinstance(one, str) or one.tag != tag]


def _sourced(element: Element) -> tuple[list[Child], str]:
    """Return what a quote says, and who said it: a `cite` or `footer` at its end."""
    children = list(element.children)
    while children and isinstance(children[-1], str) and not children[-1].strip():
        children.pop()
    last = children[-1] if children else None
    if not isinstance(last, Element):
        return children, ""
    if last.tag in {"cite", "footer"}:
        source = DASHES.sub("", plain(last))
        if len(source) <= limits.TITLE_CHARS:
            return children[:-1], source
    elif last.tag == "p" and any(True for _ in within(last.children)):
        inner, source = _sourced(last)
        if source:
            return [*children[:-1], Element("p", last.attributes, inner, last.has_blocks)], source
    return children, ""
