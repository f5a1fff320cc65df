"""The sections of the paper: adding, naming, ordering and removing them. Articles stay as they are.

An article keeps the name that it was written with, which its reviews and versions go by. A section
that is renamed remembers its former names, so that it still has its articles, and old addresses
lead on.
"""

import unicodedata
from typing import Any, Final

from django.db.models import Max, QuerySet

from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.publication.changing import changed
from tweipress.publication.editing import hand_over
from tweipress.publication.models import FormerName, Paper, Section

NONE: Final = 0
"""No row has this number."""
SECTIONS_MAX: Final = 40
"""More than any bar can show."""


def add_section(by: MemberId, version: int | None, name: str) -> Refused | None:
    """Put a section at the end; one that is only in articles so far has them from now on."""
    name = _tidied(name)

    def work(_row: Paper) -> Refused | None:
        if Section.objects.count() >= SECTIONS_MAX:
            return refuse(Refusal.SECTIONS_MANY, most=SECTIONS_MAX)
        if _is_taken(name, None):
            return refuse(Refusal.SECTION_TAKEN)
        _checked(Section(name=name, position=_last() + 1)).save()
        return None

    return changed(by, version, {"section added": name}, work)


def rename_section(by: MemberId, version: int | None, number: int, name: str) -> Refused | None:
    """Give a section another name; what it was called leads to it from now on."""
    name = _tidied(name)

    def work(_row: Paper) -> Refused | None:
        section = Section.objects.filter(pk=number).first()
        if section is None:
            return refuse(Refusal.PAPER_CHANGED)
        if section.name == name:
            return None
        if _is_taken(name, section):
            return refuse(Refusal.SECTION_TAKEN)
        section.former_names.filter(name=name).delete()
        FormerName.objects.create(name=section.name, section=section)
        section.name = name
        _checked(section).save()
        return None

    return changed(by, version, {"section renamed": number, "name": name}, work)


def move_section(by: MemberId, version: int | None, number: int, *, down: bool) -> Refused | None:
    """Let a section change places with the one before it, or with the one after it."""

    def work(_row: Paper) -> None:
        moved(Section.objects.all(), number, down=down)

    return changed(by, version, {"section moved": number, "down": down}, work)


def remove_section(
    by: MemberId, version: int | None, number: int, into: int | None
) -> Refused | None:
    """Take a section out of the list; another one gets its articles, or they keep their names."""

    def work(_row: Paper) -> Refused | None:
        section = Section.objects.filter(pk=number).first()
        other = Section.objects.filter(pk=into).exclude(pk=number).first() if into else None
        if section is None or (into and other is None):
            return refuse(Refusal.PAPER_CHANGED)
        if other is not None:
            section.former_names.update(section=other)
            FormerName.objects.create(name=section.name, section=other)
            hand_over(section, other)
        section.delete()
        return None

    return changed(by, version, {"section removed": number, "into": into}, work)


def take_in(by: MemberId, version: int | None, name: str, into: int) -> Refused | None:
    """Let a section have the articles of one that is only in articles."""
    name = _tidied(name)

    def work(_row: Paper) -> Refused | None:
        section = Section.objects.filter(pk=into).first()
        if section is None:
            return refuse(Refusal.PAPER_CHANGED)
        if _is_taken(name, None):
            return refuse(Refusal.SECTION_TAKEN)
        FormerName.objects.create(name=name, section=section)
        return None

    return changed(by, version, {"section taken in": name, "into": into}, work)


def moved(rows: QuerySet[Any], number: int, *, down: bool) -> None:
    """Store the order in which one of the rows has changed places with its neighbour."""
    order: list[int] = list(rows.values_list("pk", flat=True))
    if number not in order:
        return
    at = order.index(number)
    other = at + (1 if down else -1)
    if not 0 <= other < len(order):
        return
    order[at], order[other] = order[other], order[at]
    for position, each in enumerate(order):
        rows.model._base_manager.filter(pk=each).update(position=position)  # noqa: SLF001  # Django documents it


def _last() -> int:
    return Section.objects.aggregate(last=Max("position"))["last"] or 0


def _is_taken(name: str, by: Section | None) -> bool:
    """Tell whether another section has a name, in capital or small letters, or had it."""
    mine = by.pk if by else NONE
    names = Section.objects.exclude(pk=mine).values_list("name", flat=True)
    former = FormerName.objects.exclude(section=mine).values_list("name", flat=True)
    return name.casefold() in {taken.casefold() for taken in (*names, *former)}


def _checked(section: Section) -> Section:
    section.full_clean()
    return section


def _tidied(name: str) -> str:
    """Return a name as articles store it."""
    return " ".join(unicodedata.normalize("NFC", name).split())
