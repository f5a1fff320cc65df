"""Logos and icons: uploads made anew from their pixels alone, and an icon drawn for a new paper."""

import hashlib
import struct
import threading
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import IO, Final
from urllib.parse import quote

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from tweipress.bank import turns
from tweipress.publication.models import DIGEST_CHARS

UPLOAD_MAX_BYTES: Final = 4 * 1024 * 1024
PIXELS_MAX: Final = 12_000_000
"""Decoded whole that is 48 MB; a logo needs a hundredth of it."""
FORMATS: Final = ("PNG", "JPEG", "WEBP")
WAIT_S: Final = 5.0
LOGO_PX: Final = (1200, 240)
"""Twice the width and height at which a page shows a logo, at most."""
ICON_PX: Final = 512
ICON_MIN_PX: Final = 48
SIZES: Final = (16, 32, 48, 180, 192, 512)
"""What browsers, phones and feeds ask for."""
FAVICON_SIZES: Final = ((16, 16), (32, 32), (48, 48))
LOSSY_QUALITY: Final = 90
KEPT: Final = 64
BARS: Final = ((7, 8, 18, 4), (7, 15, 8, 9), (17, 15, 8, 2), (17, 19, 8, 2), (17, 22, 8, 2))
"""The drawn icon, a front page: places, widths and heights of its bars on a ground of 32."""
GROUND: Final = 32
PLAIN: Final = "/:;,='()"
DAMAGED: Final = (OSError, ValueError, SyntaxError, LookupError, EOFError, struct.error)
"""What Pillow raises at a file that is not what its first bytes say."""
TURN: Final = threading.Lock()


class EmblemError(ValueError):
    """An upload that cannot become a logo or an icon; its text is for the operator."""

    def __init__(self, said: str, kind: str = "") -> None:
        """Keep what it was to become, once that is known."""
        super().__init__(said)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Made:
    """An emblem as it is kept."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """Return what its address is made of."""
        return hashlib.sha256(self.content).hexdigest()[:DIGEST_CHARS]


def logo(upload: IO[bytes]) -> Made:
    """Return an uploaded picture as WebP within the bounds of a logo; EmblemError if it is none."""
    pixels = _pixels(upload)
    pixels.thumbnail(LOGO_PX)
    return Made(min(_webp(pixels, lossless=True), _webp(pixels), key=len), *pixels.size)


def icon(upload: IO[bytes]) -> Made:
    """Return an uploaded picture as a square PNG, with room added at its short sides."""
    pixels = _pixels(upload)
    if max(pixels.size) < ICON_MIN_PX:
        raise EmblemError(
            _("The icon has fewer than %(pixels)s pixels a side: take a larger one.")
            % {"pixels": ICON_MIN_PX}
        )
    return Made(_png(ImageOps.pad(pixels, (ICON_PX, ICON_PX), color=(0, 0, 0, 0))), *[ICON_PX] * 2)


@lru_cache(maxsize=1)
def drawn(colour: str) -> Made:
    """Return the icon of a paper without one, on a ground of a colour."""
    scale = ICON_PX // GROUND
    pixels = Image.new("RGBA", (ICON_PX, ICON_PX), colour)
    pen = ImageDraw.Draw(pixels)
    for left, top, width, height in BARS:
        corner = ((left + width) * scale - 1, (top + height) * scale - 1)
        pen.rectangle(((left * scale, top * scale), corner), "#ffffff")
    return Made(_png(pixels), ICON_PX, ICON_PX)


@lru_cache(maxsize=KEPT)
def drawn_address(colour: str) -> str:
    """Return the drawn icon as an address that holds it."""
    bars = "".join(f"M{left} {top}h{width}v{height}h-{width}z" for left, top, width, height in BARS)
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<rect width='32' height='32' rx='4' fill='{colour}'/><path d='{bars}' fill='#fff'/></svg>"
    )
    return "data:image/svg+xml," + quote(picture, safe=PLAIN)


@lru_cache(maxsize=KEPT)
def sized(content: bytes, side: int) -> bytes:
    """Return an icon as a PNG of another size."""
    with Image.open(BytesIO(content), formats=("PNG",)) as whole:
        return _png(whole.convert("RGBA").resize((side, side), Image.Resampling.LANCZOS))


@lru_cache(maxsize=KEPT)
def favicon(content: bytes) -> bytes:
    """Return an icon in the format of `favicon.ico`, in the sizes that it has."""
    saved = BytesIO()
    with Image.open(BytesIO(content), formats=("PNG",)) as whole:
        whole.save(saved, "ICO", sizes=FAVICON_SIZES)
    return saved.getvalue()


def _pixels(upload: IO[bytes]) -> Image.Image:
    """Return the pixels of an upload, and nothing else of it; one is decoded at a time."""
    with turns.waiting():
        if not TURN.acquire(timeout=WAIT_S):
            raise EmblemError(
                _("Many pictures are being read at this moment: send yours again in a few seconds.")
            )
        try:
            return _decoded(upload)
        finally:
            TURN.release()


def _decoded(upload: IO[bytes]) -> Image.Image:
    if upload.seek(0, 2) > UPLOAD_MAX_BYTES:
        raise EmblemError(
            _("The picture is larger than %(size)s MiB: take a smaller one.")
            % {"size": UPLOAD_MAX_BYTES >> 20}
        )
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > PIXELS_MAX:
                raise EmblemError(
                    _("The picture has more than %(pixels)s million pixels: take a smaller one.")
                    % {"pixels": PIXELS_MAX // 1_000_000}
                )
            if getattr(image, "n_frames", 1) > 1:
                raise EmblemError(_("The picture moves: take one that does not."))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise EmblemError(_("The picture has too many pixels: take a smaller one.")) from error
    except (UnidentifiedImageError, *DAMAGED) as error:
        if isinstance(error, EmblemError):
            raise
        raise EmblemError(
            _(
                "This is not a PNG, JPEG or WebP picture: choose another file. A drawing (SVG) can"
                " carry programs, so export it as PNG."
            )
        ) from error
    fresh = Image.new("RGBA", upright.size)
    fresh.paste(upright)
    return fresh


def _png(pixels: Image.Image) -> bytes:
    saved = BytesIO()
    pixels.save(saved, "PNG", optimize=True)
    return saved.getvalue()


def _webp(pixels: Image.Image, *, lossless: bool = False) -> bytes:
    saved = BytesIO()
    pixels.save(saved, "WEBP", lossless=lossless, quality=LOSSY_QUALITY)
    return saved.getvalue()
