"""Encode a picture: the file that is kept, the JPEG, and the variants of both modern formats."""

from pathlib import Path
from typing import Any, Final

from PIL import Image

from tweipress.pictures.plan import Kind

KEPT_QUALITY: Final = 90
"""Variants are made from it: twice lossy should not be seen."""
ENCODED: Final[dict[Kind, tuple[str, dict[str, Any]]]] = {
    Kind.AVIF: ("AVIF", {"quality": 60, "speed": 6, "max_threads": 1}),
    Kind.WEBP: ("WEBP", {"quality": 80, "method": 4}),
    Kind.JPG: ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
}


def keep(picture: Image.Image, path: Path, *, is_drawing: bool) -> None:
    """Write the file that is kept: a drawing without loss."""
    options: dict[str, Any] = (
        {"lossless": True} if is_drawing else {"quality": KEPT_QUALITY, "use_sharp_yuv": True}
    )
    picture.save(path, "WEBP", method=4, **options)


def write(picture: Image.Image, path: Path, width: int, kind: Kind) -> None:
    """Write a variant of a width."""
    height = max(1, round(picture.height * width / picture.width))
    small = picture
    if width != picture.width:
        small = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if kind is Kind.JPG and small.mode != "RGB":
        ground = Image.new("RGB", small.size, "white")
        ground.paste(small, mask=small.getchannel("A"))
        small = ground
    form, options = ENCODED[kind]
    small.save(path, form, **options)
