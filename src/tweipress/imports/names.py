"""Whose name an imported text stands under: a member's, or that of a new one who cannot sign in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from django.core.exceptions import ValidationError

from tweipress.imports.values import Writer, digest
from tweipress.people import queries as people

TAIL: Final = 4
WRITER, GUEST = "writer", "guest"
"""What somebody is called whose name has no letter that a name can have."""
NOBODY: Final = "Nobody is named as the author: say who is with --author NAME."


class Names:
    """Finds names, for each writer once."""

    def __init__(self, given: Mapping[str, str]) -> None:
        """Take what the operator says: names of the old site, and of members here."""
        self._given = {old.casefold(): name for old, name in given.items()}
        self._found: dict[Writer, str] = {}
        self._new: dict[str, str] = {}

    def name(self, writer: Writer) -> str:
        """Return the name of a member, who may have to be made yet; ValidationError why not."""
        if writer not in self._found:
            try:
                self._found[writer] = self._find(writer)
            except ValidationError as error:
                raise ValidationError(f"{writer.name}: {error.messages[0]}".lstrip(": ")) from error
        return self._found[writer]

    @property
    def given(self) -> dict[str, str]:
        """Return the names that differ here from those of the old site."""
        return {
            writer.name: name
            for writer, name in self._found.items()
            if writer.name.casefold() != name.casefold()
        }

    def _find(self, writer: Writer) -> str:
        olds = () if writer.guest else (writer.login, writer.email, writer.name)
        given = next(filter(None, (self._given.get(old.casefold()) for old in olds)), "")
        if given or writer.exact:
            return self._exactly(given or writer.name)
        if not writer.guest and writer.email and (known := people.by_address(writer.email)):
            return known.name
        if not writer.guest and not (writer.name or writer.login):
            raise ValidationError(NOBODY)
        return next(filter(None, (self._usable(name, writer) for name in _candidates(writer))))

    def _exactly(self, name: str) -> str:
        """Return a name as it is, whoever has it."""
        if known := people.named(name):
            return known.name
        people.check_free(name)
        return self._taken(name)

    def _usable(self, name: str, writer: Writer) -> str:
        """Return the name if it can be this writer's, else nothing.

        Anybody could call themselves what they liked in a comment: no member who can sign in is
        made its writer for that.
        """
        known = people.named(name)
        if known is not None:
            return known.name if not writer.guest or people.is_imported(known) else ""
        try:
            people.check_free(name)
        except ValidationError:
            return ""
        other = self._new.get(people.shape(name), name)
        return self._taken(name) if other.casefold() == name.casefold() else ""

    def _taken(self, name: str) -> str:
        return self._new.setdefault(people.shape(name), name)


def _candidates(writer: Writer) -> Iterator[str]:
    """Yield what a writer may be called, ever less likely to be somebody else's name."""
    most = people.NAME_CHARS - TAIL - 1
    for name in (writer.name, writer.login):
        if made := _made(name, people.NAME_CHARS):
            yield made
    sign = digest(writer.name, writer.login)
    if made := _made(writer.name, most):
        yield f"{made}-{sign[:TAIL]}"
    for chars in range(TAIL, most):
        yield f"{GUEST if writer.guest else WRITER}-{sign[:chars]}"


def _made(name: str, most: int) -> str:
    """Return a name in the letters that names have: without accents, with hyphens for spaces."""
    apart = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    made = re.sub(r"[^A-Za-z0-9_]+", "-", letters.replace("'", "").replace("’", "")).strip("-_")
    is_whole = sum(sign.isalpha() for sign in letters) == sum(sign.isalpha() for sign in made)
    return made[:most].strip("-_") if is_whole else ""
