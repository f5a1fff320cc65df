"""The table of roles that people read is that of the code."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from tests.house.tree import ROOT
from tweipress.core.roles import HOLDERS, LIFTS, MAY, Gate, Right, Role

TEXT: Final = (ROOT / "docs" / "roles.md").read_text()
YES: Final = "✓"


def table(first: str) -> Iterator[tuple[str, frozenset[Role]]]:
    """Yield each row's name and who has a sign in it, of the table whose head begins so."""
    head, _line, *rows = TEXT[TEXT.index(f"| {first} |") :].partition("\n\n")[0].splitlines()
    roles = [Role(name) for name in re.findall(r"`(\w+)`", head)]
    assert set(roles) == set(Role)
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        signs = zip(roles, cells[-len(roles) :], strict=True)
        yield cells[0].strip("`"), frozenset(role for role, sign in signs if sign == YES)


def who(
    names: Iterable[StrEnum], has: dict[Role, frozenset[Right]] | dict[Role, frozenset[Gate]]
) -> dict[str, frozenset[Role]]:
    return {name.value: frozenset(role for role in Role if name in has[role]) for name in names}


def test_the_docs_say_of_every_right_who_has_it() -> None:
    assert dict(table("right")) == who(Right, MAY)


def test_the_docs_say_of_every_gate_for_whom_it_is_open() -> None:
    assert dict(table("without the level")) == who(Gate, LIFTS)


def test_every_right_is_in_the_table_of_the_code() -> None:
    assert set(HOLDERS) == set(Right)
