"""Pictures of members: small and harmless copies of uploads, and one drawn from the name."""

import hashlib
import struct
import threading
from functools import lru_cache
from io import BytesIO
from typing import IO, Final
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tweipress.bank import turns

UPLOAD_MAX_BYTES: Final = 4 * 1024 * 1024
PIXELS_MAX: Final = 24_000_000  # a phone's camera; more is a bomb or a poster
WHOLE_PIXELS_MAX: Final = 12_000_000  # where a format cannot be shrunk while it is decoded: 48 MB
FRAMES_MAX: Final = 500  # 20 s of film; the first frame alone is decoded, the others are counted
WAIT_S: Final = 5.0  # for one's turn to decode: a picture takes a part of a second
SIDE_PX: Final = 192  # twice the largest size at which a page shows it
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
WEBP_QUALITY: Final = 82
GROUNDS: Final = ("#7a4b2a", "#0b5d4a", "#37518a", "#7b3f61", "#5a5a1f", "#3d5a66", "#8a3324")
KEPT: Final = 4096
"""Pictures that were drawn last, 2 MiB: a name has one, so nothing drops them."""
PLAIN: Final = "/:;,='()"
"""What an address within double quotes need not spell out."""


DAMAGED: Final = (OSError, ValueError, SyntaxError, LookupError, EOFError, struct.error)
"""What Pillow raises at a file that is not what its first bytes say."""
TURN: Final = threading.Lock()


class AvatarError(ValueError):
    """An upload that cannot become a picture; its text is for the member."""


def square(upload: IO[bytes]) -> bytes:
    """Return the middle square of an uploaded image as WebP, without anything else in the file.

    One picture is decoded at a time, so that many at once do not take many times the memory. Raise
    AvatarError for a file that is too large or not an image, or if others take too long.
    """
    with turns.waiting():
        if not TURN.acquire(timeout=WAIT_S):
            raise AvatarError(
                _("Many pictures are being read at this moment: send yours again in a few seconds.")
            )
        try:
            return _squared(upload)
        finally:
            TURN.release()


def _squared(upload: IO[bytes]) -> bytes:
    if upload.seek(0, 2) > UPLOAD_MAX_BYTES:
        raise AvatarError(
            _("The picture is larger than %(size)s MiB: take a smaller one.")
            % {"size": UPLOAD_MAX_BYTES >> 20}
        )
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            most = PIXELS_MAX if image.format == "JPEG" else WHOLE_PIXELS_MAX
            if image.width * image.height > most:
                raise AvatarError(
                    _("The picture has more than %(pixels)s million pixels: take a smaller one.")
                    % {"pixels": most // 1_000_000}
                )
            if getattr(image, "n_frames", 1) > FRAMES_MAX:
                raise AvatarError(
                    _("The picture has more than %(frames)s frames: take one that does not move.")
                    % {"frames": FRAMES_MAX}
                )
            upright = ImageOps.exif_transpose(_shrunk(image)).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AvatarError(_("The picture has too many pixels: take a smaller one.")) from error
    except (UnidentifiedImageError, *DAMAGED) as error:
        if isinstance(error, AvatarError):
            raise
        raise AvatarError(
            _("This is not a JPEG, PNG, WebP or GIF picture: choose another file.")
        ) from error
    # A new image holds pixels alone: no place, no camera, no comment from the old one.
    fresh = Image.new("RGBA", (SIDE_PX, SIDE_PX))
    fresh.paste(ImageOps.fit(upright, fresh.size))
    saved = BytesIO()
    fresh.save(saved, "WEBP", quality=WEBP_QUALITY)
    return saved.getvalue()


def _shrunk(image: Image.Image) -> Image.Image:
    """Return the first frame near the size that is kept; a JPEG is decoded no larger than that."""
    spare = max(1, min(image.size) // (2 * SIDE_PX))
    image.draft(None, (image.width // spare, image.height // spare))
    spare = max(1, min(image.size) // (2 * SIDE_PX))
    if spare == 1:
        return image
    exif = image.getexif()
    small = (image.convert("RGBA") if image.mode == "P" else image).reduce(spare)
    small.getexif().update(exif)
    return small


@lru_cache(maxsize=KEPT)
def drawn(name: str) -> SafeString:
    """Return the picture of a member without one: the same for the same name, in any case.

    It is in the page, as an address that holds it: asking for it would take more bytes than it has.
    `name` has letters, digits, hyphens and underscores alone, so nothing has to be escaped.
    """
    digest = hashlib.sha256(name.lower().encode("ascii")).digest()
    ground = GROUNDS[digest[0] % len(GROUNDS)]
    turn = digest[1] * 360 // 256
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64' width='64' height='64'>"
        f"<path d='M0 0h64v64H0z' fill='{ground}'/>"
        "<path d='M0 64 64 0v64z' fill='#fff' fill-opacity='.12'"
        f" transform='rotate({turn} 32 32)'/>"
        "<text x='32' y='43' font-family='Georgia,serif' font-size='32' fill='#fff'"
        f" text-anchor='middle'>{name[0].upper()}</text></svg>"
    )
    return SafeString("data:image/svg+xml," + quote(picture, safe=PLAIN))
