"""A member's own page with the statement, and the page that everybody sees."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tweipress.articles import queries as articles
from tweipress.articles.following import queries as following
from tweipress.bank import queries as books
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks.members import own_page
from tweipress.pages.blocks.trust import trust_block
from tweipress.people import queries as people
from tweipress.people.muting import queries as muting


@require_GET
@login_required
@books.read_session()
def me(request: HttpRequest) -> HttpResponse:
    """Show a member their own standing and statement; `before` asks for an older page."""
    assert request.user.is_authenticated
    before = number_in(request.GET.get("before", "0"))
    if before is None:
        raise Http404("The page of a statement is named by an entry's number.")
    own = own_page(MemberId(request.user.pk), before)
    return render(request, "people/me.html", {"card": people.card(request.user), "own": own})


@require_GET
@books.read_session()
def member(request: HttpRequest, name: str) -> HttpResponse:
    """Show what everybody may know of a member."""
    row = people.by_name(name)
    if row is None and people.has_left(name):
        return render(request, "people/former.html", status=HTTPStatus.GONE)
    if row is None:
        raise Http404("There is no member of this name.")
    if row.name != name:
        return redirect(row, permanent=True)
    number, viewer = MemberId(row.pk), viewer_id(request)
    rights = books.rights(number)
    shown = {
        "member": row,
        "card": people.card(row),
        "level": rights.level if rights else None,
        "posts": articles.of_author(number),
        "wish": muting.wish_about(viewer, number),
        "is_moderator": bool(viewer and books.may(viewer, Right.SANCTION)),
        "is_followed": following.is_followed(viewer, author=row.pk),
        **trust_block(viewer, number, row.name),
    }
    return render(request, "people/member.html", shown)
