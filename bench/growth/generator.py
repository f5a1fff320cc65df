"""Fills a site on SQLite with a crowd's acts: consistent books, and their members and texts.

`python -m bench.growth.generator MEMBERS` fills the site of the settings; with 0 it only migrates.
"""

import gc
import json
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from bench.bank.bulk import bulk, insert
from bench.growth.crowd import SECTIONS, TIME_TO_READ_S, WORDS, Crowd
from bench.growth.judge import Judge
from tweipress.bank.storage.tables import ACCOUNTS, TABLES, account_row
from tweipress.core.records.article import Article as ArticleRecord
from tweipress.core.records.comment import Comment as CommentRecord
from tweipress.core.records.member import Member as MemberRecord

if TYPE_CHECKING:
    from django.db.models import Model

TOGETHER: Final = 5_000
"""How many judged acts the writer gets at once."""
MS_PER_S: Final = 1_000
PARAGRAPH: Final = "The tide came in before the clerk had written the last one down, and left. " * 9
TEXT: Final = {
    "title": "What the Tide Tables Leave Out",
    "lead": "A town writes down the sea, twice a day, and has done so for a century.",
    "section": "World",
    "sections": [
        {"heading": heading, "blocks": [{"kind": "paragraph", "text": PARAGRAPH}]}
        for heading in ("The book", "The harbour", "The clerk", "The storm", "What is left")
    ],
}
SAYING: Final = "I have kept such a book myself, for eleven winters, and never a dry page in it."


def main(members: str) -> None:
    """Fill the site, and print what it holds as JSON."""
    crowd, judge = Crowd(int(members)), Judge()
    for alias in ("default", "books"):  # kept books are big: an audit would take half an hour
        call_command("migrate", database=alias, verbosity=0, audit=False)
    if not crowd.members:
        print("{}")
        return
    gc.disable()  # millions of records, and nothing among them that only a search would free
    books, site = (str(settings.DATABASES[alias]["NAME"]) for alias in ("books", "default"))
    connections.close_all()
    command = [sys.executable, "-m", "bench.growth.writer", books]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as writer:
        public = _journal(writer, judge, crowd)
        with bulk(site) as link:
            _texts(link, judge, public)
    assert writer.returncode == 0
    with bulk(books, [table.name for table in (*TABLES.values(), ACCOUNTS)]) as link:
        _records(link, judge)
    told = {"members": crowd.members, "postings": judge.seq, "entries": judge.entries}
    print(json.dumps(told))


def _journal(writer: "subprocess.Popen[bytes]", judge: Judge, crowd: Crowd) -> dict[str, int]:
    """Write the journal; return the postings of articles and comments by their keys."""
    public: dict[str, int] = {}
    judged = judge.accepted(crowd.story())
    assert writer.stdin is not None
    while portion := list(islice(judged, TOGETHER)):
        writer.stdin.write(pickle.dumps(portion))
        public.update((row[4], row[0]) for row in portion if row[1] in {"publish", "comment"})
    writer.stdin.close()
    return public


def _records(link: sqlite3.Connection, judge: Judge) -> None:
    for kind, table in TABLES.items():
        of_kind = judge.world.records.get(kind, {}).values()
        insert(link, table.name, table.columns, map(table.row, of_kind))
    balances = judge.world.balances.items()
    insert(link, ACCOUNTS.name, ACCOUNTS.columns, (account_row(*held) for held in balances))


def _texts(link: sqlite3.Connection, judge: Judge, public: dict[str, int]) -> None:
    """Write members, articles and comments as the site keeps them."""
    from tweipress.articles import drafts  # noqa: PLC0415  # when Django is set up
    from tweipress.articles.models import Article  # noqa: PLC0415  # as above
    from tweipress.articles.text import body  # noqa: PLC0415  # when Django is set up
    from tweipress.comments.models import Comment  # noqa: PLC0415  # as above
    from tweipress.people.models import Member  # noqa: PLC0415  # as above
    from tweipress.people.naming import shape_of  # noqa: PLC0415  # as above

    known: dict[Any, dict[Any, Any]] = judge.world.records
    named = ((number, f"member-{number}") for number in known[MemberRecord])
    _like(
        link,
        Member(password="!", posting_seq=1),  # noqa: S106  # nobody signs in with it
        (
            {"id": number, "name": name, "shape": shape_of(name), "email": f"{name}@press.example"}
            for number, name in named
        ),
    )
    text = drafts.checked(TEXT)
    article = Article(
        title=text.title,
        lead=text.lead,
        section=text.section,
        sections=text.as_json(),
        made=(made := body.made(text, SECTIONS)),
        part_words=[part["words"] for part in made],
        index_text=text.plain.casefold(),
        words=WORDS,
        time_to_read_s=TIME_TO_READ_S,
        parts=SECTIONS,
        reviewed=True,
        updated=_time(judge.at_ms),
        created=_time(judge.at_ms),
    )
    _like(link, article, (_published(row, public) for row in known[ArticleRecord].values()))
    entry = _entry(article)
    _like(link, entry, (_indexed(row, public) for row in known[ArticleRecord].values()))
    saying = Comment(text=SAYING, created=_time(judge.at_ms))
    _like(link, saying, (_said(row, public) for row in known[CommentRecord].values()))


def _published(article: ArticleRecord, public: dict[str, int]) -> dict[str, Any]:
    at = _time(article.published_ms).replace(tzinfo=None).isoformat(" ")
    seq = public[f"publish:{article.article}"]
    return {
        "id": article.article,
        "author_id": article.author,
        "code": f"code-{article.article}",
        "slug": f"tide-tables-{article.article}",
        "posting_seq": seq,
        "published_at": at,
        "dated_at": at,
    }


def _entry(article: Any) -> "Model":
    """Return what the search keeps of an article; in a crowd all have one text."""
    from tweipress.articles.search import terms  # noqa: PLC0415  # when Django is set up
    from tweipress.articles.search.models import Entry  # noqa: PLC0415  # as above

    article.author_id, article.posting_seq, article.dated_at = 1, 1, article.created
    new = terms.of_article(article)
    words = " ".join(sorted(new.words))
    kept = {"terms": new.terms, "text": new.text, "words": words, "is_related": True}
    return Entry(place=1, article_id=1, analysis=terms.ANALYSIS, **kept)


def _indexed(article: ArticleRecord, public: dict[str, int]) -> dict[str, Any]:
    from tweipress.articles.search import terms  # noqa: PLC0415  # when Django is set up

    seq = public[f"publish:{article.article}"]
    place = terms.first_place(_time(article.published_ms)) + seq
    return {"place": place, "article_id": article.article}


def _said(comment: CommentRecord, public: dict[str, int]) -> dict[str, Any]:
    return {
        "id": comment.comment,
        "article_id": comment.article,
        "writer_id": comment.writer,
        "form_key": f"form-{comment.comment}",
        "posting_seq": public[f"comment:{comment.comment}"],
    }


def _like(link: sqlite3.Connection, example: "Model", rows: Iterable[dict[str, Any]]) -> None:
    """Write rows like an example, with some other columns."""
    fields = [field for field in example._meta.concrete_fields if field.column]
    names = [field.column for field in fields]
    kept = {
        field.column: field.get_db_prep_save(
            getattr(example, field.attname), connections["default"]
        )
        for field in fields
    }
    insert(link, example._meta.db_table, names, (tuple({**kept, **row}.values()) for row in rows))


def _time(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / MS_PER_S, UTC)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
