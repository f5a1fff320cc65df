"""The pages about the site: rules, trust, privacy, and the paper's own, such as the imprint."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.money import BPS
from tweipress.core.rules.levels import level_at
from tweipress.core.units import S_PER_DAY
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.limits import YOUNG_S
from tweipress.http.links import moved
from tweipress.pages.blocks.levels import own_level, table
from tweipress.publication import queries as paper
from tweipress.reading.queries.retention import trace_span_s

CONTACT_LIFE: Final = timedelta(days=180)
"""RFC 9116 recommends less than a year; a site that is no longer served says nothing."""


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say to whom a fault is reported, if the operator has said so (RFC 9116)."""
    if not settings.TWEIPRESS_SECURITY_CONTACT:
        raise Http404("This site names nobody to report faults to.")
    expires = (clock.now() + CONTACT_LIFE).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.TWEIPRESS_SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(paper.shown().languages)}",
        f"Canonical: {settings.TWEIPRESS_PUBLIC_URL}{reverse('pages:security')}",
    )
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")


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
def levels(request: HttpRequest) -> HttpResponse:
    """Say what each level gives and how one gets to it, and to a member where they stand."""
    tariff, member = books.tariff(), request.user.pk
    shown = {
        "tariff": tariff,
        "reading_level": level_at(tariff.xp_reading_max, tariff),
        "rows": table(tariff),
        "own": own_level(MemberId(member), tariff) if member else None,
    }
    return render(request, "pages/levels.html", shown)


@require_safe
@books.read_session()
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about reading, and what is not."""
    shown = {
        "trace_span_s": trace_span_s(),
        "rated_span_s": books.tariff().risk_kept_s,
        "young_s": YOUNG_S,
        "security_span_s": settings.TWEIPRESS_SECURITY_DAYS * S_PER_DAY,
    }
    return render(request, "pages/privacy.html", shown)


@require_safe
@keep_for_visitors
def own_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page; an address that it had leads on."""
    own = paper.page_at(slug)
    if own is None or not own.is_public:
        raise Http404
    if own.slug != slug:
        return moved(request, reverse("pages:page", args=[own.slug]))
    return render(request, "pages/own.html", {"page": own, "parts": articles.shown(own.made)})
