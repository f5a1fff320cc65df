"""The public totals of flags."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.bank import queries as books
from tweipress.moderation import queries


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """Show everybody how often each reason was given, and what became of it."""
    shown = {"totals": queries.totals(), "tariff": books.tariff()}
    return render(request, "moderation/totals.html", shown)
