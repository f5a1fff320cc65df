"""Pictures of the library: what is said of one, or that it is gone, reaches all that show it."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from tweipress.articles import actions as articles
from tweipress.articles import queries as texts
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.fast import changes
from tweipress.jobs.actions import enqueue
from tweipress.pictures import actions as library
from tweipress.pictures import queries
from tweipress.publication import actions as paper
from tweipress.publication.queries import Page

DRAW_AGAIN: Final = "pictures.draw_again"
"""The job (pages/tasks.py) that follows a change, however many texts show the picture."""


def describe(member: MemberId, number: int, about: Mapping[str, Any]) -> Refused | None:
    """Save what a picture's form says, also where the picture is shown without words of its own."""
    with transaction.atomic():
        if refused := library.describe(member, number, about):
            return refused
        enqueue(DRAW_AGAIN, picture=number)
    return None


def remove(member: MemberId, number: int, reason: str) -> Refused | None:
    """Take a picture away; its reason stands in its place wherever it was shown."""
    with transaction.atomic():
        if refused := library.remove(member, number, reason):
            return refused
        enqueue(DRAW_AGAIN, picture=number)
    return None


def draw_again(number: int) -> None:
    """Draw all that shows a picture, as the library has it now, and drop the pages that are kept.

    Doing it twice changes nothing more.
    """
    uses = queries.uses_of(number)
    articles.draw_again(uses.get(queries.ARTICLE, ()))
    paper.draw_again(uses.get(queries.PAGE_OF_PAPER, ()), _drawn)
    if uses:
        changes.note()


def _drawn(page: Page) -> list[dict[str, Any]]:
    return texts.made(texts.content.stored(page.title, page.lead, "", page.sections))
