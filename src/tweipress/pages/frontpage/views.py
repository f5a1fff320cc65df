"""The page on which editors arrange a front. No rules here: each form is one step."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles import queries as articles
from tweipress.articles.frontpage import actions
from tweipress.articles.frontpage import queries as fronts
from tweipress.bank import queries as books
from tweipress.bank.clock import now_ms
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits
from tweipress.http.answers import SeeOther, refusal_page, refused_form
from tweipress.http.links import moved
from tweipress.http.viewer import member_id
from tweipress.pages.frontpage import asking, layout, shown
from tweipress.people.queries import factors
from tweipress.publication import queries as paper

PAGE: Final = "desk/front.html"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def front(request: HttpRequest, name: str = "") -> HttpResponse:
    """Show how a front is arranged, or take a step; `preview` shows it as readers would see it."""
    member = member_id(request)
    if refused := fronts.arranging_refusal(member, name):
        return refusal_page(request, refused, reverse("pages:home"))
    factors.require_of_holder(member, Right.FRONT)
    factors.require_of_holder(member, Right.EDIT_SECTION)
    if name and name not in articles.sections():
        if (now := paper.section_name(name)) in articles.sections():
            return moved(request, address(now))
        raise Http404
    if request.method == "POST":
        return _changed(request, member, name)
    if "preview" in request.GET:
        return _preview(request, member, name)
    words = request.GET.get("q", "").strip()
    if words and (refused := limits.spend(request, limits.SEARCHES)):
        return limits.state_in(refusal_page(request, refused, request.path), request)
    return render(request, PAGE, _context(member, name, words))


def address(name: str) -> str:
    """Return where a front is arranged."""
    return reverse("desk:front_of", args=[name]) if name else reverse("desk:front")


def _changed(request: HttpRequest, member: MemberId, name: str) -> HttpResponse:
    version = number_in(request.POST.get("version", ""))
    if version is None:
        refused: Refused | None = refuse(Refusal.MALFORMED)
    else:
        refused = _done(request, member, name, version)
    if refused is not None:
        return refused_form(
            request, PAGE, _context(member, name, "") | {"refused": refused}, refused
        )
    return SeeOther(address(name))


def _done(request: HttpRequest, member: MemberId, name: str, version: int) -> Refused | None:
    asked = request.POST.get("do")
    if asked == "show":
        refused = actions.show(member, name, version)
        if refused is None:
            messages.success(request, _("Readers see it now."))
        return refused
    if asked == "discard":
        return actions.discard(member, name, version)
    if asked == "back":
        number = number_in(request.POST.get("arrangement", ""))
        return actions.go_back(member, name, version, number or 0)
    step = asking.step_of(request.POST)
    return step if isinstance(step, Refused) else actions.prepare(member, name, version, step)


@books.read_session()
def _context(member: MemberId, name: str, words: str) -> dict[str, object]:
    context = shown.page(name, fronts.prepared(name), words)
    rows = shown.open_to(member, articles.sections())
    return context | {"fronts": [(row, address(row)) for row in rows], "here": address(name)}


@books.read_session()
def _preview(request: HttpRequest, member: MemberId, name: str) -> HttpResponse:
    section = name or None
    arranged = fronts.laid_out(section, fronts.prepared(name).plan.at(now_ms()))
    page = layout.composed(member, section, arranged)
    context = layout.context(section, articles.sections(), page) | {"preview_of": address(name)}
    return render(request, "pages/home.html", context)
