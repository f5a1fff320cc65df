"""The form that buys a report, over HTTP."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tweipress.articles.queries import by_slug
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import answer, refusal_page, to_sign_in
from tweipress.http.links import post_path
from tweipress.http.request_keys import sent_key
from tweipress.pnl import actions, queries

TEMPLATE = "pnl/block.html"


@require_POST
def buy(request: HttpRequest, slug: str) -> HttpResponse:
    """Buy a report of the scope in the form, and show it."""
    article = by_slug(slug)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    back_to = post_path(slug, "reports")
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, back_to)
    bought = actions.buy(member, article, request.POST.get("scope", ""), sent_key(request.POST))
    number = "" if isinstance(bought, Refused) else str(bought.answer["report"])
    return answer(
        request,
        bought,
        back_to,
        TEMPLATE,
        lambda: {"report_block": queries.block(article, member, number)},
        said="Your report is below.",
    )
