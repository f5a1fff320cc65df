"""Shortcodes of WordPress: those of its own become HTML, others leave what is between them."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Final

from tweipress.imports.reading.wordpress.channel import Channel
from tweipress.imports.values import Left, LeftCounts

OPENING: Final = re.compile(
    r"\[(?P<name>[A-Za-z][\w-]{0,40})(?P<rest>(?:[\s=][^\[\]<>]{0,2000}|\s[^\[\]]{0,2000})?)\]"
)
ATTRIBUTE: Final = re.compile(r"""([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
ADDRESS: Final = re.compile(r"https?://[^\s\"'\]]+")
NUMBERS: Final = re.compile(r"\d{1,12}")
WITHIN: Final = re.compile(r"[\w)\]\[.\"'$]")
"""Before a bracket that is none of a shortcode: `input[type=text]`, `[[gallery]]`."""
DEPTH_MAX: Final = 5
MEDIA: Final = ("src", "mp3", "mp4", "m4a", "m4v", "ogg", "webm", "wav", "url")
_CODES: Final = (
    "code sourcecode source bash c cpp csharp css diff go html java javascript js perl php"
    " plain python ruby scala sql swift text vb xml"
)
CODES: Final = frozenset(_CODES.split())
"""Shortcodes that hold code; most are called by its language."""


class _Text:
    """A text whose shortcodes are replaced."""

    def __init__(self, channel: Channel, post: str, left: LeftCounts) -> None:
        self._channel, self._post, self._left = channel, post, left
        self._known: Mapping[str, Callable[[Mapping[str, str], str, str], str]] = {
            **dict.fromkeys(("caption", "wp_caption"), self._caption),
            **dict.fromkeys(("audio", "video"), self._media),
            **dict.fromkeys(("embed", "youtube", "vimeo"), self._embed),
            **dict.fromkeys(CODES, self._code),
            "gallery": self._gallery,
        }

    def replaced(self, text: str, depth: int = 0) -> str:
        """Return the text with HTML in the place of shortcodes."""
        pieces: list[str] = []
        unclosed: set[str] = set()
        at = 0
        while match := OPENING.search(text, at):
            pieces.append(text[at : match.start()])
            name, rest, end = match["name"], match["rest"].strip().rstrip("/"), match.end()
            closing = f"[/{name}]"
            close = (
                -1 if name in unclosed or match["rest"].endswith("/") else text.find(closing, end)
            )
            if close < 0:
                unclosed.add(name)
            inner = text[end:close] if close >= 0 else ""
            if WITHIN.search(text[max(0, match.start() - 1) : match.start()]):
                made, at = match[0], end
            elif (known := self._known.get(name.lower())) is not None:
                at = close + len(closing) if close >= 0 else end
                raw = (
                    inner
                    if name.lower() in CODES or depth >= DEPTH_MAX
                    else self.replaced(inner, depth + 1)
                )
                made = known({**_attributes(rest), "": rest, "name": name.lower()}, raw, match[0])
            elif close >= 0 or rest.startswith("=") or "=" in rest or re.search("[_-]", name):
                self._left[Left.SHORTCODE, name] += 1
                made = self.replaced(inner, depth + 1) if depth < DEPTH_MAX else inner
                at = close + len(closing) if close >= 0 else end
            else:
                made, at = match[0], end
            pieces.append(made)
        return "".join([*pieces, text[at:]])

    def _caption(self, given: Mapping[str, str], inner: str, _: str) -> str:
        image = re.match(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner)
        if image is None:
            return inner
        caption = given.get("caption") or inner[image.end() :].strip()
        return f"\n\n<figure>{image[0]}<figcaption>{caption}</figcaption></figure>\n\n"

    def _gallery(self, given: Mapping[str, str], inner: str, _: str) -> str:
        named = given.get("ids") or given.get("include") or ""
        numbers = NUMBERS.findall(named) or self._channel.below.get(self._post, [])
        images = []
        for number in numbers:
            if attachment := self._channel.attachments.get(number):
                caption = (
                    f"<figcaption>{attachment.caption}</figcaption>" if attachment.caption else ""
                )
                src = f'<img src="{escape(attachment.url)}">'
                images.append(f"<figure>{src}{caption}</figure>")
        if not images:
            self._left[Left.SHORTCODE, "gallery"] += 1
        return "\n\n" + "".join(images) + "\n\n"

    def _media(self, given: Mapping[str, str], inner: str, _: str) -> str:
        src = next((given[name] for name in MEDIA if given.get(name)), "")
        address = ADDRESS.search(src or given[""] or inner)
        if address is None:
            self._left[Left.SHORTCODE, given["name"]] += 1
            return inner
        tag = given["name"]
        return f'\n\n<{tag} src="{escape(address[0])}"></{tag}>\n\n'

    def _embed(self, given: Mapping[str, str], inner: str, whole: str) -> str:
        if address := ADDRESS.search(inner) or ADDRESS.search(given[""]):
            return f"\n\n{escape(address[0])}\n\n"
        shown = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
        number = given.get("id") or given[""].strip().lstrip("=")
        if given["name"] in shown and re.fullmatch(r"[\w-]{5,20}", number):
            return f"\n\n{shown[given['name']].format(number)}\n\n"
        self._left[Left.SHORTCODE, given["name"]] += 1
        return inner

    def _code(self, given: Mapping[str, str], inner: str, whole: str) -> str:
        named = given["name"] if given["name"] not in {"code", "sourcecode", "source"} else ""
        language = given.get("language") or given.get("lang") or named
        if not inner:
            return whole
        text = escape(unescape(inner.strip("\r\n")))
        return f'\n\n<pre><code class="language-{escape(language)}">{text}</code></pre>\n\n'


def _attributes(rest: str) -> dict[str, str]:
    return {
        name.lower(): next((value for value in values if value), "")
        for name, *values in ATTRIBUTE.findall(unescape(rest))
    }


def replaced(text: str, channel: Channel, post: str, left: LeftCounts) -> str:
    """Return a text with HTML in the place of shortcodes; count those that nobody knows."""
    return _Text(channel, post, left).replaced(text)
