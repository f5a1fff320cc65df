"""Section editors: whose sections are whose. That somebody is one is a role of the books."""

from collections.abc import Collection

from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.publication.changing import changed
from tweipress.publication.models import Paper, Section, SectionEditor


def set_sections(
    by: MemberId, version: int | None, member: MemberId, sections: Collection[int]
) -> Refused | None:
    """Make a member the editor of some sections, and of no others; return why that cannot be."""

    def work(_row: Paper) -> None:
        own = SectionEditor.objects.filter(member=member)
        own.exclude(section__in=sections).delete()
        had = set(own.values_list("section", flat=True))
        new = Section.objects.filter(pk__in=sections).exclude(pk__in=had)
        SectionEditor.objects.bulk_create(
            SectionEditor(section=section, member_id=member) for section in new
        )

    names = Section.objects.filter(pk__in=sections).values_list("name", flat=True)
    return changed(by, version, {"editor": member, "sections": ", ".join(names)}, work)


def forget_editor(member: MemberId) -> None:
    """Let a member be the editor of nothing, as their account is closed."""
    SectionEditor.objects.filter(member=member).delete()


def hand_over(section: Section, other: Section) -> None:
    """Let the editors of a section that goes be those of the one that gets its articles."""
    there = other.editors.values("member")
    section.editors.exclude(member__in=list(there.values_list("member", flat=True))).update(
        section=other
    )
