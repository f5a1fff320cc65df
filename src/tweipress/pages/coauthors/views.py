"""Sharing an article: one address, a form for its author and a question to others. No rules."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles import queries as articles
from tweipress.articles.coauthors import actions
from tweipress.articles.coauthors.queries import SharesForm
from tweipress.articles.queries import Article
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.http.request_keys import sending_again, sent_key
from tweipress.http.viewer import member_id
from tweipress.pages.coauthors import shown

AGREE, DECLINE = "agree", "decline"
FIRST_NAME = "name_1"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def coauthors(request: HttpRequest, code: str) -> HttpResponse:
    """Let the author say with whom a draft is shared, and whoever is asked answer."""
    article, member = articles.by_code(code), member_id(request)
    if article is None:
        raise Http404
    if article.author_id == member:
        return _own(request, article)
    return _asked(request, article, member)


def _own(request: HttpRequest, article: Article) -> HttpResponse:
    """Show the shares to the author, and change them."""
    if request.method != "POST":
        return render(request, "coauthors/shares.html", {"page": shown.sharing(article)})
    form, refused = SharesForm(request.POST), None
    if FIRST_NAME not in request.POST:
        refused = refuse(Refusal.MALFORMED)  # a form without lines would ask nobody any more
    elif form.is_valid():
        members, unknown = shown.members_of(form.wanted)
        for name in unknown:
            form.add_error(None, _("Nobody here is called “%(name)s”.") % {"name": name})
        if not unknown:
            others = [(members[line.name], line.bps) for line in form.wanted]
            refused = actions.share(article, others)
            if refused is None:
                messages.success(request, _said(others))
                return SeeOther(reverse("articles:coauthors", args=[article.code]))
    if form.is_valid() and refused is not None and refused.reason is Refusal.MALFORMED:
        form.add_error(
            None,
            _("Each co-author is named once, you are not one of them, and a part is left for you."),
        )
        refused = None
    status = status_of(refused) if refused else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"page": shown.sharing(article, form), "refused": refused}
    return advised(render(request, "coauthors/shares.html", context, status=status), refused)


def _said(others: list[tuple[MemberId, int]]) -> str:
    if not others:
        return _("Saved. You share the article with nobody.")
    return _("Saved. Your co-authors see the question among their articles, and answer there.")


def _asked(request: HttpRequest, article: Article, member: MemberId) -> HttpResponse:
    """Show the question to who is asked, and take the answer."""
    question = shown.question(article, member)
    if question is None:
        raise Http404
    if request.method != "POST":
        return render(request, "coauthors/question.html", {"page": question})
    do, key = request.POST.get("do", ""), sent_key(request.POST)
    answered: object = refuse(Refusal.MALFORMED)
    if do == AGREE:
        answered = actions.agree(article, member, request.POST.get("terms", ""), key)
    elif do == DECLINE:
        answered = actions.decline(article, member, key)
    if not isinstance(answered, Refused):
        said = (
            _("You agreed. You can now edit the text too.") if do == AGREE else _("You declined.")
        )
        messages.success(request, said)
        return SeeOther(reverse("articles:coauthors", args=[article.code]))
    with sending_again(request.path, request.POST):
        again = shown.question(article, member)
        context = {"page": again or question, "refused": answered}
        page = render(request, "coauthors/question.html", context, status=status_of(answered))
    return advised(page, answered)
