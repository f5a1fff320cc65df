"""The page on which an editor sets the rules for the comments of one article."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.desk import queries
from tweipress.comments.rules import actions
from tweipress.comments.rules import queries as rules
from tweipress.comments.rules.queries import ArticleRulesForm
from tweipress.core.ids import ArticleId
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.people.queries import factors


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show what differs for an article; store what one of its editors sends."""
    member, article = member_id(request), queries.with_plan(code)
    right = queries.right_for(article, member) if article is not None else None
    if article is None or right is None:
        raise Http404
    factors.require(member, right)
    stored = rules.of_article(article.pk)
    form = ArticleRulesForm.of(stored, stored.version)
    refused = None
    if request.method == "POST":
        form = ArticleRulesForm(request.POST)
        if form.is_valid():
            number, version = ArticleId(article.pk), form.cleaned_data["version"]
            refused = actions.set_article(member, number, right, version, form.values)
            if refused is None:
                messages.success(request, _("Saved. It holds from now on."))
                return SeeOther(reverse("desk:comments", args=[code]))
    shown = {"article": article, "form": form, "refused": refused, "version": stored.version}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    status = status_of(refused) if refused else status
    return advised(render(request, "desk/comments.html", shown, status=status), refused)
