"""What Jekyll and Hugo put between Markdown: highlighted code, figures, films; the rest is left."""

import re
from html import escape
from typing import Final

from tweipress.imports.values import Left, LeftCounts

HIGHLIGHT: Final = re.compile(
    r"\{%-?\s*highlight\s+([\w+#.-]*)[^%\n]*%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL
)
HUGO_CODE: Final = re.compile(
    r"\{\{[<%]\s*highlight\s+([\w+#.-]*)[^>%\n]*[>%]\}\}\n?(.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    re.DOTALL,
)
LINK: Final = re.compile(r"\{%-?\s*(?:post_url|link)\s+([^%\n]{1,300}?)\s*-?%\}")
SITE: Final = re.compile(r"\{\{\s*(?:site|page)\.(?:base)?url\s*\}\}|\{\{\s*site\.baseurl\s*\}\}")
FILTERED: Final = re.compile(r"""\{\{\s*["']([^"'\n]{0,500})["']\s*\|[^}\n]{0,100}\}\}""")
TAG: Final = re.compile(r"\{%-?\s*(/?[\w-]+)[^%\n]{0,1000}%\}")
SHORT: Final = re.compile(r"\{\{[<%]\s*(/?[\w./-]+)([^>%\n]{0,1000}?)/?\s*[>%]\}\}")
OUTPUT: Final = re.compile(r"\{\{(?![<%])\s*([\w.-]+)[^}\n]{0,300}\}\}")
ATTRIBUTES: Final = re.compile(
    r"^\s*\{:[^}\n]{0,300}\}\s*$|\{:\s*[.#][^}\n]{0,300}\}", re.MULTILINE
)
NAMED: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
WORD: Final = re.compile(r"""["']?([\w-]{3,60})["']?""")
FILMS: Final = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
LITERAL: Final = re.compile(
    r"^((?:```|~~~).*?^(?:```|~~~)[ \t]*)$|\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}",
    re.DOTALL | re.MULTILINE,
)
"""What is shown as it is written."""


def replaced(text: str, left: LeftCounts) -> str:
    """Return Markdown without what only these programs know; count what nothing stands for."""
    for pattern in (HIGHLIGHT, HUGO_CODE):
        text = pattern.sub(lambda match: f"\n```{match[1]}\n{match[2]}\n```\n", text)
    pieces: list[str] = []
    at = 0
    for match in LITERAL.finditer(text):
        pieces += [_outside(text[at : match.start()], left), match[1] or match[2] or ""]
        at = match.end()
    return "".join([*pieces, _outside(text[at:], left)])


def _outside(text: str, left: LeftCounts) -> str:
    """Return what is not code."""
    text = FILTERED.sub(r"\1", SITE.sub("", LINK.sub("", ATTRIBUTES.sub("", text))))

    def short(match: re.Match[str]) -> str:
        name, rest = match[1].lower(), match[2]
        if name == "figure":
            return _figure(rest)
        if name in FILMS and (word := WORD.search(rest)):
            return f"\n\n{FILMS[name].format(word[1])}\n\n"
        return _left(match[1])

    def _left(name: str) -> str:
        if not name.startswith(("/", "end")) and name not in {"comment", "assign", "if", "else"}:
            left[Left.SHORTCODE, name] += 1
        return ""

    text = SHORT.sub(short, text)
    text = TAG.sub(lambda match: _left(match[1]), text)
    return OUTPUT.sub(lambda match: _left(match[1]), text)


def _figure(rest: str) -> str:
    given = {name: a or b or c for name, a, b, c in NAMED.findall(rest)}
    caption = escape(given.get("caption") or given.get("title") or "")
    image = f'<img src="{escape(given.get("src", ""))}" alt="{escape(given.get("alt", ""))}">'
    credit = f" ({escape(given['attr'])})" if given.get("attr") else ""
    return f"\n\n<figure>{image}<figcaption>{caption}{credit}</figcaption></figure>\n\n"
