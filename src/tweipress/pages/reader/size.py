"""The size of articles' text, which a browser remembers in a cookie: for members and visitors."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.core.units import S_PER_DAY
from tweipress.http.answers import SeeOther, refusal_page
from tweipress.http.links import inside

COOKIE: Final = "text_size"
LIFE_S: Final = 365 * S_PER_DAY
NORMAL: Final = "normal"
SIZES: Final[dict[str, Promise]] = {
    "small": _("Small"),
    NORMAL: _("Normal"),
    "large": _("Large"),
    "larger": _("Very large"),
}


def size_for(request: HttpRequest) -> str:
    """Return the size that a browser has chosen, nothing for the normal one."""
    size = request.COOKIES.get(COOKIE, "")
    return size if size in SIZES and size != NORMAL else ""


@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """Let somebody choose the size of articles' text, and lead back to where they were."""
    back_to = _back_to(request)
    if request.method != "POST":
        shown = {"sizes": SIZES, "chosen": size_for(request) or NORMAL, "back_to": back_to}
        return render(request, "reader/size.html", shown)
    size = request.POST.get("size", "")
    if size not in SIZES:
        return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    response = SeeOther(back_to)
    if size == NORMAL:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE,
            size,
            max_age=LIFE_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _back_to(request: HttpRequest) -> str:
    """Return the page of ours that somebody comes from; an article's link does not repeat it."""
    asked = request.POST.get("back_to", "")
    before = request.headers.get("Referer", "")
    host = f"//{request.get_host()}/"
    if request.method != "POST" and before.partition(":")[2].startswith(host):
        asked = before
    return inside(asked) or reverse("pages:size")
