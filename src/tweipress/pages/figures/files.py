"""A period's statement as a file, CSV or JSON: written in portions, with the sums at its end."""

import csv
import json
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Final, TextIO

from django.utils.translation import gettext

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.registry import RULES_BY_NAME
from tweipress.core.units import moment
from tweipress.pages.figures.asking import Asked
from tweipress.pages.figures.statement import linked
from tweipress.pages.takeout.archive import FORMULAS

PORTION: Final = 1_000
IN_MEMORY: Final = 2**20
"""A larger file waits on the disk until it is sent."""
WEI_PER_TWEI: Final = 10**12
COLUMNS: Final = (
    *("entry", "posting", "at", "act", "what", "article", "title", "account"),
    *("amount_twei", "amount_wei", "balance_twei"),
)
Row = tuple[object, ...]


def as_csv(member: MemberId, asked: Asked) -> IO[bytes]:
    """Return the movements as CSV, oldest first; the last row has their sum."""
    return _written(lambda file: _csv(file, member, asked))


def as_json(member: MemberId, asked: Asked) -> IO[bytes]:
    """Return the movements as JSON, with the unit, the period, and their sum."""
    return _written(lambda file: _json(file, member, asked))


def _csv(file: TextIO, member: MemberId, asked: Asked) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    sum_twei = 0
    for row, amount_twei in _rows(member, asked):
        sum_twei += amount_twei
        writer.writerow(map(_cell, row))
    writer.writerow(("sum", *[""] * 7, sum_twei, sum_twei * WEI_PER_TWEI, ""))


def _json(file: TextIO, member: MemberId, asked: Asked) -> None:
    head = {"unit": "Twei", "since": f"{asked.since}", "until": f"{asked.until}"}
    file.write(json.dumps(head)[:-1] + ', "movements": [')
    sum_twei, before = 0, "\n"
    for row, amount_twei in _rows(member, asked):
        sum_twei += amount_twei
        # wei do not fit into the numbers of many readers of JSON: they are text
        value = {**dict(zip(COLUMNS, row, strict=True)), "amount_wei": str(row[-2])}
        file.write(before + json.dumps(value, ensure_ascii=False))
        before = ",\n"
    file.write(f'\n], "sum_twei": {sum_twei}, "sum_wei": "{sum_twei * WEI_PER_TWEI}"}}\n')


def _rows(member: MemberId, asked: Asked) -> Iterator[tuple[Row, int]]:
    """Yield rows of COLUMNS with their amounts; a portion asks each database once."""
    after = 0
    while rows := books.movements_after(member, asked.chosen, after, PORTION):
        links = linked({one.article for one in rows})
        for one in rows:
            yield _row(one, links.get(one.article, ("", ""))[0]), one.amount_twei
        after = rows[-1].entry


def _row(one: books.Movement, title: str) -> Row:
    return (
        *(one.entry, one.seq, moment(one.at_ms).isoformat(), one.act),
        *(gettext(RULES_BY_NAME[one.act].label), one.article or "", title, one.account_kind),
        *(one.amount_twei, one.amount_twei * WEI_PER_TWEI, one.balance_twei),
    )


def _cell(value: object) -> object:
    """Return a value as a cell; a text that a spreadsheet would compute gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


def _written(write: Callable[[TextIO], None]) -> IO[bytes]:
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the answer closes it
    text = TextIOWrapper(file, "utf-8", newline="")
    write(text)
    text.detach()
    file.seek(0)
    return file
