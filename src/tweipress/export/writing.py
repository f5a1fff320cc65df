"""Writing an export: of a running site as it is at one moment, the books first."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tweipress import bank
from tweipress.backup import uploads
from tweipress.backup.building import PARTS, Say
from tweipress.backup.rows import Table
from tweipress.backup.snapshot import Snapshot, snapshots
from tweipress.export import contents
from tweipress.export.contents import Contents, Database, Filed
from tweipress.export.places import Place, place_at
from tweipress.export.secrets import without_secrets
from tweipress.export.tables import NUMBERS_KEPT, file_of
from tweipress.export.texts import Texts

README: Final = "README.txt"
ABOUT: Final = """\
This is a whole news site of Tweipress as plain files. Each .jsonl file is a table: one row a line,
in JSON, with the name of each column. articles/text has the articles as Markdown, files has the
pictures and avatars, books has the journal of the money and what follows from it. export.json says
what belongs to it, with the SHA-256 of each file. docs/export.md of Tweipress describes all of it.

Members are called by their numbers; members/members.jsonl has their names. The books tell who
read, rated and was flagged: who is given this file knows all that.

A new and empty site becomes this one by: tweipress import-site NAME_OF_THIS_FILE_OR_FOLDER
"""


def export(to: Path, say: Say, *, addresses: bool = False) -> Contents:
    """Write the site into a new zip or folder while it runs; with addresses if wanted."""
    with place_at(to) as place:
        with place.member(README) as stream:
            stream.write(ABOUT.encode())
        with snapshots(*PARTS) as held:
            head = bank.journal_end(held[0].alias)
            for name, file in uploads.each():
                with place.member(contents.FILES + name) as stream:
                    shutil.copyfileobj(file, stream)
            databases = {
                part: _write_part(place, snapshot, say, addresses=addresses)
                for part, snapshot in zip(PARTS.values(), held, strict=True)
            }
            say(f"{Texts(held[1]).write(place)} articles written as Markdown")
        about = Contents(head.seq, head.hash, addresses, databases, dict(place.members))
        place.end_with(contents.NAME, about.as_json())
        place.publish()
    return about


def _write_part(place: Place, snapshot: Snapshot, say: Say, *, addresses: bool) -> Database:
    tables = {}
    for table in snapshot.tables:
        file, rows = file_of(table.name, addresses=addresses), 0
        if file:
            with place.member(file) as stream:
                for row in _rows(table, snapshot.alias):
                    shown = without_secrets(table.name, row, addresses=addresses)
                    stream.write(_line(shown))
                    rows += 1
            say(f"{file}: {rows} rows written")
        tables[table.name] = Filed(file, table.columns, rows)
    numbers = {
        name: number
        for name, number in snapshot.numbers_given().items()
        if tables[name].file or name in NUMBERS_KEPT
    }
    return Database(snapshot.migrations, tables, numbers)


def _rows(table: Table, alias: str) -> Iterator[dict[str, Any]]:
    for line in table.lines(alias, "pk"):
        yield dict(zip(table.columns, json.loads(line), strict=True))


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"
