"""The page on which a member reports a comment, and the list of their reports."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tweipress.articles import queries as articles
from tweipress.comments import queries as comments
from tweipress.comments.reports import actions, queries
from tweipress.core.ids import CommentId
from tweipress.http.answers import SeeOther
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.people import queries as people

SHOWN = 100
"""Reports on a member's own page, the newest first."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what is wrong with a comment, and keep what the member says."""
    comment, member = comments.public(number), member_id(request)
    place = comments.place_of(number)
    if comment is None or place is None:
        raise Http404
    refused, reason, words = None, "", ""
    if request.method == "POST":
        reason, words = request.POST.get("reason", ""), request.POST.get("words", "")
        refused = actions.report(member, CommentId(number), reason, words)
        if refused is None:
            messages.success(
                request, _("Thank you. A moderator looks at it, and you hear what became of it.")
            )
            return SeeOther(post_path(place.slug, f"comment-{number}"))
    shown = {
        "comment": comment,
        "writer": people.cards([comment.writer])[comment.writer],
        "back_to": post_path(place.slug, f"comment-{number}"),
        "reasons": queries.Reason.choices,
        "words_max": queries.WORDS_MAX,
        "is_known": queries.is_reported_by(number, member),
        "refused": refused,
        "typed": words,
        "reason": reason,
    }
    status = status_of(refused) if refused else HTTPStatus.OK
    return advised(render(request, "moderation/report.html", shown, status=status), refused)


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """List the member's reports with what became of them."""
    rows = list(queries.of_reporter(member_id(request)))[-SHOWN:][::-1]
    titled = articles.by_numbers([row.article for row in rows])
    shown = {
        "rows": [
            (row, titled[row.article], str(dict(queries.Reason.choices)[row.reason]))
            for row in rows
            if row.article in titled
        ],
        "outcomes": dict(queries.Outcome.choices),
    }
    return render(request, "moderation/reports.html", shown)
