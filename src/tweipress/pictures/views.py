"""The files of pictures, as browsers and whoever links to them get them. No rules here."""

from http import HTTPStatus
from textwrap import wrap
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tweipress.pictures import files, plan, queries
from tweipress.pictures.plan import TYPES, Kind, Variant
from tweipress.pictures.queries import PictureView

FOREVER: Final = "public, max-age=31536000, immutable"
FOR_NOW: Final = "public, max-age=30"
"""For what stands in until the variant is made."""
NEVER: Final = "no-store"
LINE_CHARS: Final = 40
FIRST_LINE_PX: Final = 60
LINE_PX: Final = 36


@require_safe
def file(request: HttpRequest, digest: str, width: str, ending: str) -> HttpResponseBase:
    """Serve a file, which never changes; until it is made, one that shows the same."""
    wanted = Variant(int(width), Kind(ending))
    try:
        return _sent(digest, wanted, FOREVER)
    except FileNotFoundError:
        return _instead(digest, wanted)


def _instead(digest: str, wanted: Variant) -> HttpResponseBase:
    picture = queries.by_digest(digest)
    if picture is None or wanted not in plan.variants(picture.width):
        raise Http404
    if picture.is_removed:
        return _removed(picture)
    basic, kept = plan.basic(picture.width), plan.kept(picture.width)
    for variant in (basic, kept) if wanted.width <= basic.width else (kept, basic):
        try:
            return _sent(digest, variant, FOR_NOW)
        except FileNotFoundError:
            continue
    raise Http404


def _sent(digest: str, variant: Variant, cached: str) -> FileResponse:
    """Answer with a file; large ones are handed to the server (config/server/files.py)."""
    opened = files.opened(digest, variant)
    return FileResponse(opened, content_type=TYPES[variant.kind], headers={"Cache-Control": cached})


def _removed(picture: PictureView) -> HttpResponse:
    """Answer with a sentence of the same shape; articles say the reason beside it."""
    lines = wrap(_("This picture was removed by the editors."), LINE_CHARS)
    written = "".join(
        f'<text x="400" y="{FIRST_LINE_PX + LINE_PX * at}" text-anchor="middle"'
        f' font-family="sans-serif" font-size="28" fill="#333">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
    height = max(120, 800 * picture.height // picture.width)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {height}" width="800"'
        f' height="{height}"><path fill="#eee" d="M0 0h800v{height}H0z"/>{written}</svg>'
    )
    return HttpResponse(
        drawn,
        content_type="image/svg+xml",
        status=HTTPStatus.GONE,
        headers={"Cache-Control": NEVER},
    )
