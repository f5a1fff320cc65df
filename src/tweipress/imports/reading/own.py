"""Our own format (docs/import.md), checked to the last field."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from tweipress.articles.actions import ContentError, Fault
from tweipress.articles.queries import content
from tweipress.comments.queries import TEXT_MAX as COMMENT_CHARS
from tweipress.imports.values import Entry, OldArticle, OldComment, Skipped, Writer, digest
from tweipress.people import queries as people

ARTICLE_KEYS: Final = {
    *("author", "date", "title", "lead", "section", "sections", "comments"),
    *("language", "tags", "slug", "addresses"),
}
COMMENT_KEYS: Final = {"writer", "date", "text"}
LIST_MAX: Final = 100
"""Tags or addresses that are looked at: an article has few of either."""


def entries(raw: bytes) -> Iterator[Entry]:
    """Yield the articles of a file; ContentError if it is no such file."""
    for path, row in rows(raw):
        try:
            yield article(row, path)
        except ContentError as error:
            title = row.get("title") if isinstance(row, dict) else ""
            yield Skipped(path, title if isinstance(title, str) else "", error)


def rows(raw: bytes) -> list[tuple[str, object]]:
    """Return the article objects of a file, each with its path; ContentError if there are none."""
    try:
        data = json.loads(raw)
        json.dumps(data, ensure_ascii=False).encode()  # \ud800 alone is half of a character
    except (ValueError, RecursionError) as error:
        raise ContentError("file", Fault.NO_JSON, why=str(error)) from error
    if isinstance(data, list):
        return [(f"[{number}]", row) for number, row in enumerate(data)]
    if isinstance(data, dict) and "articles" in data:
        given = content.fields(data, "", {"articles"})["articles"]
        if not isinstance(given, list):
            raise ContentError("articles", Fault.NO_LIST)
        return [(f"articles[{number}]", row) for number, row in enumerate(given)]
    return [("", data)]


def article(value: object, path: str = "") -> OldArticle:
    """Return an article whose text is yet to be checked; ContentError says what is wrong."""
    row = content.fields(value, "", ARTICLE_KEYS)
    author = _name(row, "author", "author")
    title = content.line(row.get("title", ""), "title", content.TITLE_CHARS, needed=True)
    day = _day(row, "date", "date")
    if day is None:
        raise ContentError("date", Fault.NO_DATE)
    comments = row.get("comments", [])
    if not isinstance(comments, list):
        raise ContentError("comments", Fault.NO_LIST)
    key = digest(author.casefold(), title, day.isoformat())
    text: dict[str, Any] = {name: row.get(name, "") for name in ("lead", "section")}
    return OldArticle(
        path=path,
        key=key,
        author=Writer(author, exact=True),
        day=day,
        title=title,
        sections=row.get("sections"),
        **text,
        language=_text(row, "language"),
        tags=_texts(row, "tags"),
        slug=_text(row, "slug"),
        addresses=_texts(row, "addresses"),
        comments=[
            _comment(comment, f"comments[{number}]", key) for number, comment in enumerate(comments)
        ],
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
    key = digest(article_key, writer.casefold(), kept)
    return OldComment(Writer(writer, exact=True), kept, day, key)


def _name(row: Mapping[str, object], key: str, path: str) -> str:
    name = content.line(row.get(key, ""), path, content.TITLE_CHARS, needed=True)
    try:
        people.check_name(name)
    except ValidationError as error:
        raise ContentError(path, Fault.NO_NAME, why=error.messages[0]) from error
    return name


def _text(row: Mapping[str, object], key: str) -> str:
    return content.line(row.get(key, ""), key, content.TITLE_CHARS)


def _texts(row: Mapping[str, object], key: str) -> list[str]:
    given = row.get(key, [])
    if not isinstance(given, list):
        raise ContentError(key, Fault.NO_LIST)
    return [
        content.line(one, f"{key}[{number}]", content.TEXT_CHARS, needed=True)
        for number, one in enumerate(given[:LIST_MAX])
    ]


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
