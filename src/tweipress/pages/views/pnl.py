"""The form that buys a report, over HTTP."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tweipress.articles import queries as articles
from tweipress.core.ids import ArticleId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import answer, refusal_page, to_sign_in
from tweipress.http.links import post_path
from tweipress.http.request_keys import sent_key
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import pnl as block
from tweipress.pnl import actions

TEMPLATE: Final = "pnl/block.html"


@require_POST
def buy(request: HttpRequest, slug: str) -> HttpResponse:
    """Buy a report of the scope in the form, and show it."""
    article = articles.head_by_slug(slug)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    back_to = post_path(article.slug, "reports")
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, back_to)
    scope, key = request.POST.get("scope", ""), sent_key(request.POST)
    bought = actions.buy(member, ArticleId(article.pk), scope, key)
    number = "" if isinstance(bought, Refused) else str(bought.answer["report"])
    return answer(
        request,
        bought,
        back_to,
        TEMPLATE,
        lambda: {"report_block": block.block(article, member, number)},
        said=_("Your report is below."),
    )
