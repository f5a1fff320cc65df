"""Pictures of members: small and harmless copies of uploads, and one drawn from the name."""

import hashlib
from io import BytesIO
from typing import IO, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

UPLOAD_MAX_BYTES: Final = 4 * 1024 * 1024
PIXELS_MAX: Final = 24_000_000  # a phone's camera; more is a bomb or a poster
SIDE_PX: Final = 192  # twice the largest size at which a page shows it
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
WEBP_QUALITY: Final = 82
GROUNDS: Final = ("#7a4b2a", "#0b5d4a", "#37518a", "#7b3f61", "#5a5a1f", "#3d5a66", "#8a3324")


class AvatarError(ValueError):
    """An upload that cannot become a picture; its text is for the member."""


def square(upload: IO[bytes]) -> bytes:
    """Return the middle square of an uploaded image as WebP, without anything else in the file.

    Raise AvatarError for a file that is too large or not an image.
    """
    if upload.seek(0, 2) > UPLOAD_MAX_BYTES:
        raise AvatarError(
            _("The picture is larger than %(size)s MiB: take a smaller one.")
            % {"size": UPLOAD_MAX_BYTES >> 20}
        )
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > PIXELS_MAX:
                raise AvatarError(
                    _("The picture has more than %(pixels)s million pixels: take a smaller one.")
                    % {"pixels": PIXELS_MAX // 1_000_000}
                )
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AvatarError(_("The picture has too many pixels: take a smaller one.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
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


def drawn(name: str) -> str:
    """Return the SVG of a member without a picture: the same for the same name, in any case.

    `name` has letters, digits, hyphens and underscores alone, so nothing has to be escaped.
    """
    digest = hashlib.sha256(name.lower().encode("ascii")).digest()
    ground = GROUNDS[digest[0] % len(GROUNDS)]
    turn = digest[1] * 360 // 256
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        f'<rect width="64" height="64" fill="{ground}"/>'
        '<path d="M0 64 64 0v64z" fill="#fff" fill-opacity=".12"'
        f' transform="rotate({turn} 32 32)"/>'
        '<text x="32" y="43" font-family="Georgia,serif" font-size="32" fill="#fff"'
        f' text-anchor="middle">{name[0].upper()}</text></svg>'
    )
