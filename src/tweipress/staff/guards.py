"""Who may see a page of the staff. Rights are read in the books, not in the member's row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.http.answers import refusal_page, to_sign_in
from tweipress.people.queries import factors

View = Callable[..., HttpResponse]


def only_with(right: Right) -> Callable[[View], View]:
    """Give a view the member, who must have a right; a visitor is asked to sign in."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            member = request.user
            if not member.is_authenticated:
                is_page = request.method == "GET"
                back_to = request.get_full_path() if is_page else reverse("admin:index")
                return to_sign_in(request, back_to)
            refused = books.right_refusal(MemberId(member.pk), right)
            if refused is not None and refused.reason is Refusal.FLAGGED:
                return refusal_page(request, refused, "/")
            if refused is not None:
                raise PermissionDenied
            factors.require(MemberId(member.pk), right)
            return view(request, member, **kwargs)

        return guarded

    return guard
