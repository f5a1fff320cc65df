"""What a member wrote: articles with their versions, and comments."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from django.utils.text import slugify

from tweipress.articles.checklist import queries as checklist
from tweipress.articles.coauthors import queries as coauthors
from tweipress.articles.desk import queries as desk
from tweipress.articles.following import queries as following
from tweipress.articles.notes import queries as notes
from tweipress.articles.notes.queries import OwnNote
from tweipress.articles.places import queries as places
from tweipress.articles.queries import takeout as articles
from tweipress.articles.queries.takeout import OwnArticle, OwnText
from tweipress.articles.staging import queries as staging
from tweipress.autosave import queries as autosave
from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.comments.queries import OwnComment
from tweipress.core.ids import MemberId
from tweipress.http.links import post_path
from tweipress.pages.blocks.copies import as_typed
from tweipress.pages.takeout.archive import Archive
from tweipress.pages.takeout.naming import address, portions, titled

SLUG_CHARS: Final = 60
COMMENTS: Final = (
    *(
        "comment",
        "article",
        "title",
        "address",
        "written",
        "shown_date",
        "text",
        "answers",
        "state",
    ),
    *("refusal", "removed", "removed_because", "likes", "dislikes", "pot_twei", "bond_twei"),
    *("ended", "reward_twei"),
)


def write_articles(archive: Archive, folder: str, member: MemberId) -> None:
    """Write each article and draft as Markdown, and beside it all of its versions in one file."""
    for article in articles.written_by(member):
        name = f"{folder}{article.number}-{slugify(article.text.title)[:SLUG_CHARS] or 'article'}"
        archive.text(f"{name}.md", _article(article))
        archive.text(f"{name}.versions.md", _versions(article))


def write_unsaved(archive: Archive, folder: str, member: MemberId) -> None:
    """Write each text that was typed and not saved, with every field of its form."""
    for number, copy in enumerate(autosave.of_member(member), 1):
        fields = as_typed(copy)
        title = slugify(fields.get("title", ""))[:SLUG_CHARS] or "text"
        about = {"about": copy.subject, "changed": copy.changed}
        rest = {name: fields.get(name, "") for name in ("title", "lead", "section")}
        lines = [f"{name}: {_value(value)}" for name, value in {**rest, **about}.items()]
        head = "\n".join(("---", *lines, "---", "", ""))
        archive.text(f"{folder}{number}-{title}.md", [head, fields.get("body", ""), "\n"])


def write_unshown(archive: Archive, folder: str, member: MemberId) -> None:
    """Write each changed text of a published article that was never shown, the first first."""
    for staged in staging.written_by(member):
        text = articles.own_text(staged)
        name = f"{folder}{staged.pk}-{slugify(text.title)[:SLUG_CHARS] or 'text'}.md"
        about = {"article": staged.article_id, "saved": staged.at, "waits": staged.is_current}
        archive.text(name, [_head(text, about), _body(text)])


def write_comments(archive: Archive, name: str, member: MemberId) -> None:
    """Write every comment with its text, its votes and what became of it."""
    archive.table(name, COMMENTS, _comments(member))


def write_plans(archive: Archive, name: str, member: MemberId) -> None:
    """Write what is planned for the member's articles."""
    columns = ("article", "stage", "assignee", "due", "publish", "editors_may", "agreed_twei")
    rows = (
        (
            *(plan.article_id, plan.stage, getattr(plan.assignee, "name", ""), plan.due),
            *(plan.publish_at, plan.editors_may, plan.agreed_twei),
            *(plan.embargo_until, plan.expires_at, plan.missed_at, plan.refusal, plan.note),
        )
        for plan in desk.plans_of(member)
    )
    archive.table(name, (*columns, "embargo", "expires", "missed", "refusal", "note"), rows)


def write_saved(archive: Archive, name: str, member: MemberId) -> None:
    """Write the reading list, first what was saved first."""
    rows = following.saved_by(member)
    columns = ("article", "title", "address", "saved")
    archive.table(
        name, columns, ((row.article, row.title, post_path(row.slug), row.at) for row in rows)
    )


def write_places(archive: Archive, name: str, member: MemberId) -> None:
    """Write where the member stopped reading, first the oldest; part 0 is read to the end."""
    archive.table(
        name,
        ("article", "title", "address", "part", "paragraph", "at"),
        (
            (row.article, row.title, post_path(row.slug), row.part, row.paragraph, row.at)
            for row in places.kept_by(member)
        ),
    )


def write_notices(archive: Archive, name: str, member: MemberId) -> None:
    """Write what the member told readers of changes in articles, first the first."""
    columns = ("number", "article", "title", "address", "kind", "told", "text", "withdraws")
    archive.table(
        name,
        columns,
        (
            (
                *(row.told.number, row.article, row.title, post_path(row.slug)),
                *(row.told.kind.value, row.told.at, row.told.text, row.told.withdraws or None),
            )
            for row in staging.told_by(member)
        ),
    )


def write_follows(archive: Archive, name: str, member: MemberId) -> None:
    """Write whom and what the member follows."""
    rows = following.follows(member)
    archive.table(
        name, ("kind", "name", "since"), ((row.kind, row.name, row.since) for row in rows)
    )


def write_notes(archive: Archive, name: str, member: MemberId) -> None:
    """Write the notes on passages and the replies of the member."""
    columns = ("note", "article", "kind", "quote", "text", "written", "resolved")
    archive.table(name, columns, map(_note, notes.written_by(member)))


def write_ticks(archive: Archive, name: str, member: MemberId) -> None:
    """Write the lines of checklists that the member has ticked."""
    rows = checklist.ticked_by(member)
    archive.table(
        name, ("article", "line", "ticked"), ((row.article, row.line, row.at) for row in rows)
    )


def _note(row: OwnNote) -> tuple[object, ...]:
    kind = "reply" if row.is_reply else "note"
    return (row.number, row.article, kind, row.quote, row.text, row.at, row.resolved)


def write_shares(archive: Archive, name: str, member: MemberId) -> None:
    """Write every article of somebody else's that the member was asked to share."""
    rows = coauthors.shared_by(member)
    columns = ("article", "title", "address", "part_bps", "answer", "asked")
    archive.table(
        name,
        columns,
        (
            (row.article, row.title, row.slug and post_path(row.slug), *rest)
            for row in rows
            for rest in [(row.bps, row.answer, row.asked_at)]
        ),
    )


def _article(article: OwnArticle) -> Iterator[str]:
    about = {
        "number": article.number,
        "state": article.state.value,
        "address": post_path(article.slug) if article.slug else "",
        "language": article.language,
        "tags": article.tags,
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
                *(comment.old_date, comment.text, comment.answers, _state(comment)),
                comment.refusal,
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
