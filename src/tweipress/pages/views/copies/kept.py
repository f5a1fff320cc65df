"""The texts that were kept of an article: unsaved ones of its writer, and all that were saved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.autosave import actions
from tweipress.bank import queries as books
from tweipress.http.answers import SeeOther
from tweipress.http.viewer import member_id
from tweipress.pages.blocks import copies, writing


@require_safe
@login_required
@books.read_session()
def texts(request: HttpRequest, code: str) -> HttpResponse:
    """List what was kept of an article; each can be opened in the editor."""
    member = member_id(request)
    article = writing.visible_to_writer(member, code)
    if article is None:
        raise Http404
    return render(request, "articles/texts.html", {"texts": copies.texts(member, article)})


@require_POST
@login_required
def throw_away(request: HttpRequest) -> HttpResponse:
    """Throw one of the member's unsaved texts away."""
    member = member_id(request)
    if actions.throw_away(member, request.POST.get("copy", "")):
        messages.success(request, _("The unsaved text was thrown away."))
    article = writing.visible_to_writer(member, request.POST.get("of", ""))
    if article is None:
        return SeeOther(reverse("articles:write"))
    return SeeOther(reverse("articles:texts", args=[article.code]))
