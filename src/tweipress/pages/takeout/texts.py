"""What a member wrote: articles with their versions, and comments."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from django.utils.text import slugify

from tweipress.articles.queries import takeout as articles
from tweipress.articles.queries.takeout import OwnArticle, OwnText
from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.comments.queries import OwnComment
from tweipress.core.ids import MemberId
from tweipress.http.links import post_path
from tweipress.pages.takeout.archive import Archive
from tweipress.pages.takeout.naming import address, portions, titled

SLUG_CHARS: Final = 60
COMMENTS: Final = (
    *("comment", "article", "title", "address", "written", "shown_date", "text", "state"),
    *("refusal", "removed", "removed_because", "likes", "dislikes", "pot_twei", "bond_twei"),
    *("ended", "reward_twei"),
)


def write_articles(archive: Archive, folder: str, member: MemberId) -> None:
    """Write each article and draft as Markdown, and beside it all of its versions in one file."""
    for article in articles.written_by(member):
        name = f"{folder}{article.number}-{slugify(article.text.title)[:SLUG_CHARS] or 'article'}"
        archive.text(f"{name}.md", _article(article))
        archive.text(f"{name}.versions.md", _versions(article))


def write_comments(archive: Archive, name: str, member: MemberId) -> None:
    """Write every comment with its text, its votes and what became of it."""
    archive.table(name, COMMENTS, _comments(member))


def _article(article: OwnArticle) -> Iterator[str]:
    about = {
        "number": article.number,
        "state": article.state.value,
        "address": post_path(article.slug) if article.slug else "",
        "words": article.words,
        "time_to_read_s": article.time_to_read_s,
        "parts": article.parts,
        "reviewed": article.reviewed,
        "created": article.created,
        "changed": article.updated,
        "published": article.published,
        "shown_date": article.shown_date,
        "posting": article.posting,
        "refused": article.refusal,
        "taken_back_because": article.taken_back_because,
    }
    yield _head(article.text, about)
    yield _body(article.text)


def _versions(article: OwnArticle) -> Iterator[str]:
    for saved, text in articles.versions(article.number):
        yield _head(text, {"saved": saved})
        yield _body(text)
        yield "\n"


def _head(text: OwnText, about: Mapping[str, object]) -> str:
    """Return what is known of a text as YAML, whose values are written as JSON has them."""
    rows = {"title": text.title, "lead": text.lead, "section": text.section, **about}
    lines = [f"{name}: {_value(value)}" for name, value in rows.items()]
    return "\n".join(("---", *lines, "---", "", ""))


def _value(value: object) -> str:
    shown = value.isoformat() if isinstance(value, datetime) else value
    return json.dumps(shown, ensure_ascii=False, default=str)


def _body(text: OwnText) -> str:
    pieces = (f"# {text.title}", text.lead and f"*{text.lead}*", text.body)
    return "\n\n".join(filter(None, pieces)) + "\n"


def _comments(member: MemberId) -> Iterator[tuple[object, ...]]:
    rows = titled(comments.written_by(member), lambda row: row.article, member)
    for portion in portions(rows):
        numbers = [comment.number for comment, _ in portion]
        known, paid = books.comments(numbers, None), books.settlements(numbers)
        for comment, named in portion:
            of_books, settled = known.get(comment.number), paid.get(comment.number)
            yield (
                *(comment.number, comment.article, named.title, address(named), comment.created),
                *(comment.old_date, comment.text, _state(comment), comment.refusal),
                *(comment.hidden, comment.hidden_reason),
                *(
                    (of_books.likes, of_books.dislikes, of_books.pot_twei, of_books.bond_twei)
                    if of_books
                    else (None,) * 4
                ),
                of_books.ended.value if of_books else "",
                settled.reward_twei if settled else None,
            )


def _state(comment: OwnComment) -> str:
    if comment.hidden:
        return "removed"
    return "public" if comment.is_public else "not published"
