"""Pictures of imported texts: found among files or fetched, and brought into the library."""

import base64
import binascii
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.imports.fetching import FetchError, fetched
from tweipress.imports.shelf import Shelf
from tweipress.imports.values import Left, LeftCounts, OldArticle
from tweipress.language.refusals import sentence
from tweipress.pictures import actions as library
from tweipress.pictures.queries import UPLOAD_MAX_BYTES

PICTURE: Final = "picture"
IN_TEXT: Final = "data:"
SHOWN_CHARS: Final = 200
ANY: Final = 1
"""What stands for a picture's number while a text is checked."""


Numbering = Callable[[str, Mapping[str, Any]], int]
"""Gives the number of a picture that was at an address, as its block describes it."""


class MissingError(Exception):
    """Why there is no picture."""


class Pictures:
    """Brings pictures in, each once."""

    def __init__(self, operator: MemberId, shelves: Sequence[Shelf], *, fetch: bool) -> None:
        """Take where pictures may be found, and whether they may be fetched."""
        self._operator, self._shelves, self._fetch = operator, shelves, fetch
        self._known: dict[tuple[str, str], int | MissingError] = {}
        self.new = 0

    def checked(self, article: OldArticle) -> Any:
        """Return the text of an article with any number for each picture that there is."""

        def number(src: str, _: Mapping[str, Any]) -> int:
            self._place(src, article.folder)
            return ANY

        return _with(article, number)

    def brought(self, article: OldArticle) -> Any:
        """Return the text of an article with the numbers of its pictures, now in the library."""
        return _with(article, lambda src, block: self._number(src, article.folder, block))

    def _number(self, src: str, folder: str, block: Mapping[str, Any]) -> int:
        key = (src, folder)
        if key not in self._known:
            try:
                self._known[key] = self._add(src, folder, block)
            except MissingError as error:
                self._known[key] = error
        known = self._known[key]
        if isinstance(known, MissingError):
            raise known
        return known

    def _place(self, src: str, folder: str) -> tuple[Shelf, str] | str:
        """Return the file of a picture, or the address that it is to be fetched from."""
        if src.startswith(IN_TEXT):
            return src
        for shelf in self._shelves:
            if name := shelf.find(src, folder):
                return shelf, name
        if self._fetch and src.startswith(("http://", "https://")):
            return src
        why = "not among the files" if self._shelves else "say where with --pictures or --fetch"
        raise MissingError(f"{src[:SHOWN_CHARS]}: {why}")

    def _add(self, src: str, folder: str, block: Mapping[str, Any]) -> int:
        place = self._place(src, folder)
        name = "" if src.startswith(IN_TEXT) else src.partition("?")[0]
        try:
            if not isinstance(place, str):
                content = place[0].read(place[1], UPLOAD_MAX_BYTES)
            elif place.startswith(IN_TEXT):
                content = _decoded(place)
            else:
                content = fetched(place, UPLOAD_MAX_BYTES)
        except (OSError, FetchError) as error:
            raise MissingError(f"{src[:SHOWN_CHARS]}: {error}") from error
        about = {"alt": block.get("alt", ""), "credit": block.get("credit", "")}
        added = library.bring_in(self._operator, io.BytesIO(content), name, about)
        if isinstance(added, Refused):
            raise MissingError(f"{src[:SHOWN_CHARS]}: {sentence(added)}")
        self.new += added.is_new
        return added.picture.number


def _with(article: OldArticle, number: Numbering) -> Any:
    """Return sections whose pictures have numbers; those that get none are left, and counted."""
    if not isinstance(article.sections, list):
        return article.sections
    others = {key: times for key, times in article.left.items() if key[0] != Left.PICTURE}
    article.left = LeftCounts(others)
    return [_section(section, article, number) for section in article.sections]


def _section(section: Any, article: OldArticle, number: Numbering) -> Any:
    blocks = section.get("blocks") if isinstance(section, dict) else None
    if not isinstance(blocks, list):
        return section
    kept: list[Any] = []
    for block in blocks:
        src = (
            block.get(PICTURE) if isinstance(block, dict) and block.get("kind") == PICTURE else None
        )
        if not isinstance(src, str):
            kept.append(block)
            continue
        try:
            kept.append({**block, PICTURE: number(src, block)})
        except MissingError as error:
            article.leave(Left.PICTURE, str(error))
    return {**section, "blocks": kept}


def _decoded(src: str) -> bytes:
    head, _, body = src.partition(",")
    try:
        if not head.endswith(";base64") or len(body) > UPLOAD_MAX_BYTES * 4 // 3 + 4:
            raise OSError("it is written into the text in another form")
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise OSError(str(error)) from error
