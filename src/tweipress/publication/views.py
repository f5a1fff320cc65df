"""The paper's colour and emblems, as browsers keep them: an address says what is behind it."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tweipress.publication import colour, emblems, queries
from tweipress.publication.models import Kind

FOREVER: Final = "public, max-age=31536000, immutable"
AN_HOUR: Final = "public, max-age=3600"
"""What has one address whatever it shows."""
DIGITS: Final = 6
"""Of a colour, by which a drawn icon is known."""


@require_safe
def colours(request: HttpRequest, digits: str) -> HttpResponse:
    """Give the style of an accent colour; the address alone says which."""
    style = colour.stylesheet(f"#{digits}")
    return HttpResponse(style, content_type="text/css", headers={"Cache-Control": FOREVER})


@require_safe
def logo(request: HttpRequest, emblem: str) -> HttpResponse:
    """Give a logo."""
    shown = queries.emblem(emblem, Kind.LOGO, Kind.DARK_LOGO)
    if shown is None:
        raise Http404("There is no such logo.")
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(bytes(shown.content), content_type="image/webp", headers=headers)


@require_safe
def icon(request: HttpRequest, emblem: str, side: str) -> HttpResponse:
    """Give an icon in one of its sizes."""
    if int(side) not in emblems.SIZES:
        raise Http404("The icon has no such size.")
    content = emblems.sized(_icon(emblem), int(side))
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(content, content_type="image/png", headers=headers)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Give the icon where browsers ask for one by themselves."""
    content = emblems.favicon(_icon(queries.shown().icon_key))
    headers = {"Cache-Control": AN_HOUR}
    return HttpResponse(content, content_type="image/x-icon", headers=headers)


def _icon(key: str) -> bytes:
    """Return the whole icon behind a key: an upload, or one that is drawn on a colour."""
    if len(key) == DIGITS and key == queries.shown().icon_key:
        return emblems.drawn(f"#{key}").content
    emblem = queries.emblem(key, Kind.ICON)
    if emblem is None:
        raise Http404("There is no such icon.")
    return bytes(emblem.content)
