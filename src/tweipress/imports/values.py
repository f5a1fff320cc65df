"""What every reader makes of an export: articles, their comments, and what cannot be taken."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from tweipress.articles.actions import ContentError


class Skip(StrEnum):
    """Why an entry of an export is not imported at all."""

    DRAFT = "DRAFT"
    FUTURE = "FUTURE"
    NO_DATE = "NO_DATE"
    NO_HTML = "NO_HTML"
    NOT_FOR_ALL = "NOT_FOR_ALL"
    PAGE = "PAGE"
    SAME_KEY = "SAME_KEY"
    UNREADABLE = "UNREADABLE"


class Left(StrEnum):
    """What of an article stays behind, beside what its HTML loses."""

    BLOCK = "BLOCK"
    SHORTCODE = "SHORTCODE"
    COMMENT_EMPTY = "COMMENT_EMPTY"
    COMMENT_HELD = "COMMENT_HELD"
    COMMENT_LONG = "COMMENT_LONG"
    COMMENT_REPLY = "COMMENT_REPLY"
    LANGUAGE = "LANGUAGE"
    LEAD = "LEAD"
    PICTURE = "PICTURE"
    PINGBACK = "PINGBACK"
    SECTION = "SECTION"
    SLUG = "SLUG"
    SUMMARY = "SUMMARY"
    TAG = "TAG"
    TITLE = "TITLE"


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote something: as they were shown, and how the old site knew them.

    Of a `guest` the old site knew no more than the name that was typed.
    """

    name: str
    login: str = ""
    email: str = ""
    guest: bool = False
    exact: bool = False
    """Whether the name is that of a member here, and nothing else will do."""


@dataclass(frozen=True, slots=True)
class OldComment:
    """A comment that was written elsewhere; `key` names it, so that it is imported once."""

    writer: Writer
    text: str
    day: date | None
    key: str


LeftCounts = Counter[tuple[str, str]]
"""How often something stays behind, by its kind and by what it is called, if it has a name."""


@dataclass(slots=True)
class OldArticle:
    """An article that was published elsewhere; `key` names it for good.

    `sections` are as in docs/import.md, but for pictures: instead of a number they may have the
    address or the file's name that they had; `folder` is where such a name begins.
    """

    path: str
    key: str
    author: Writer
    day: date
    title: str
    sections: Any
    lead: str = ""
    section: str = ""
    language: str = ""
    tags: list[str] = field(default_factory=list)
    slug: str = ""
    addresses: list[str] = field(default_factory=list)
    folder: str = ""
    comments: list[OldComment] = field(default_factory=list)
    left: LeftCounts = field(default_factory=Counter)

    @property
    def data(self) -> dict[str, Any]:
        """Return what actions.save_draft takes."""
        return {
            "title": self.title,
            "lead": self.lead,
            "section": self.section,
            "sections": self.sections,
        }

    def leave(self, kind: StrEnum, name: str = "", times: int = 1) -> None:
        """Count what is not taken."""
        self.left[kind, name] += times


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that is not imported: for a reason, or because its text cannot be one of ours."""

    path: str
    title: str
    why: Skip | ContentError
    detail: str = ""


Entry = OldArticle | Skipped


def digest(*of: str) -> str:
    """Return 32 hexadecimal digits that name these texts and no others."""
    return sha256(json.dumps(of).encode()).hexdigest()[:32]


def once(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Yield entries; a second article of the same key is left out."""
    seen: set[str] = set()
    for entry in entries:
        if isinstance(entry, OldArticle):
            if entry.key in seen:
                yield Skipped(entry.path, entry.title, Skip.SAME_KEY)
                continue
            seen.add(entry.key)
        yield entry
