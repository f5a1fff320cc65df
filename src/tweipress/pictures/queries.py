"""Reads about pictures: what a page shows of one, the library, who may do what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate, Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pictures import files, plan
from tweipress.pictures.forms import AboutForm as AboutForm  # noqa: PLC0414  # for the pages
from tweipress.pictures.forms import UploadForm as UploadForm  # noqa: PLC0414  # as above
from tweipress.pictures.making.bounds import (
    UPLOAD_MAX_BYTES as UPLOAD_MAX_BYTES,  # noqa: PLC0414  # for the import
)
from tweipress.pictures.models import REASON_CHARS as REASON_CHARS  # noqa: PLC0414  # as above
from tweipress.pictures.models import Picture, Use, folded
from tweipress.pictures.plan import Kind, Variant

NUMBER_MAX: Final = 2**63 - 1
PAGE: Final = 24
"""Pictures on a page of the library: rows of two, three, four and six."""
WORDS_CHARS: Final = 200
"""Of a search."""
WORDS_MAX: Final = 8
"""Words of a search: more narrow nothing down, and each is looked for in every row."""
AT_ONCE: Final = 200
ARTICLE: Final = "article"
STAGED: Final = "staged"
PAGE_OF_PAPER: Final = "page"
"""Kinds of texts that show pictures, which `note_uses` is told."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as pages show it; all addresses are answered as long as it is there.

    Of a removed one there is nothing to show but the reason. The focal point is in per cent.
    """

    number: int
    digest: str
    width: int
    height: int
    name: str
    alt: str
    credit: str
    licence: str
    focal_x: int
    focal_y: int
    uploader: MemberId
    uploaded: datetime
    is_removed: bool
    removed_reason: str

    @property
    def src(self) -> str:
        """Return the address of the JPEG, which every program can show."""
        return plan.address(self.digest, plan.basic(self.width))

    @property
    def avif(self) -> str:
        """Return the addresses and widths of the AVIF variants, as `srcset` has them."""
        return self._srcset(Kind.AVIF)

    @property
    def webp(self) -> str:
        """Return the addresses and widths of the WebP variants, as `srcset` has them."""
        return self._srcset(Kind.WEBP)

    def at(self, width: int, kind: Kind = Kind.WEBP) -> str:
        """Return the address of the smallest variant that is as wide, or else of the widest."""
        wide = next((each for each in plan.widths(self.width) if each >= width), self.width)
        return plan.address(self.digest, Variant(wide, kind))

    def _srcset(self, kind: Kind) -> str:
        return ", ".join(
            f"{plan.address(self.digest, Variant(width, kind))} {width}w"
            for width in plan.widths(self.width)
        )


@dataclass(frozen=True, slots=True)
class Library:
    """A page of the library, newest first; `older` is the number before which the next begins."""

    pictures: tuple[PictureView, ...]
    older: int


def view_of(picture: Picture) -> PictureView:
    """Return what pages show of a picture."""
    return PictureView(
        number=picture.pk,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        name=picture.name,
        alt=picture.alt,
        credit=picture.credit,
        licence=picture.licence,
        focal_x=picture.focal_x,
        focal_y=picture.focal_y,
        uploader=MemberId(picture.uploader_id),
        uploaded=picture.uploaded,
        is_removed=picture.is_removed,
        removed_reason=picture.removed_reason,
    )


def picture_of(number: int) -> PictureView | None:
    """Return a picture, also a removed one; None if there is none of that number."""
    return pictures_of([number]).get(number)


def pictures_of(numbers: Iterable[int]) -> dict[int, PictureView]:
    """Return pictures by number, in one read; unknown numbers are left out.

    So are those that no database of ours can hold: an address may have any.
    """
    wanted = {number for number in numbers if number <= NUMBER_MAX}
    rows = Picture.objects.filter(pk__in=wanted) if wanted else ()
    return {picture.pk: view_of(picture) for picture in rows}


def by_digest(digest: str) -> PictureView | None:
    """Return the picture whose files have a digest."""
    picture = Picture.objects.filter(digest=digest).first()
    return view_of(picture) if picture else None


def library(words: str = "", before: int = 0) -> Library:
    """Return the newest pictures `before` a number whose texts have all of some words."""
    rows = Picture.objects.filter(removed_at=None)
    for word in folded(words).split()[:WORDS_MAX]:
        rows = rows.filter(words__contains=word)
    if before:
        rows = rows.filter(pk__lt=before)
    shown = [view_of(picture) for picture in rows.order_by("-pk")[: PAGE + 1]]
    return Library(tuple(shown[:PAGE]), shown[PAGE - 1].number if len(shown) > PAGE else 0)


def uses_of(number: int) -> dict[str, list[int]]:
    """Return who uses a picture: the numbers of texts, by their kind."""
    uses: dict[str, list[int]] = {}
    for kind, user in (
        Use.objects.filter(picture=number).order_by("kind", "user").values_list("kind", "user")
    ):
        uses.setdefault(kind, []).append(user)
    return uses


def form_of(picture: PictureView) -> Mapping[str, object]:
    """Return what the form about a picture begins with."""
    return {name: getattr(picture, name) for name in AboutForm.base_fields}


def adding_refusal(member: MemberId) -> Refused | None:
    """Return why a member may add no pictures: they are for those who may publish articles."""
    return books.ban_refusal(member) or books.level_refusal(member, Gate.PUBLISH)


def may_tend(member: MemberId, picture: PictureView) -> bool:
    """Tell whether a member may describe a picture, and delete it while nothing uses it."""
    if picture.is_removed or books.ban_refusal(member):
        return False
    return picture.uploader == member or books.may(member, Right.TEND_PICTURES)


def removal_refusal(member: MemberId, picture: Picture | PictureView | None) -> Refused | None:
    """Return why a member may not remove a picture wherever it is used, None if they may."""
    if refused := books.right_refusal(member, Right.REMOVE_PICTURE):
        return refused
    if picture is None:
        return refuse(Refusal.UNKNOWN_PICTURE)
    return refuse(Refusal.PICTURE_REMOVED) if picture.is_removed else None


def added_by(member: MemberId) -> Iterator[PictureView]:
    """Yield every picture that a member has added, oldest first, removed ones too."""
    rows = Picture.objects.filter(uploader=member).order_by("pk")
    for picture in rows.iterator(AT_ONCE):
        yield view_of(picture)


def files_elsewhere() -> Iterator[tuple[str, IO[bytes]]]:
    """Yield names and open files that are not in the site's folder, for a backup."""
    rows = Picture.objects.filter(removed_at=None).order_by("pk").values_list("digest", "width")
    for digest, width in rows.iterator(AT_ONCE):
        yield from files.elsewhere(digest, width)


def largest(picture: PictureView) -> IO[bytes] | None:
    """Open the largest file of a picture, None if there is none."""
    try:
        return files.opened(picture.digest, plan.kept(picture.width))
    except FileNotFoundError:
        return None
