"""The table of expected answers: one line for an address, its methods, and what each role gets.

It is text to be read and reviewed. A test that differs writes the table as it would be now.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from tests.wire.cast import ROLES

TABLE: Final = Path(__file__).parent / "matrix.txt"
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ALL: Final = "*"
ABOUT: Final = """\
# What everybody is answered, by address and method: the status. Forms are sent empty, with their
# token. `member` is an outsider: nothing that an address names is theirs. The draft, the article
# and the invitation are the author's, the comment is a commenter's, the flag is the flagged
# member's, and the juror judges the author's other draft. <table> is any table of the books.
# `*` is every method that is not named. A new address needs its line: see test_matrix.py.
"""
Answers = dict[tuple[str, str], tuple[int, ...]]
"""Statuses in the order of the roles, by row and method."""


def read() -> Answers:
    """Return the expected answers."""
    answers: Answers = {}
    for line in TABLE.read_text().splitlines():
        if not line.startswith("#"):
            row, methods, *statuses = line.split()
            for method in methods.split(",") if methods != ALL else METHODS:
                answers.setdefault((row, method), tuple(map(int, statuses)))
    return answers


def text(answers: Mapping[tuple[str, str], tuple[int, ...]]) -> str:
    """Return the answers as the table has them: methods with the same answers in one line."""
    head = _line("# address", "methods", ROLES)
    lines = [ABOUT.rstrip("\n"), head]
    for row, entries in groupby(answers, key=lambda entry: entry[0]):
        by_statuses: dict[tuple[int, ...], list[str]] = {}
        for entry in entries:
            by_statuses.setdefault(answers[entry], []).append(entry[1])
        most = max(by_statuses, key=lambda statuses: len(by_statuses[statuses]))
        rest = by_statuses.pop(most)
        lines += [
            _line(row, ",".join(methods), statuses) for statuses, methods in by_statuses.items()
        ]
        lines.append(_line(row, ALL if by_statuses or len(rest) > 1 else rest[0], most))
    return "\n".join(lines) + "\n"


def differences(expected: Answers, answers: Answers) -> Iterable[str]:
    """Yield a line for each answer that is not the expected one."""
    for (row, method), statuses in answers.items():
        wanted = expected.get((row, method))
        if wanted is None:
            yield f"{method} {row}: a new address needs its row"
        elif wanted != statuses:
            pairs = zip(ROLES, wanted, statuses, strict=True)
            yield f"{method} {row}: " + ", ".join(
                f"{role} {status} instead of {want}"
                for role, want, status in pairs
                if want != status
            )


def _line(row: str, methods: str, cells: Iterable[object]) -> str:
    columns = zip(ROLES, cells, strict=True)
    told = " ".join(f"{cell!s:<{len(role)}}" for role, cell in columns)
    return f"{row:<42} {methods:<20} {told}".rstrip()
