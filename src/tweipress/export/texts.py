"""Each article as a file of Markdown, for people and for other programs.

It is made of the rows that the export has, and an import does not read it.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from django.db.models import Model

from tweipress.articles.queries import texts
from tweipress.backup.snapshot import Snapshot
from tweipress.export.places import Place

FOLDER: Final = "articles/text"
SLUG_CHARS: Final = 40
"""So that a name has fewer than the 255 bytes that file systems allow, in any script."""
NAMES_KEPT: Final = 10_000
AT_ONCE: Final = 50


class Texts:
    """Writes the articles of a held site."""

    def __init__(self, site: Snapshot) -> None:
        """Take the site as it is held."""
        self._alias = site.alias
        self._models: dict[str, type[Model]] = {table.name: table.model for table in site.tables}
        self._name = lru_cache(NAMES_KEPT)(self._name_of)
        self._digest = lru_cache(NAMES_KEPT)(self._digest_of)

    def write(self, place: Place) -> int:
        """Write a file for each article and draft; return how many there are."""
        count = 0
        for article in self._rows("articles_article").order_by("pk").iterator(AT_ONCE):
            name = f"{FOLDER}/{article.pk}-{article.slug[:SLUG_CHARS]}.md"
            with place.member(name) as stream:
                stream.write(_page(self._about(article), texts.typed(article.sections)))
            count += 1
        return count

    def _rows(self, table: str, **which: Any) -> Any:
        return self._models[table]._base_manager.using(self._alias).filter(**which)  # noqa: SLF001  # Django's own way to all the rows

    def _about(self, article: Any) -> dict[str, object]:
        """Return the front matter."""
        shares = self._rows("coauthors_coauthor", article_id=article.pk).order_by("place", "pk")
        elsewhere = self._rows("filing_oldpath", article_id=article.pk).order_by("path")
        former = self._rows("filing_address", article_id=article.pk).exclude(slug=article.slug)
        return {
            "title": article.title,
            "lead": article.lead,
            "status": _status(article),
            "slug": article.slug,
            "author": self._name(article.author_id),
            "shares": [
                {"name": self._name(row.member_id), "bps": row.bps, "answer": row.answer}
                for row in shares
            ],
            "section": article.section,
            "tags": [name for _, name in article.tags],
            "language": article.language,
            "translations": dict(article.translations),
            "date": article.shown_date or article.published_at,
            "published": article.published_at,
            "created": article.created,
            "changed": article.updated,
            "corrections": article.corrections,
            "addresses": [*sorted(row.slug for row in former), *(row.path for row in elsewhere)],
            "words": article.words,
            "pictures": dict(self._pictures(article.sections)),
        }

    def _pictures(self, sections: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
        for section in sections:
            for block in section.get("blocks", ()):
                number = block.get("picture")
                if number and (digest := self._digest(number)):
                    yield str(number), f"files/pictures/{digest[:2]}/{digest}/"

    def _name_of(self, member: int) -> str:
        return str(self._rows("people_member", pk=member).values_list("name", flat=True)[0])

    def _digest_of(self, picture: int) -> str:
        rows = self._rows("pictures_picture", pk=picture).values_list("digest", flat=True)
        return next(iter(rows), "")


def _status(article: Any) -> str:
    if article.posting_seq is None:
        return "draft"
    if article.undo_seq is not None:
        return "taken back"
    return "expired" if article.expired_at else "published"


def _page(about: dict[str, object], body: str) -> bytes:
    """Return front matter in YAML, whose values are written as JSON has them, and the text."""
    lines = [f"{name}: {_value(value)}" for name, value in about.items()]
    return "\n".join(("---", *lines, "---", "", body, "")).encode()


def _value(value: object) -> str:
    shown = value.isoformat() if hasattr(value, "isoformat") else value
    return json.dumps(shown, ensure_ascii=False, default=str, sort_keys=True)
