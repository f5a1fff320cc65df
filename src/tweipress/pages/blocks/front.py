"""Lists of articles on the front page, section pages and in search, with offers and comments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tweipress.articles import queries as articles
from tweipress.articles.filing import queries as filing
from tweipress.articles.following import queries as following
from tweipress.articles.queries import search as searching
from tweipress.bank import queries as books
from tweipress.bank.queries import Offer, Unpaid
from tweipress.comments import queries as comments
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.language import unpaid
from tweipress.pages.blocks import reading
from tweipress.people import queries as members

NO_SNIPPET: Final = SafeString("")
WHY_NOTHING: Final[dict[Refusal, Promise]] = {
    Refusal.OWN_ARTICLE: _("Your own post"),
    Refusal.ALREADY_RATED: _("You have rated it"),
    Refusal.OPENS_SPENT: _("No paid reading left for you today"),
    Refusal.PLUS_QUOTA_SPENT: _("You have run out of Pluses for today."),
}
"""The short form of a refusal, for a line in a list. The article's page has the whole sentence."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article in a list: what this reader would earn, or why nothing, and how many comments.

    A brief has no lead and no picture. `heading` is the element of its title.
    """

    article: articles.Article
    quote_twei: int
    why_nothing: str
    comments: int
    is_lead: bool = False
    snippet: SafeString = NO_SNIPPET
    is_brief: bool = False
    heading: str = "h2"


@dataclass(frozen=True, slots=True)
class Front:
    """A page of stories; `older` is where the next page begins, empty on the last one."""

    stories: tuple[Story, ...]
    older: str


class Asked(NamedTuple):
    """What the form of the search has sent: words, a section, a name, and two days."""

    text: str = ""
    section: str = ""
    author: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A page of a search; `meant` are words that were looked for instead of others.

    `next_page` is 0 on the last one.
    """

    stories: tuple[Story, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    next_page: int = 0


def front_page(member: MemberId | None, section: str | None, before: str | None) -> Front:
    """Return a page of the front page or of a news section as a member or a visitor sees it.

    `before` is the slug of the last story seen. The first story of the newest front page leads.
    """
    rows = articles.front_page(section, before, articles.PAGE + 1)
    return _front(rows, member, has_lead=section is None and before is None)


def under_tag(member: MemberId | None, tag: str, before: str | None) -> Front:
    """Return a page of what is published under a tag, by its slug."""
    return _front(filing.under_tag(tag, before, articles.PAGE + 1), member, has_lead=False)


def followed(member: MemberId, before: str | None) -> Front:
    """Return a page of what is new from what a member follows."""
    return _front(following.news(member, before, articles.PAGE + 1), member, has_lead=False)


def saved(member: MemberId) -> tuple[Story, ...]:
    """Return the stories on a member's reading list, the one saved last first."""
    return _stories(following.reading_list(member), member, has_lead=False)


def search(member: MemberId | None, asked: Asked, page: int) -> Search:
    """Return a page of what answers a search, as a member or a visitor sees it."""
    author = members.by_name(asked.author) if asked.author else None
    if asked.author and author is None:
        return Search()
    filters = searching.Filters(
        asked.section, author.pk if author else 0, _day(asked.first), _day(asked.last)
    )
    results = searching.results(searching.question(asked.text, filters), page)
    stories = _stories([hit.article for hit in results.hits], member, has_lead=False)
    return Search(
        tuple(
            replace(story, snippet=hit.snippet)
            for story, hit in zip(stories, results.hits, strict=True)
        ),
        results.meant,
        page + 1 if results.has_more else 0,
    )


def _day(text: str) -> date | None:
    """Return the day that a form has sent, None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def stories(rows: Sequence[articles.Article], member: MemberId | None) -> tuple[Story, ...]:
    """Return some articles as stories, none of them leading."""
    return _stories(rows, member, has_lead=False)


def _front(rows: Sequence[articles.Article], member: MemberId | None, *, has_lead: bool) -> Front:
    """Return the first rows as a page; one more than fits says that there is another."""
    shown = rows[: articles.PAGE]
    older = shown[-1].slug if len(rows) > len(shown) else ""
    return Front(_stories(shown, member, has_lead=has_lead), older)


def _stories(
    rows: Sequence[articles.Article], member: MemberId | None, *, has_lead: bool
) -> tuple[Story, ...]:
    ids = [ArticleId(article.pk) for article in rows]
    offers = books.offers(ids, member)
    refused = _plus_refused(member, offers.values())
    counts = comments.counts(ids)
    return tuple(
        Story(
            article=article,
            quote_twei=_quote_twei(offers.get(article.pk), refused),
            why_nothing=_why_nothing(offers.get(article.pk), refused),
            comments=counts.get(article.pk, 0),
            is_lead=has_lead and place == 0,
        )
        for place, article in enumerate(rows)
    )


def _plus_refused(member: MemberId | None, offers: Iterable[Offer]) -> Refused | None:
    """Return why a Plus would be refused today.

    One article is asked for all: what an article itself stands in the way of is in its offer, and
    beyond that the rule looks at the member alone, at their quota.
    """
    paying = next((offer for offer in offers if offer.quote_twei), None)
    return reading.plus_refused(member, paying) if member and paying else None


def _quote_twei(offer: Offer | None, plus_refused: Refused | None) -> int:
    return offer.quote_twei if offer and plus_refused is None else 0


def _why_nothing(offer: Offer | None, plus_refused: Refused | None) -> str:
    """Return in a few words why reading earns nothing; empty if it earns something."""
    if offer is None:
        return unpaid.short(Unpaid.NOTHING_LEFT)
    refused = offer.refused or (plus_refused if offer.quote_twei else None)
    if refused is not None:
        why = WHY_NOTHING.get(refused.reason)
        return str(why) if why else unpaid.short(Unpaid.NOT_RELEASED)
    return unpaid.short(offer.unpaid) if offer.unpaid else ""
