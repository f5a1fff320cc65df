"""Lists of articles on the front page, section pages and in search, with offers and comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.bank.queries import Offer, Unpaid
from tweipress.comments import queries as comments
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.language import unpaid

WHY_NOTHING: Final[dict[Refusal, Promise]] = {
    Refusal.OWN_ARTICLE: _("Your own post"),
    Refusal.ALREADY_RATED: _("You have rated it"),
    Refusal.OPENS_SPENT: _("No paid reading left for you today"),
}
"""The short form of a refusal, for a line in a list. The article's page has the whole sentence."""


class Listed(Protocol):
    """An article as articles' queries list it; templates read the rest of it."""

    @property
    def pk(self) -> int:
        """Return the article's number."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article in a list: what this reader would earn, or why nothing, and how many comments."""

    article: Listed
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
    """Return a page of the front page or of a news section as member number `member` sees it.

    `before` is the slug of the last story seen; the first story of the front page's newest page
    leads.
    """
    rows = articles.front_page(section, before, articles.PAGE + 1)
    shown = rows[: articles.PAGE]
    older = shown[-1].slug if len(rows) > len(shown) else ""
    return Front(_stories(shown, member, has_lead=section is None and before is None), older)


def search(member: MemberId | None, text: str) -> tuple[Story, ...]:
    """Return the stories in which every word of `text` occurs, newest first."""
    return _stories(articles.search(text), member, has_lead=False)


def _stories(
    rows: Sequence[Listed], member: MemberId | None, *, has_lead: bool
) -> tuple[Story, ...]:
    numbers = [article.pk for article in rows]
    offers = books.offers(numbers, member)
    said = comments.counts(numbers)
    return tuple(
        _story(article, offers.get(article.pk), said.get(article.pk, 0), has_lead and place == 0)
        for place, article in enumerate(rows)
    )


def _story(article: Listed, offer: Offer | None, said: int, is_lead: bool) -> Story:
    quote_twei = offer.quote_twei if offer else 0
    return Story(article, quote_twei, "" if quote_twei else _why(offer), said, is_lead)


def _why(offer: Offer | None) -> str:
    """Return why reading earns nothing, in a few words."""
    if offer is None:
        return unpaid.short(Unpaid.NOTHING_LEFT)
    if offer.refused is None:
        return unpaid.short(offer.unpaid or Unpaid.NOT_RELEASED)
    why = WHY_NOTHING.get(offer.refused.reason)
    return str(why) if why else unpaid.short(Unpaid.NOT_RELEASED)
