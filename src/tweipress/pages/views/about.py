"""The pages about the site: rules, trust, and privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.bank import queries as books
from tweipress.core.money import BPS
from tweipress.core.rules.levels import level_at
from tweipress.core.units import S_PER_DAY
from tweipress.http.limits import YOUNG_S
from tweipress.reading.actions import trace_span_s


@require_safe
@books.read_session()
def rules(request: HttpRequest) -> HttpResponse:
    """Say how the site pays, with the prices in force."""
    tariff = books.tariff()
    return render(
        request,
        "pages/rules.html",
        {"tariff": tariff, "vesting_s": tariff.vesting_days * S_PER_DAY},
    )


@require_safe
@books.read_session()
def trust(request: HttpRequest) -> HttpResponse:
    """Say what trust is, what it opens, and how one gets it, also as a reader alone."""
    tariff = books.tariff()
    shown = {
        "tariff": tariff,
        "trusted_lane_bps": BPS - tariff.open_lane_bps,
        "reading_level": level_at(tariff.xp_reading_max, tariff),
    }
    return render(request, "pages/trust.html", shown)


@require_safe
@books.read_session()
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about reading, and what is not."""
    shown = {
        "trace_span_s": trace_span_s(),
        "rated_span_s": books.tariff().risk_kept_s,
        "young_s": YOUNG_S,
    }
    return render(request, "pages/privacy.html", shown)
