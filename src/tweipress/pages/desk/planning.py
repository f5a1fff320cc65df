"""The page of an article's plan, and its forms. No rules here."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.desk import actions, queries
from tweipress.articles.desk.queries import Stage
from tweipress.articles.queries import Article
from tweipress.bank import queries as books
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.language.figures import moment
from tweipress.pages.desk import plan
from tweipress.pages.desk.views import assigned

Do = Callable[[MemberId, Article], Refused | None]
CLICKS: Final[Mapping[str, Do]] = {
    "unschedule": actions.unschedule,
    "withdraw": actions.withdraw,
    "seen": actions.seen,
    "take_on": actions.take_on,
    "publish": actions.publish_now,
}
HAND_IN: Final = "hand_in"
FORMS: Final = ("plan", "dates", "schedule")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show the plan of an article, and do what one of its forms asks for."""
    member = member_id(request)
    article = plan.seen_by(member, code)
    if article is None:
        raise Http404
    if request.method != "POST":
        return _page(request, article)
    what = request.POST.get("do", "")
    if refused := books.ban_refusal(member):
        return _page(request, article, refused)
    if what in FORMS:
        form = plan.forms(article, request.POST, what)[what]
        if not form.is_valid():
            return _page(request, article, sent={what: form})
        refused = _form(member, article, what, form.cleaned_data, request.POST)
        return _done(request, article, what, refused, {what: form})
    if what == HAND_IN:
        may, shown_twei = request.POST.get("editors_may") == "on", _shown_twei(request.POST)
        handed_in = actions.hand_in(member, article, editors_may=may, shown_twei=shown_twei)
        return _done(request, article, what, handed_in, {})
    if do := CLICKS.get(what):
        return _done(request, article, what, do(member, article), {})
    return _page(request, article, refuse(Refusal.MALFORMED))


def _shown_twei(sent: Mapping[str, str]) -> int | None:
    """Return the price that the form showed."""
    return number_in(sent.get("shown_twei", ""))


def _form(
    member: MemberId, article: Article, what: str, said: Mapping[str, Any], sent: Mapping[str, str]
) -> Refused | None:
    edition = number_in(sent.get("edition", ""))
    if edition is None:
        return refuse(Refusal.MALFORMED)
    if what == "dates":
        until, expires = said.get("embargo"), said["expiry"]
        return actions.set_dates(member, article, edition, until, expires)
    if what == "schedule":
        shown_twei = _shown_twei(sent)
        return actions.schedule(member, article, edition, said["at"], shown_twei=shown_twei)
    assignee = assigned(said["assignee"])
    if isinstance(assignee, Refused):
        return assignee
    planned = actions.Planned(Stage(said["stage"]), said["note"], assignee, said["due"])
    return actions.plan(member, article, edition, planned)


def _done(
    request: HttpRequest,
    article: Article,
    what: str,
    refused: Refused | None,
    sent: dict[str, Form],
) -> HttpResponse:
    """Say what was done, or why it was not, with what was typed."""
    if refused is not None:
        return _page(request, article, refused, sent)
    here = SeeOther(reverse("desk:plan", args=[article.code]))
    if what == "publish":
        messages.success(request, _("The article is published. Its author paid the tribute."))
        article.refresh_from_db(fields=["slug"])
        return SeeOther(post_path(article.slug))
    if what == "schedule":
        at = sent[what].cleaned_data["at"]
        messages.success(request, _("It is published on %(moment)s.") % {"moment": moment(at)})
        if queries.comes_twice(at):
            messages.info(
                request,
                _("The clocks are put back that day and show this time twice: the first is meant."),
            )
    else:
        messages.success(request, _("Saved."))
    return here


@books.read_session()
def _page(
    request: HttpRequest,
    article: Article,
    refused: Refused | None = None,
    sent: dict[str, Form] | None = None,
) -> HttpResponse:
    stored = queries.with_plan(article.code)
    if stored is None:
        raise Http404
    status: int = HTTPStatus.OK if refused is None else status_of(refused)
    if sent and any(form.errors for form in sent.values()):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {"sheet": plan.sheet(member_id(request), stored, sent or {}), "refused": refused}
    return advised(render(request, "desk/plan.html", shown, status=status), refused)
