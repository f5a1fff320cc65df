"""What the library's pages show: pictures with who added them, and the texts that use them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles.queries import takeout as articles
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http.links import post_path
from tweipress.people import queries as people
from tweipress.people.queries import Card, factors
from tweipress.pictures import queries as pictures
from tweipress.pictures.queries import (
    ARTICLE,
    PAGE_OF_PAPER,
    REASON_CHARS,
    STAGED,
    PictureView,
)
from tweipress.publication import queries as paper


@dataclass(frozen=True, slots=True)
class Used:
    """A text that shows a picture.

    `title` is empty for a draft of somebody else, `url` for what readers cannot read yet.
    """

    kind: Promise | str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the library; `refused` says why the viewer can add nothing."""

    pictures: tuple[PictureView, ...]
    older: int
    words: str
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A picture's own page, and what the viewer can do there."""

    picture: PictureView
    uploader: Card | None
    uses: tuple[Used, ...]
    is_tended: bool
    is_deletable: bool
    is_removable: bool
    reason_max: int = REASON_CHARS


Named = Mapping[int, tuple[str, str]]
"""Titles and addresses of texts by their numbers."""
KINDS: Final[Mapping[str, Promise]] = {
    ARTICLE: _("Article"),
    STAGED: _("A changed text that is not shown yet"),
    PAGE_OF_PAPER: _("Page"),
}


@books.read_session()
def shelf(member: MemberId, words: str, before: int) -> Shelf:
    """Return a page of the library, newest first."""
    page = pictures.library(words, before)
    return Shelf(page.pictures, page.older, words, pictures.adding_refusal(member))


@books.read_session()
def whole(member: MemberId, picture: PictureView) -> Whole:
    """Return what a picture's own page shows a member."""
    uses = tuple(_uses(member, picture.number))
    is_tended = pictures.may_tend(member, picture)
    return Whole(
        picture=picture,
        uploader=people.cards([picture.uploader]).get(picture.uploader),
        uses=uses,
        is_tended=is_tended,
        is_deletable=is_tended and not uses,
        is_removable=pictures.removal_refusal(member, picture) is None
        and factors.is_open(member, Right.REMOVE_PICTURE),
    )


def may_look(member: MemberId) -> Refused | None:
    """Return why a member may not see the library: it is for those who may add to it."""
    return pictures.adding_refusal(member)


def _uses(member: MemberId, number: int) -> Iterable[Used]:
    uses = pictures.uses_of(number)
    known = {
        ARTICLE: _articles(member, uses.get(ARTICLE, ())),
        PAGE_OF_PAPER: _pages(uses.get(PAGE_OF_PAPER, ())),
    }
    for kind, users in uses.items():
        named = known.get(kind, {})
        for user in users:
            yield Used(KINDS.get(kind, kind), *named.get(user, ("", "")))


def _articles(member: MemberId, numbers: Sequence[int]) -> Named:
    named = articles.named(numbers, member).items() if numbers else ()
    return {
        number: (text.title, post_path(text.slug) if text.slug else "") for number, text in named
    }


def _pages(numbers: Sequence[int]) -> Named:
    return {
        page.pk: (page.title, reverse("pages:page", args=[page.slug]))
        for page in (paper.pages() if numbers else ())
        if page.is_public
    }
