"""Who is in the demo (cast.json) and what they write (articles/): data alone, nothing is done."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tweipress.core.roles import Role

HERE: Final = Path(__file__).parent
WORDS_PER_S: Final = 4
"""How fast the cast reads, about; each member has a pace of their own on top."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast; joined `days` before the demo's first run, with `twei` to start with."""

    name: str
    email: str
    bio: str
    level: int
    days: int
    trust: int
    twei: int
    roles: tuple[Role, ...]
    shows: str


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the demo; `data` is what articles' save_draft takes."""

    key: str
    author: str
    title: str
    data: dict[str, Any]
    tags: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]
    reading_s: int


@cache
def people() -> tuple[Person, ...]:
    """Return the cast, in the order of the sign-ins."""
    rows = json.loads((HERE / "cast.json").read_text(encoding="utf-8"))["members"]
    return tuple(Person(**row | {"roles": tuple(map(Role, row["roles"]))}) for row in rows)


@cache
def texts() -> dict[str, Text]:
    """Return the articles by key, which is the file's name."""
    files = sorted((HERE / "articles").glob("*.json"))
    return {file.stem: _text(file.stem, json.loads(file.read_text("utf-8"))) for file in files}


def _text(key: str, row: dict[str, Any]) -> Text:
    data = {name: row[name] for name in ("title", "lead", "section", "sections")}
    return Text(
        key=key,
        author=row["author"],
        title=row["title"],
        data=data,
        tags=tuple(row["tags"]),
        comments=tuple((comment["writer"], comment["text"]) for comment in row["comments"]),
        reading_s=len(json.dumps(data).split()) // WORDS_PER_S,
    )
