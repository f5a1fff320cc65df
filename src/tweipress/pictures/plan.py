"""Which variants a picture has, and their addresses: known from its width, before any is made."""

from enum import StrEnum
from typing import Final, NamedTuple

COMMON_WIDTHS: Final = (400, 800, 1200)
"""In pixels: a list, the column of an article on a desk, on a phone of three pixels a point."""
WIDEST: Final = 2000
"""What is kept of a wider picture: the column on a desk of two pixels a point, and some more."""
TALLEST: Final = 6000
"""What is kept of a taller one: a long chart."""
BASIC_MOST: Final = 1500
"""The JPEG for mail, feeds and other sites has no more pixels across."""
FILES: Final = "/pictures/file/"


class Kind(StrEnum):
    """A format that files are kept in; the value is how their names end."""

    AVIF = "avif"
    WEBP = "webp"
    JPG = "jpg"


TYPES: Final = {Kind.AVIF: "image/avif", Kind.WEBP: "image/webp", Kind.JPG: "image/jpeg"}


class Variant(NamedTuple):
    """One file of a picture."""

    width: int
    kind: Kind

    @property
    def name(self) -> str:
        """Return what the file is called."""
        return f"{self.width}.{self.kind}"


def widths(width: int) -> tuple[int, ...]:
    """Return the widths of a picture's variants: its own, and common ones below four fifths."""
    return (*(each for each in COMMON_WIDTHS if each * 5 < width * 4), width)


def basic(width: int) -> Variant:
    """Return the JPEG of a picture, which is there from the beginning."""
    return Variant(max(each for each in widths(width) if each <= BASIC_MOST), Kind.JPG)


def kept(width: int) -> Variant:
    """Return the file that others are made from, which is there from the beginning too."""
    return Variant(width, Kind.WEBP)


def variants(width: int) -> tuple[Variant, ...]:
    """Return all files of a picture, those that are made later too."""
    modern = (Variant(each, kind) for each in widths(width) for kind in (Kind.WEBP, Kind.AVIF))
    return (*modern, basic(width))


def address(digest: str, variant: Variant) -> str:
    """Return where a file is served."""
    return f"{FILES}{digest}/{variant.name}"
