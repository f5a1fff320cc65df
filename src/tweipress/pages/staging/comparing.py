"""Comparing two texts, which costs as much as comparing versions and is limited as often."""

from django.http import HttpRequest, HttpResponse

from tweipress.http import limits
from tweipress.http.answers import refusal_page


def spent(request: HttpRequest) -> HttpResponse | None:
    """Refuse to compare two texts more often than versions are compared."""
    refused = limits.spend(request, limits.COMPARISONS)
    if refused is None:
        return None
    return limits.state_in(refusal_page(request, refused, request.path), request)
