"""Decode an upload: an upright picture in sRGB of 8 bits, and nothing else of the file.

Whatever is wrong with a file is refused by a name (core/refusals.py).
"""

import struct
import warnings
import zipfile
from io import BytesIO
from typing import Final

from PIL import AvifImagePlugin, ExifTags, Image, ImageCms, UnidentifiedImageError
from PIL.Image import Transpose

from tweipress.pictures.making import bounds
from tweipress.pictures.plan import TALLEST, WIDEST

FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
OF_A_CAMERA: Final = {"JPEG", "MPO"}
"""Phones put a depth map, a second view or a film behind the photograph: the first is taken."""
WITHOUT_LOSS: Final = {"PNG", "GIF"}
DAMAGED: Final = (OSError, ValueError, SyntaxError, LookupError, EOFError, struct.error)
"""What Pillow raises at a file that is not what its first bytes say."""
TURNS: Final = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What sets upright a picture that says how the camera was held."""
ASIDE: Final = 5
"""From here on width and height change places."""
MEGA: Final = 1_000_000
START_BYTES: Final = 1024
BEGINNINGS: Final = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")
AVIF: Final = b"ftypavi"
AVIF_AT: Final = 4
DRAWN: Final = (b"<svg", b"<?xml")
PAGES: Final = (b"<script", b"<!doctype html", b"<?php")
"""What a browser or a server might run, if it took the file for something else."""
LEVELS_OF_16: Final = 1 / 256


class RefusedError(Exception):
    """A file that does not become a picture; the name is the refusal's."""

    def __init__(self, name: str, **figures: int) -> None:
        super().__init__(name)
        self.name, self.figures = name, figures


def read(content: bytes) -> tuple[Image.Image, bool]:
    """Return the picture in an upload, no larger than it is kept, and whether it is a drawing."""
    Image.MAX_IMAGE_PIXELS = bounds.PIXELS_MAX
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with _opened(content) as image:
            _check(image, content)
            return _picture(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many(bounds.PIXELS_MAX) from error
    except DAMAGED as error:
        raise RefusedError("PICTURE_DAMAGED") from error


def _opened(content: bytes) -> Image.Image:
    """Open a file by what it is, whatever it is called."""
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError as error:
        if content.startswith(BEGINNINGS) or content[AVIF_AT:].startswith(AVIF):
            raise RefusedError("PICTURE_DAMAGED") from error
        start = content[:START_BYTES].lower()
        is_drawn = any(sign in start for sign in DRAWN)
        raise RefusedError("PICTURE_DRAWN" if is_drawn else "PICTURE_FORMAT") from error


def _check(image: Image.Image, content: bytes) -> None:
    """Refuse what would take too much, what moves, and what is something else as well."""
    most = bounds.PIXELS_MAX if image.format in OF_A_CAMERA else bounds.WHOLE_PIXELS_MAX
    if image.width * image.height > most:
        raise _too_many(most)
    if image.format not in OF_A_CAMERA and getattr(image, "is_animated", False):
        raise RefusedError("PICTURE_MOVES")
    lowered = content.lower()
    is_page = any(sign in lowered for sign in PAGES) or b"%pdf-" in lowered[:START_BYTES]
    if is_page or zipfile.is_zipfile(BytesIO(content)):
        raise RefusedError("PICTURE_DOUBLE")


def _picture(image: Image.Image) -> tuple[Image.Image, bool]:
    profile = image.info.get("icc_profile")
    turn = _turn(image)
    size = _fitted(image.size, is_aside=turn >= ASIDE)
    is_lossless = image.format in WITHOUT_LOSS
    image.draft(None, size)
    image.load()
    plain = _plain(image)
    is_drawing = is_lossless and plain.getcolors(bounds.PALETTE_MAX) is not None
    small = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    coloured = _in_srgb(small, profile)
    if turn in TURNS:
        coloured = coloured.transpose(TURNS[turn])
    # A new picture has pixels alone: no place, no camera, no comment from the old one.
    fresh = Image.new(coloured.mode, coloured.size)
    fresh.paste(coloured)
    return fresh, is_drawing


def _turn(image: Image.Image) -> int:
    """Return how the camera was held; what cannot be read says nothing."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (*DAMAGED, TypeError):
        return 1


def _fitted(size: tuple[int, int], *, is_aside: bool) -> tuple[int, int]:
    """Return the size that is kept of a picture."""
    across, down = size[::-1] if is_aside else size
    share = min(1.0, WIDEST / across, TALLEST / down)
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture with 8 bits for each of its colours: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level * LEVELS_OF_16).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours of the web; a profile that cannot be read is left out."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            web = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, source, web, outputMode=mode)
        except (ImageCms.PyCMSError, *DAMAGED):
            turned = None
        if turned is not None:
            return turned
    return image.convert(mode)


def _too_many(most: int) -> RefusedError:
    return RefusedError("PICTURE_PIXELS", most_megapixels=most // MEGA)
