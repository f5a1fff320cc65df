"""Articles for the search: written straight into the site's tables, as published on a day."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from tweipress.articles.models import Article
from tweipress.articles.queries import search
from tweipress.articles.search import actions
from tweipress.articles.text import content
from tweipress.people.models import Member

FIRST_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = count(1)


def author(name: str) -> Member:
    """Return a member of a name."""
    member, _ = Member.objects.get_or_create(name=name, email=f"{name.lower()}@example.org")
    return member


def article(title: str, lead: str = "", body: str = "", **changes: Any) -> Article:
    """Publish an article on a day, the 1st of January without one."""
    number = next(_numbers)
    day, section = changes.get("day", 1), changes.get("section", "")
    headings = [{"heading": changes.get("heading", ""), "blocks": blocks(body)}]
    text = content.checked(title, lead, section, headings)
    stored = Article.objects.create(
        author=changes.get("author") or author("Ines"),
        slug=f"a-{number}",
        title=text.title,
        lead=text.lead,
        section=text.section,
        sections=text.as_json(),
        index_text=text.plain.casefold(),
        words=text.words,
        posting_seq=number,
        published_at=FIRST_DAY,
        dated_at=FIRST_DAY + timedelta(days=day - 1),
    )
    actions.put(stored.pk)
    return stored


def blocks(body: str) -> list[dict[str, str]]:
    """Return the paragraphs of a body."""
    return [{"kind": "paragraph", "text": line} for line in body.split("\n") if line.strip()]


def titles(text: str, page: int = 1, **filters: Any) -> list[str]:
    """Return the titles of what is found, the best first."""
    results = search.results(search.question(text, search.Filters(**filters)), page)
    return [hit.article.title for hit in results.hits]


def snippets(text: str) -> list[str]:
    """Return the passages of what is found."""
    return [hit.snippet for hit in search.results(search.question(text)).hits]


def meant(text: str) -> tuple[tuple[str, str], ...]:
    """Return which words were taken for typos."""
    return search.results(search.question(text)).meant
