"""Every page of the demo for every role, one file an answer: what a change of templates must keep.

    python -m tests.pages.snapshots FOLDER                  # makes a demo and asks it
    python -m tests.pages.snapshots FOLDER --against OTHER  # asks a copy of OTHER's, and compares

What differs between two answers of one site stands as a word: keys and tokens. So do the two ways
to write a quote in HTML, `&#x27;` and `&#39;`, which a browser reads alike.
"""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from harness.site import Site

SITE: Final = "site"
KEPT: Final = "kept"
ANSWERS: Final = "answers"
TIME: Final = "time"
LANGUAGES: Final = ("en", "es")
SAME: Final = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+'), r"\1CSRF"),
    (re.compile(r'(name="key" value=")[\w.-]{22}(?=")'), r"\1KEY"),
    (re.compile(r'(data-token="|name="token" value=")[^"]+'), r"\1TOKEN"),
    (re.compile(r'(id="authenticator_secret"[^>]* value=")[^"]+'), r"\1SECRET"),
    (re.compile(r'(src="data:image/svg\+xml;base64,)[^"]+'), r"\1PICTURE"),
    (re.compile(r"(?<=/write/)[\w-]{12}(?=/)"), "CODE"),
    (re.compile(r'(?<=/join/)[\w-]{16}(?=/)|(?<=name="code" value=")[\w-]{16}(?=")'), "CODE"),
    (re.compile(r"(?<=<code>)[\w-]{16}(?=</code>)"), "CODE"),
    (re.compile(r"&#39;"), "&#x27;"),
    (re.compile(r"&#34;"), "&quot;"),
)
HEADERS: Final = ("Content-Type", "Location", "Vary", "Cache-Control", "Content-Language")


def main(words: list[str]) -> int:
    """Ask every page; with another folder, say which answers differ from those in it."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.snapshots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, metavar="OTHER")
    asked = parser.parse_args(words)
    folder, other = asked.folder.resolve(), asked.against and asked.against.resolve()
    if folder.exists() and not (folder / TIME).exists():
        parser.error(f"{folder} is not one of these folders: it would be emptied")
    site = _site(folder, other)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tweipress.config.settings",
        "TWEIPRESS_DATA": str(site.data),
        "TWEIPRESS_CLOCK": "test",
        "TWEIPRESS_RATE_FACTOR": "10000",
    }
    _write(folder / ANSWERS, int((folder / TIME).read_text(encoding="ascii")))
    if other is None:
        return 0
    different = list(differing(folder / ANSWERS, other / ANSWERS))
    print(*different, f"{len(different)} answers differ", sep="\n")  # noqa: T201  # it says what it found
    return int(bool(different))


def differing(one: Path, other: Path) -> Iterator[str]:
    """Yield the names of the files that are not the same, byte for byte, in both folders."""
    names = {str(path.relative_to(root)) for root in (one, other) for path in root.rglob("*.html")}
    for name in sorted(names):
        paths = (one / name, other / name)
        if not all(path.exists() for path in paths) or len({_read(path) for path in paths}) > 1:
            yield name


def _read(path: Path) -> str:
    return same(path.read_text(encoding="utf-8"))


def same(text: str) -> str:
    """Return a page without what differs between two answers of one site."""
    for pattern, word in SAME:
        text = pattern.sub(word, text)
    return text


def _site(folder: Path, other: Path | None) -> Site:
    """Return a demo in a folder, at the time of its making: a new one, or a copy of another's."""
    shutil.rmtree(folder, ignore_errors=True)
    site = Site(folder / SITE, {"TWEIPRESS_CLOCK": "test"})
    if other is None:
        site.data.mkdir(parents=True)
        site.said("demo", "--no-serve")
        site.said("day", "close")
        (folder / TIME).write_text(str(_now_ms(site.data)), encoding="ascii")
        shutil.copytree(site.data, folder / KEPT)
    else:
        shutil.copytree(other / KEPT, site.data)
        shutil.copytree(other / KEPT, folder / KEPT)
        shutil.copy(other / TIME, folder / TIME)
    return site


def _now_ms(data: Path) -> int:
    from tweipress.bank.clock import OffsetClock  # noqa: PLC0415  # no settings are needed here

    return OffsetClock(data / "clock").now_ms()


def _write(folder: Path, time_ms: int) -> None:
    """Ask all pages of the site that the environment names, by a clock that stands."""
    import django  # noqa: PLC0415  # its settings are in the environment only now

    django.setup()
    from tests.pages import asking  # noqa: PLC0415  # it has the models

    for name, answer in asking.answers(LANGUAGES, time_ms):
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(answer))


def written(answer: Any) -> str:
    """Return an answer as a text: its status, what matters of its head, and the page."""
    head = [f"{header}: {answer[header]}" for header in HEADERS if header in answer]
    head += [f"Cookie: {cookie}" for cookie in sorted(answer.cookies)]
    return "\n".join((str(answer.status_code), *head, "", same(_text(answer))))


def _text(answer: object) -> str:
    streamed: Iterable[bytes] | None = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed else getattr(answer, "content", b"")
    return content.decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
