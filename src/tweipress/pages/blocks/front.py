"""Lists of articles on the front page, section pages and in search, with offers and comments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.bank.queries import Offer, Unpaid
from tweipress.comments import queries as comments
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.language import unpaid
from tweipress.pages.blocks import reading

WHY_NOTHING: Final[dict[Refusal, Promise]] = {
    Refusal.OWN_ARTICLE: _("Your own post"),
    Refusal.ALREADY_RATED: _("You have rated it"),
    Refusal.OPENS_SPENT: _("No paid reading left for you today"),
    Refusal.PLUS_QUOTA_SPENT: _("You have run out of Pluses for today."),
}
"""The short form of a refusal, for a line in a list. The article's page has the whole sentence."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article in a list: what this reader would earn, or why nothing, and how many comments."""

    article: articles.Article
    quote_twei: int
    why_nothing: str
    comments: int
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Front:
    """A page of stories; `older` is where the next page begins, empty on the last one."""

    stories: tuple[Story, ...]
    older: str


def front_page(member: MemberId | None, section: str | None, before: str | None) -> Front:
    """Return a page of the front page or of a news section as a member or a visitor sees it.

    `before` is the slug of the last story seen. The first story of the newest front page leads.
    """
    rows = articles.front_page(section, before, articles.PAGE + 1)
    shown = rows[: articles.PAGE]
    older = shown[-1].slug if len(rows) > len(shown) else ""
    return Front(_stories(shown, member, has_lead=section is None and before is None), older)


def search(member: MemberId | None, text: str) -> tuple[Story, ...]:
    """Return the stories in which every word of `text` occurs, newest first."""
    return _stories(articles.search(text), member, has_lead=False)


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
