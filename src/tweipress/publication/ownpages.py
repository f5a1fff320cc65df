"""The paper's own pages, such as the imprint: saving, ordering and deleting them.

A page has a text as articles have, with no act and no money. Its rendered form comes with it:
what makes it is a room above (articles/text/).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pictures import actions as library
from tweipress.pictures.queries import PAGE_OF_PAPER
from tweipress.publication.changing import changed
from tweipress.publication.models import FormerSlug, Page, Paper
from tweipress.publication.ordering import NONE, moved

PAGES_MAX: Final = 50
"""Every page of the site lists those that are shown at its end."""
PICTURE: Final = "picture"
"""The kind of a block that shows one, and what its number is called (articles/text/blocks.py)."""
Body = list[dict[str, Any]]


def save_page(
    by: MemberId, number: int | None, version: int, values: Mapping[str, Any]
) -> Page | Refused:
    """Store a page, new or not, that nobody else has changed since it was of this version.

    `values` are the fields of a page. ValidationError says which of them cannot be kept.
    """
    page = Page(**values)

    def work(_row: Paper) -> Refused | None:
        stored = Page.objects.filter(pk=number).first() if number else None
        if number and (stored is None or stored.version != version):
            return refuse(Refusal.PAPER_CHANGED)
        if stored is None and Page.objects.count() >= PAGES_MAX:
            return refuse(Refusal.PAGES_MANY, most=PAGES_MAX)
        if _is_taken(page.slug, stored):
            return refuse(Refusal.PAGE_TAKEN)
        page.updated = clock.now()
        if stored is None:
            page.position = (Page.objects.aggregate(last=Max("position"))["last"] or 0) + 1
        else:
            page.pk, page.position, page.version = stored.pk, stored.position, version + 1
            stored.former_slugs.filter(slug=page.slug).delete()
            if stored.slug != page.slug and stored.is_public:
                FormerSlug.objects.create(slug=stored.slug, page=stored)
        page.full_clean(validate_unique=False)
        page.save(force_update=stored is not None)
        library.note_uses(PAGE_OF_PAPER, page.pk, _pictures(page.sections))
        return None

    detail: dict[str, str | int | bool | None] = {
        "page saved": page.slug,
        "public": page.is_public,
    }
    return changed(by, None, detail, work) or page


def move_page(by: MemberId, version: int | None, number: int, *, down: bool) -> Refused | None:
    """Let a page change places with the one before it, or with the one after it."""

    def work(_row: Paper) -> None:
        moved(Page.objects.all(), number, down=down)

    return changed(by, version, {"page moved": number, "down": down}, work)


def delete_page(by: MemberId, number: int, version: int) -> Refused | None:
    """Delete a page for good, with its addresses."""

    def work(_row: Paper) -> Refused | None:
        if not Page.objects.filter(pk=number, version=version).delete()[0]:
            return refuse(Refusal.PAPER_CHANGED)
        library.note_uses(PAGE_OF_PAPER, number, ())
        return None

    return changed(by, None, {"page deleted": number}, work)


def draw_again(numbers: Iterable[int], drawn: Callable[[Page], Body]) -> None:
    """Store the rendered form of pages anew, as `drawn` makes it; their texts stay."""
    for number in numbers:
        with transaction.atomic():
            page = Page.objects.select_for_update().filter(pk=number).first()
            if page is not None:
                page.made = drawn(page)
                page.save(update_fields=["made"])


def _pictures(sections: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the numbers of the pictures that a text shows."""
    blocks = (block for section in sections for block in section["blocks"])
    return [block[PICTURE] for block in blocks if block["kind"] == PICTURE]


def _is_taken(slug: str, by: Page | None) -> bool:
    """Tell whether another page has an address, or had it."""
    mine = by.pk if by else NONE
    return (
        Page.objects.exclude(pk=mine).filter(slug=slug).exists()
        or FormerSlug.objects.exclude(page=mine).filter(slug=slug).exists()
    )
