"""What is stored about a member's reading: shown, and deleted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.http.answers import SeeOther, to_sign_in
from tweipress.http.limits import YOUNG_S
from tweipress.http.viewer import viewer_id
from tweipress.moderation import actions as moderation
from tweipress.moderation import queries as cases
from tweipress.reading import actions as reading
from tweipress.reading.queries import retention


@require_safe
@login_required
def stored(request: HttpRequest) -> HttpResponse:
    """Show a member what is stored about their reading, for how long, and how to delete it."""
    assert request.user.is_authenticated
    member, tariff = MemberId(request.user.pk), books.tariff()
    shown = {
        "stored": retention.of_member(member),
        "cases": len(cases.of_member(member)),
        "rated_span_s": tariff.risk_kept_s,
        "trace_span_s": retention.trace_span_s(),
        "young_s": YOUNG_S,
        "window": tariff.risk_window_reads,
    }
    return render(request, "moderation/retention.html", shown)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what is stored about a member's reading, except what is still needed."""
    page, member = reverse("moderation:stored"), viewer_id(request)
    if member is None:
        return to_sign_in(request, page)
    reading.forget(member)
    moderation.forget(member)
    said = _(
        "Your reading data is deleted. The times stay for readings whose earnings still vest, and"
        " for readings that no rule has looked at yet."
    )
    messages.success(request, said)
    return SeeOther(page)
