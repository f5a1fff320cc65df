"""Notices: the page of the whole paper's, and the one on which writers add and withdraw them."""

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tweipress.articles.queries import Article
from tweipress.articles.staging import actions, queries
from tweipress.articles.staging.queries import NoticeForm, WithdrawForm
from tweipress.bank import queries as books
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import writing

WITHDRAW: Final = "withdraw"


@require_safe
@keep_for_visitors
@books.read_session()
def of_paper(request: HttpRequest) -> HttpResponse:
    """List what readers were told of changes, newest first; `before` asks for older notices."""
    before = number_in(request.GET.get("before", "0"))
    if before is None:
        raise Http404
    rows, older = queries.of_paper(before)
    shown = {"rows": rows, "older": older, "is_later_page": before > 0}
    return render(request, "articles/corrections.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def of_article(request: HttpRequest, code: str) -> HttpResponse:
    """Show what readers were told of an article; add a notice, or withdraw one by another."""
    member = member_id(request)
    article = writing.visible_to_writer(member, code)
    if article is None or not article.is_published:
        raise Http404
    is_sent, is_withdrawing = request.method == "POST", request.POST.get("do") == WITHDRAW
    form = NoticeForm(request.POST if is_sent and not is_withdrawing else None)
    reason = WithdrawForm(request.POST if is_withdrawing else None)
    sent, refused = reason if is_withdrawing else form, None
    if is_sent and sent.is_valid():
        refused = _told(member, article, request, sent)
        if refused is None:
            return SeeOther(reverse("articles:corrections", args=[article.code]))
    shown = {
        "article": article,
        "notices": queries.notices(article),
        "form": form,
        "reason": reason,
        "wrong": number_in(request.POST.get("notice", "")) if is_withdrawing else None,
        "refused": refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent.errors else HTTPStatus.OK
    status = status_of(refused) if refused else status
    return advised(render(request, "articles/own_corrections.html", shown, status=status), refused)


def _told(
    member: MemberId, article: Article, request: HttpRequest, form: NoticeForm | WithdrawForm
) -> Refused | None:
    """Tell readers what a form says; return why that cannot be."""
    said = form.cleaned_data
    if isinstance(form, NoticeForm):
        if refused := actions.tell(member, article, said["kind"], said["text"]):
            return refused
        messages.success(request, _("Added. Readers see it below the article."))
        return None
    number = number_in(request.POST.get("notice", "")) or 0
    if refused := actions.withdraw(member, article, number, said["reason"]):
        return refused
    messages.success(request, _("Withdrawn. Readers see the notice struck through, and why."))
    return None
