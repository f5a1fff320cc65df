"""Writes members, articles and comments into Ghost's SQLite file, and plans what members send.

Ghost has made its tables at its first start, and does not run meanwhile.
"""

import base64
import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from bench.sites.stage import SAID_HTML, Stage
from bench.web.filling import HOT
from bench.web.planned import Planned, asked

COOKIE: Final = "ghost-members-ssr"
JSON: Final = {"Content-Type": "application/json"}
ID_BEGINS: Final = "beef"
"""Ghost's filters read an id of digits alone as a number."""
URL_SAFE: Final = str.maketrans("/+", "_-", "=")


class Filling:
    """What stands in Ghost's tables; a row's id is its number."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self._stage = stage
        self._at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        self._secret = b""

    def write(self, file: Path) -> None:
        """Write all rows, and read the secret that signs members' cookies."""
        with closing(sqlite3.connect(file)) as connection, connection:
            self._secret = _setting(connection, "theme_session_secret").encode()
            (author,) = connection.execute("SELECT id FROM users").fetchone()
            (letter,) = connection.execute("SELECT id FROM newsletters").fetchone()
            connection.execute("UPDATE users SET comment_notifications = 0")
            for table, rows in self._rows(author, letter):
                _put(connection, table, rows)
            connection.execute("PRAGMA journal_mode = WAL")

    def _rows(self, author: str, letter: str) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
        yield "members", map(self._member, self._stage.members)
        yield (
            "members_newsletters",
            (
                {"id": _id(member), "member_id": _id(member), "newsletter_id": letter}
                for member in self._stage.members
            ),
        )
        yield (
            "posts",
            (
                {
                    **self._made(words.number),
                    "uuid": _uuid(words.number),
                    "title": words.title,
                    "slug": f"part-{words.number}",
                    "html": words.html,
                    "comment_id": _id(words.number),
                    "custom_excerpt": words.lead,
                    "status": "published",
                    "email_recipient_filter": "none",
                    "published_at": self._at,
                    "published_by": author,
                }
                for words in self._stage.words()
            ),
        )
        yield (
            "posts_authors",
            (
                {"id": _id(article), "post_id": _id(article), "author_id": author}
                for article in self._stage.articles
            ),
        )
        yield (
            "comments",
            (
                {
                    **self._made(number),
                    "post_id": _id(article),
                    "member_id": _id(writer),
                    "html": SAID_HTML,
                }
                for number, article, writer in self._stage.comments()
            ),
        )

    def _member(self, member: int) -> dict[str, Any]:
        return {
            **self._made(member),
            "uuid": _uuid(member),
            "transient_id": f"session-{member}",
            "email": f"m{member}@press.example",
            "name": f"member-{member}",
            "enable_comment_notifications": 0,
        }

    def _made(self, number: int) -> dict[str, Any]:
        return {"id": _id(number), "created_at": self._at, "updated_at": self._at}

    def hot(self) -> Planned:
        """Return a visit to the article that everybody reads."""
        return asked(f"/part-{HOT}/")

    def pages(self, *, is_signed_in: bool) -> Iterator[Planned]:
        """Yield an article's page for each reader."""
        for reader, article in self._stage.pages():
            headers = self._cookies(reader) if is_signed_in else None
            yield asked(f"/part-{article}/", headers)

    def comments(self) -> Iterator[Planned]:
        """Yield comments as the comments' script sends them."""
        for reader, article in self._stage.sayings():
            said = {"comments": [{"post_id": _id(article), "html": SAID_HTML}]}
            headers = {**self._cookies(reader), **JSON}
            yield asked("/members/api/comments/", headers, json.dumps(said))

    def likes(self) -> Iterator[Planned]:
        """Yield likes as the comments' script sends them."""
        for reader, comment in self._stage.likes():
            path = f"/members/api/comments/{_id(comment)}/like/"
            yield asked(path, {**self._cookies(reader), **JSON}, "{}")

    def _cookies(self, reader: int) -> dict[str, str]:
        """Return a member's session, signed as Ghost signs it."""
        session = f"{COOKIE}=session-{reader}"
        digest = hmac.digest(self._secret, session.encode(), hashlib.sha1)
        signed = base64.b64encode(digest).decode().translate(URL_SAFE)
        return {"Cookie": f"{session}; {COOKIE}.sig={signed}"}


def _setting(connection: sqlite3.Connection, key: str) -> str:
    (value,) = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(value)


def _put(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # of this module's names
        connection.execute(statement, tuple(row.values()))


def _id(number: int) -> str:
    return f"{ID_BEGINS}{number:020x}"


def _uuid(number: int) -> str:
    return str(UUID(int=number, version=4))
