"""A picture as lists of articles show it: what a row keeps of it, and its addresses and sizes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tweipress.pictures import plan
from tweipress.pictures.plan import Kind, Variant
from tweipress.pictures.queries import PictureView

SMALL_MOST: Final = 800
"""In pixels: a column of three on a desk of two pixels a point; no phone asks for more."""
STEP: Final = 25
"""In per cent: a style sheet knows focal points in quarters, as no page has a style of its own."""


@dataclass(frozen=True, slots=True)
class ListedPicture:
    """A picture of a list. The focal point, in quarters of width and height, stays in view."""

    digest: str
    width: int
    height: int
    across: int
    down: int

    @property
    def src(self) -> str:
        """Return the address of the JPEG, which every program can show."""
        return plan.address(self.digest, plan.basic(self.width))

    @property
    def tiny(self) -> str:
        """Return the address of the smallest variant, for a place of a few letters' height."""
        return plan.address(self.digest, Variant(plan.widths(self.width)[0], Kind.WEBP))

    @property
    def basic_size(self) -> tuple[int, int]:
        """Return the size of the JPEG in pixels."""
        width = plan.basic(self.width).width
        return width, max(1, round(self.height * width / self.width))

    def srcset(self, kind: str, *, is_large: bool = False) -> str:
        """Return addresses and widths of a kind's variants, as `srcset` has them."""
        widths = plan.widths(self.width)
        shown = widths if is_large else [each for each in widths if each <= SMALL_MOST]
        return ", ".join(
            f"{plan.address(self.digest, Variant(width, Kind(kind)))} {width}w"
            for width in shown or widths[:1]
        )


def kept(picture: PictureView) -> dict[str, Any]:
    """Return what an article's row keeps, so that lists look nothing up."""
    return {
        "digest": picture.digest,
        "size": [picture.width, picture.height],
        "focus": [round(picture.focal_x / STEP), round(picture.focal_y / STEP)],
    }


def of_row(stored: Mapping[str, Any] | None) -> ListedPicture | None:
    """Return a kept picture for a template, None if there is none."""
    return ListedPicture(stored["digest"], *stored["size"], *stored["focus"]) if stored else None
