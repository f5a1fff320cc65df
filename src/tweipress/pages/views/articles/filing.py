"""The page on which a writer files an article: language, tags, address, translations."""

from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.articles.filing import actions, queries
from tweipress.articles.filing.queries import FilingForm
from tweipress.core.ids import MemberId
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import writing


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def filing(request: HttpRequest, code: str) -> HttpResponse:
    """Show how an article is filed, and file it as the form says."""
    article = writing.visible_to_writer(member_id(request), code)
    if article is None or article.is_taken_back:
        raise Http404
    own = partial(queries.other_of, MemberId(article.author_id), article)
    is_sent = request.method == "POST"
    form = FilingForm(
        request.POST if is_sent else None, own=own, initial=dict(queries.as_form(article))
    )
    refused = None
    if is_sent and form.is_valid():
        refused = actions.file(article, form.filed)
        if refused is None:
            messages.success(request, _("Saved."))
            return SeeOther(reverse("articles:filing", args=[article.code]))
    status = status_of(refused) if refused else HTTPStatus.OK
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {"article": article, "form": form, "refused": refused}
    return advised(render(request, "articles/filing.html", shown, status=status), refused)
