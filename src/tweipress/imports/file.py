"""The import file: its format (docs/import.md), checked to the last field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import ValidationError

from tweipress.articles.actions import ContentError, Fault
from tweipress.articles.queries import content
from tweipress.comments.queries import TEXT_MAX as COMMENT_CHARS
from tweipress.people import queries as people

ARTICLE_KEYS: Final = {"author", "date", "title", "lead", "section", "sections", "comments"}
COMMENT_KEYS: Final = {"writer", "date", "text"}


@dataclass(frozen=True, slots=True)
class OldComment:
    """A comment that was written elsewhere; `key` names it, so that it is imported once."""

    writer: str
    text: str
    day: date | None
    key: str


@dataclass(frozen=True, slots=True)
class OldArticle:
    """An article that was published elsewhere; `key` is the digest of author, title and date."""

    author: str
    day: date
    text: content.Text
    comments: tuple[OldComment, ...]
    key: str

    @property
    def data(self) -> dict[str, Any]:
        """Return what actions.save_draft takes."""
        return {
            "title": self.text.title,
            "lead": self.text.lead,
            "section": self.text.section,
            "sections": self.text.as_json(),
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Return every member the article needs, its author first, each once."""
        return tuple(dict.fromkeys((self.author, *(comment.writer for comment in self.comments))))


def articles(raw: bytes) -> list[tuple[str, object]]:
    """Return the article objects of a file, each with its path; ContentError if there are none."""
    try:
        data = json.loads(raw)
        json.dumps(data, ensure_ascii=False).encode()  # \ud800 alone is half of a character
    except (ValueError, RecursionError) as error:
        raise ContentError("file", Fault.NO_JSON, why=str(error)) from error
    if isinstance(data, list):
        return [(f"[{number}]", row) for number, row in enumerate(data)]
    if isinstance(data, dict) and "articles" in data:
        rows = content.fields(data, "", {"articles"})["articles"]
        if not isinstance(rows, list):
            raise ContentError("articles", Fault.NO_LIST)
        return [(f"articles[{number}]", row) for number, row in enumerate(rows)]
    return [("", data)]


def article(value: object, words_min: int) -> OldArticle:
    """Return one checked article of `words_min` words or more; ContentError says what is wrong."""
    row = content.fields(value, "", ARTICLE_KEYS)
    author = _name(row, "author", "author")
    text = content.checked(
        row.get("title", ""), row.get("lead", ""), row.get("section", ""), row.get("sections")
    )
    if text.words < words_min:
        raise ContentError("sections", Fault.TOO_FEW_WORDS, words=text.words, least=words_min)
    day = _day(row, "date", "date")
    if day is None:
        raise ContentError("date", Fault.NO_DATE)
    comments = row.get("comments", [])
    if not isinstance(comments, list):
        raise ContentError("comments", Fault.NO_LIST)
    key = _digest(author.casefold(), text.title, day.isoformat())
    return OldArticle(
        author,
        day,
        text,
        tuple(
            _comment(comment, f"comments[{number}]", key) for number, comment in enumerate(comments)
        ),
        key,
    )


def _comment(value: object, path: str, article_key: str) -> OldComment:
    row = content.fields(value, path, COMMENT_KEYS)
    writer = _name(row, "writer", f"{path}.writer")
    text = row.get("text", "")
    if not isinstance(text, str):
        raise ContentError(f"{path}.text", Fault.NO_TEXT)
    kept = "\n".join(content.tidy(line) for line in text.splitlines()).strip()
    if not kept:
        raise ContentError(f"{path}.text", Fault.EMPTY)
    if len(kept) > COMMENT_CHARS:
        raise ContentError(f"{path}.text", Fault.TOO_LONG, chars=len(kept), most=COMMENT_CHARS)
    day = _day(row, "date", f"{path}.date")
    return OldComment(writer, kept, day, _digest(article_key, writer.casefold(), kept))


def _name(row: Mapping[str, object], key: str, path: str) -> str:
    name = content.line(row.get(key, ""), path, content.TITLE_CHARS, needed=True)
    try:
        people.check_name(name)
    except ValidationError as error:
        raise ContentError(path, Fault.NO_NAME, why=error.messages[0]) from error
    return name


def _day(row: Mapping[str, object], key: str, path: str) -> date | None:
    """Return the day of a date, or of a date with a time (in UTC); None if there is none."""
    value = row.get(key)
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value if isinstance(value, str) else "")
        return (at.astimezone(UTC) if at.tzinfo else at).date()
    except (ValueError, OverflowError) as error:
        raise ContentError(path, Fault.NO_DATE) from error


def _digest(*of: str) -> str:
    """Return 32 hexadecimal digits that name these texts and no others."""
    return sha256(json.dumps(of).encode()).hexdigest()[:32]
