"""What a member added to the library: the files, and a table of what is said of them."""

from collections.abc import Iterator
from typing import Final

from tweipress.core.ids import MemberId
from tweipress.pages.takeout.archive import Archive
from tweipress.pictures import queries as pictures
from tweipress.pictures.queries import PictureView

COLUMNS: Final = (
    *("picture", "file", "added", "name", "alternative_text", "credit", "licence"),
    *("width", "height", "focal_x", "focal_y", "removed_because"),
)


def write_pictures(archive: Archive, folder: str, member: MemberId) -> None:
    """Write each picture's largest file; of a removed one there is none."""
    for picture in pictures.added_by(member):
        if file := pictures.largest(picture):
            with file:
                archive.copy(f"{folder}{_name(picture)}", file)


def write_list(archive: Archive, name: str, member: MemberId) -> None:
    """Write what is said of each picture."""
    archive.table(name, COLUMNS, _rows(member))


def _rows(member: MemberId) -> Iterator[tuple[object, ...]]:
    for picture in pictures.added_by(member):
        yield (
            *(picture.number, "" if picture.is_removed else _name(picture), picture.uploaded),
            *(picture.name, picture.alt, picture.credit, picture.licence),
            *(picture.width, picture.height, picture.focal_x, picture.focal_y),
            picture.removed_reason,
        )


def _name(picture: PictureView) -> str:
    return f"{picture.number}.webp"
