"""`python -m tests.imports.real [FOLDER]`: hold the readers against real exports, and count.

The files are not in the repository, for they are their writers' own, and no test fetches them.
`OF` says where each is; put them into the folder, by default ~/.cache/tweipress/exports, under
those names. Each word of an article's HTML is looked for in the blocks made of it.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import django

OF: Final = {
    "theme-test-data.xml": "WordPress/theme-test-data: themeunittestdata.wordpress.xml (GPL)",
    "a11y-unit-test-data.xml": "WordPress/wordpress-importer: phpunit/data (GPL)",
    "bitcoinfrance.xml": "bitcoinfrance/bitcoinfrance.github.io: wordpress.xml",
    "mythz.xml": "ServiceStackV3/mythz_blog: wordpress-export.xml",
    "tarcan.xml": "tarcanm/blog-mustafatarcan: wordpress-export.xml",
    "manyharrier.json": "ManchesterYMCAHarriers/manyharrier.co.uk: ghost-export.json",
    "liberalisme.json": "bhuron/liberalisme-democratique: ghost-export.json",
    "jekyll": "jekyll/jekyll: docs/_posts",
    "DaringFireball.rss": "Ranchero-Software/RSParser: Tests/RSParserTests/Resources",
    "atp.rss": "as above",
    "dcrainmaker.xml": "as above",
    "scriptingNews.rss": "as above",
}
FOLDER: Final = Path.home() / ".cache" / "tweipress" / "exports"
WORD: Final = re.compile(r"\w+")
NO_WORDS: Final = re.compile(
    r"<(script|style|svg|form|textarea|select|button)\b.*?</\1>", re.DOTALL | re.IGNORECASE
)


def main(folder: Path) -> None:
    """Print a row for each export that is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print("| export | imported | too short | not for all | wrong | comments | words | lost |")  # noqa: T201 # a script talks to whoever started it
    for name in OF:
        if (folder / name).exists():
            counted = _counted(folder / name)
            print(f"| {name} | " + " | ".join(map(str, counted)) + " |")  # noqa: T201 # as above


def _counted(path: Path) -> tuple[int, ...]:
    """Return how many articles could come in, how many not and why, and what of their words."""
    from tweipress.articles.actions import ContentError  # noqa: PLC0415 # settings come first
    from tweipress.articles.queries import content, markup  # noqa: PLC0415 # as said above
    from tweipress.imports.reading.kinds import entries, source_of, told  # noqa: PLC0415 # as above
    from tweipress.imports.values import Skipped  # noqa: PLC0415 # as said above

    states: Counter[str] = Counter()
    htmls: list[str] = []
    convert = markup.convert

    def noted(html: str, base: str = "") -> markup.Converted:
        htmls.append(html)
        return convert(html, base)

    markup.convert = noted
    kind, source = told(source_of(path, "https://old.example/", "Noor"), None)
    try:
        for entry in entries(kind, source):
            if isinstance(entry, Skipped):
                wrong = isinstance(entry.why, ContentError)
                states["wrong" if wrong else "skipped"] += 1
                continue
            given, kept = (
                _words(_text(htmls[-1], markup)),
                _words(" ".join(_strings(entry.sections))),
            )
            states["words"] += sum(given.values())
            states["lost"] += sum((given - kept).values())
            for section in entry.sections:
                for block in section["blocks"]:
                    block.update({"picture": 1} if block["kind"] == "picture" else {})
            try:
                text = content.checked(entry.title, entry.lead, entry.section, entry.sections)
            except ContentError:
                states["wrong"] += 1
                continue
            states["taken" if text.words >= 100 else "short"] += 1  # the tariff's figure
            states["comments"] += len(entry.comments) if text.words >= 100 else 0  # as above
    finally:
        markup.convert = convert
    order = ("taken", "short", "skipped", "wrong", "comments", "words", "lost")
    return tuple(states[name] for name in order)


def _text(html: str, markup: Any) -> str:
    """Return the words of HTML that anybody could read, with cells of tables apart."""
    apart = re.sub(r"<(?=/?(?:td|th|tr|li|p|div)\b)", " <", NO_WORDS.sub(" ", html))
    return re.sub(r"\(https?://\S+\)", "", markup.text_of(apart))


def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def _strings(of: Any) -> Iterator[str]:
    """Yield all text of blocks, as it is written and as it is read."""
    from tweipress.articles.text import inline  # noqa: PLC0415 # settings come first

    if isinstance(of, dict):
        for name, value in of.items():
            if name not in {"kind", "language", "picture"}:
                yield from _strings(value)
    elif isinstance(of, list):
        for value in of:
            yield from _strings(value)
    elif isinstance(of, str):
        yield f"{of} {inline.plain(of)}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
