"""The page on which an operator makes members the editors of sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.bank import queries as books
from tweipress.core.acts.members.role import Role as RoleAct
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right, Role
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.people import queries as people
from tweipress.people.actions import console
from tweipress.publication import actions, queries
from tweipress.staff.guards import only_with


@dataclass(frozen=True, slots=True)
class Editor:
    """A section editor by name, and the numbers of their sections.

    `has_role` is false for one from whom the role was taken elsewhere.
    """

    name: str
    sections: Sequence[int]
    has_role: bool


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.ROLE)
def editors(request: HttpRequest, operator: Any) -> HttpResponse:
    """List section editors; make a member the editor of the sections that a form names."""
    if request.method != "POST":
        return _page(request)
    refused = _change(MemberId(operator.pk), request.POST)
    if refused is not None:
        return _page(request, refused)
    messages.success(request, _("Saved. It holds from now on."))
    return SeeOther(reverse("paper:editors"))


def _change(by: MemberId, form: QueryDict) -> Refused | None:
    """Give a member sections and the role, or take both."""
    version = number_in(form.get("version", ""))
    sections = [number_in(each) for each in form.getlist("section")]
    known = {section.pk for section in queries.sections()}
    if version is None or None in sections:
        return refuse(Refusal.MALFORMED)
    if not known.issuperset(sections):
        return refuse(Refusal.PAPER_CHANGED)
    member = people.by_name(form.get("name", "").strip())
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    number, granted = MemberId(member.pk), bool(sections)
    act = RoleAct(number, Role.SECTION_EDITOR, granted=granted, by=by)
    if refused := books.preview(act).refused:
        return refused
    chosen = {each for each in sections if each is not None}
    if refused := actions.set_sections(by, version, number, chosen):
        return refused
    if _has_role(number) == granted:
        return None
    answered = console.change_role(member, Role.SECTION_EDITOR, granted=granted, by=by)
    return answered if isinstance(answered, Refused) else None


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    typed = request.POST if refused else QueryDict()
    shown = {
        "editors": _editors(),
        "sections": queries.sections(),
        "version": queries.row().version,
        "typed_name": typed.get("name", ""),
        "typed_sections": typed.getlist("section"),
        "refused": refused,
    }
    status = status_of(refused) if refused else HTTPStatus.OK
    return advised(render(request, "staff/paper/editors.html", shown, status=status), refused)


def _editors() -> list[Editor]:
    sections_of = queries.editors()
    names = people.names(sections_of)
    with books.read_session():
        rows = [
            Editor(names[number], sections, _has_role(MemberId(number)))
            for number, sections in sections_of.items()
        ]
    return sorted(rows, key=lambda row: row.name)


def _has_role(member: MemberId) -> bool:
    rights = books.rights(member)
    return rights is not None and Role.SECTION_EDITOR in rights.roles
