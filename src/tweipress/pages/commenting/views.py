"""Changing one's own comment, and the page of all texts that a comment has had."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.comments.edits import actions, queries
from tweipress.core.ids import CommentId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.roles import Right
from tweipress.http.answers import SeeOther, refusal_page
from tweipress.http.links import post_path
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id, viewer_id
from tweipress.pages.muting import replies
from tweipress.pages.view_models.comments import Preview
from tweipress.people import queries as people
from tweipress.people.queries import factors


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Edit one's own comment while that is possible, and add a note to it later."""
    comment, member, place = comments.public(number), member_id(request), comments.place_of(number)
    if comment is None or place is None or comment.writer != member:
        raise Http404
    back_to = post_path(place.slug, f"comment-{number}")
    is_edit = queries.can_edit(comment.created)
    text, refused, preview = comment.text if is_edit else "", None, None
    if request.method == "POST":
        text = request.POST.get("text", "")
        if "preview" in request.POST:
            tidy = comments.tidied(text)
            refused = comments.unfit(tidy)
            preview = None if refused else Preview(tidy, comments.html(tidy))
        else:
            do = actions.edit if request.POST.get("kind") == queries.Kind.EDIT else actions.add_note
            refused = replies.refusal(member, request.POST) or do(member, CommentId(number), text)
            if refused is None:
                messages.success(request, _("Your comment is changed. No Twei moved."))
                return SeeOther(back_to)
    shown = {
        "comment": comment,
        "is_edit": is_edit,
        "text": text,
        "text_max": comments.TEXT_MAX if is_edit else queries.NOTE_MAX,
        "form": {"preview": preview},
        "refused": refused,
        "back_to": back_to,
    }
    status = status_of(refused) if refused else HTTPStatus.OK
    return advised(render(request, "comments/change.html", shown, status=status), refused)


@require_safe
def changes(request: HttpRequest, number: int) -> HttpResponse:
    """Show every text that a public comment has had, with its moment and its votes."""
    comment, place = comments.public(number), comments.place_of(number)
    if comment is None or place is None or comment.is_hidden:
        raise Http404
    record = books.comments([comment.number], None).get(comment.number)
    if record is None or (record.ended == CommentEnd.REMOVED and not comment.is_restored):
        raise Http404
    member = viewer_id(request)
    may_remove = member is not None and books.may(member, Right.REMOVE_COMMENT)
    shown = {
        "comment": comment,
        "html_now": comments.html(comment.text),
        "writer": people.cards([comment.writer])[comment.writer],
        "rows": [(row, comments.html(row.text)) for row in queries.history(comment.number)],
        "can_take_away": may_remove and comment.writer != member,
        "reason_max": comments.REASON_MAX,
        "back_to": post_path(place.slug, f"comment-{number}"),
    }
    return render(request, "comments/all_texts.html", shown)


@require_POST
@login_required
def take_away(request: HttpRequest, number: int) -> HttpResponse:
    """Take an earlier text or a note off the site, for the reason written."""
    member = member_id(request)
    comment = queries.comment_of(number)
    back_to = "/" if comment is None else f"/comments/{comment}/changes/"
    factors.require_of_holder(member, Right.REMOVE_COMMENT)
    if refused := actions.take_away(member, number, request.POST.get("reason", "")):
        return refusal_page(request, refused, back_to)
    messages.success(request, _("It is taken away, and the log says so."))
    return SeeOther(back_to)
