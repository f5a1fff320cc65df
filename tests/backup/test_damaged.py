"""A backup that is damaged, foreign, newer or hostile is refused by name, and nothing is left."""

import hashlib
import json
import random
import tarfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connections

from tests.backup.conftest import KEY, Site, manifest
from tweipress.backup import sealing
from tweipress.backup.archive import MANIFEST, SEAL
from tweipress.backup.rows import Digest

pytestmark = [pytest.mark.scratch_books, pytest.mark.slow_on_postgres]

FLIPS = 25
SEED = 20260101
Members = dict[str, bytes]


@pytest.fixture
def members(sample: Path) -> Members:
    """Return what the sample site's backup consists of."""
    with zipfile.ZipFile(sample) as backup:
        return {name: backup.read(name) for name in backup.namelist()}


def packed(path: Path, content: Members, key: bytes = KEY) -> Path:
    """Write a backup that looks whole, sealed by somebody who has the key."""
    if MANIFEST in content and SEAL in content:
        named = {
            name: {"size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in content.items()
            if name not in {MANIFEST, SEAL}
        }
        about(content, lambda says: says.update(members=named))
        content = content | {SEAL: sealing.seal(content[MANIFEST], key)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in content.items():
            zipped.writestr(name, data)
    return path


def about(content: Members, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change what a backup says about itself."""
    data = json.loads(content["manifest.json"])
    change(data)
    content["manifest.json"] = json.dumps(data).encode()


def is_untouched(site: Site) -> bool:
    """Tell whether there is still no site, nor anything half made."""
    if connections["books"].vendor == "postgresql":
        schemas = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^(tweipress|replaced)'"
        made = [site.rows(alias, schemas) for alias in ("default", "books")]
        return made == [[], []] and not connections["books"].introspection.table_names()
    left = {path.name for path in site.folder.iterdir() if path.suffix != ".lock"}
    return left == {"backup_key"}


def refused(site: Site, path: Path) -> str:
    """Return the name under which a restore is refused."""
    with pytest.raises(CommandError) as refusal:
        site.run("restore", path)
    assert is_untouched(site), [*site.folder.iterdir()]
    return str(refusal.value).partition(":")[0]


def test_a_backup_cut_in_half_is_refused(empty: Site, sample: Path, tmp_path: Path) -> None:
    whole, half = sample.read_bytes(), tmp_path / "half.zip"
    for length in (0, 100, len(whole) // 2, len(whole) - 1):
        half.write_bytes(whole[:length])
        assert refused(empty, half) == "BACKUP_DAMAGED"


def test_a_flipped_bit_is_refused_or_was_in_nothing_that_is_restored(
    empty: Site, sample: Path, members: Members, tmp_path: Path
) -> None:
    luck, whole = random.Random(SEED), sample.read_bytes()
    path = tmp_path / "flipped.zip"
    harmless = 0
    for _ in range(FLIPS):
        data = bytearray(whole)
        data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
        path.write_bytes(data)
        try:
            with zipfile.ZipFile(path) as flipped:
                same = {name: flipped.read(name) for name in members} == members
        except Exception:  # noqa: BLE001  # whatever reading a damaged file raises
            same = False
        if same:
            harmless += 1
            continue
        assert refused(empty, path) in {"BACKUP_DAMAGED", "BACKUP_FOREIGN", "BACKUP_NEWER"}
    assert harmless < FLIPS // 2


def test_another_programs_file_is_refused(empty: Site, members: Members, tmp_path: Path) -> None:
    assert refused(empty, packed(tmp_path / "a.zip", {"letter.txt": b"Dear"})) == "BACKUP_FOREIGN"
    foreign = members | {"manifest.json": b'{"format": "another"}'}
    assert refused(empty, packed(tmp_path / "b.zip", foreign)) == "BACKUP_FOREIGN"
    (tmp_path / "c.zip").write_bytes(b"not a zip at all" * 1000)
    assert refused(empty, tmp_path / "c.zip") == "BACKUP_DAMAGED"


def test_a_newer_versions_backup_is_refused_with_its_version(
    empty: Site, members: Members, tmp_path: Path
) -> None:
    form, steps = dict(members), dict(members)
    about(form, lambda says: says.update(format_version=2, tweipress="9.9"))
    assert refused(empty, packed(tmp_path / "a.zip", form)) == "BACKUP_NEWER"
    step = ["articles", "0999_of_the_future"]
    about(steps, lambda says: says["parts"]["site"]["migrations"].append(step))
    path = packed(tmp_path / "b.zip", steps)
    assert refused(empty, path) == "BACKUP_NEWER"
    with pytest.raises(CommandError, match=r"articles\.0999_of_the_future"):
        empty.run("restore", path)


def without(name: str) -> Callable[[Members], Any]:
    """Return what takes a member out."""
    return lambda content: content.pop(name)


def said(change: Callable[[dict[str, Any]], Any]) -> Callable[[Members], Any]:
    """Return what changes the manifest."""
    return lambda content: about(content, change)


def line(member: str, data: bytes) -> Callable[[Members], Any]:
    """Return what adds a line to a table, and makes the manifest say so."""

    def change(content: Members) -> None:
        content[member] += data
        digest = Digest()
        for row in content[member].splitlines(keepends=True):
            digest.add(row)
        part, table = member.removesuffix(".jsonl").split("/")
        counted = {"rows": digest.rows, "digest": digest.text}
        about(content, lambda says: says["parts"][part]["tables"][table].update(counted))

    return change


def upload(name: str, kind: bytes = tarfile.REGTYPE) -> Callable[[Members], Any]:
    """Return what puts one file, or something else, in place of the uploads."""

    def change(content: Members) -> None:
        stream = BytesIO()
        with tarfile.open(fileobj=stream, mode="w") as made:
            member = tarfile.TarInfo(name)
            member.type, member.linkname, member.size = kind, "/etc/passwd", 0
            made.addfile(member, BytesIO())
        content["uploads.tar"] = stream.getvalue()

    return change


TAMPERED: dict[str, tuple[Callable[[Members], Any], str]] = {
    "no postings": (without("books/bank_posting.jsonl"), "BACKUP_DAMAGED"),
    "no uploads": (without("uploads.tar"), "BACKUP_DAMAGED"),
    "no site": (said(lambda says: says["parts"].pop("site")), "BACKUP_DAMAGED"),
    "no table": (
        said(lambda says: says["parts"]["books"]["tables"].pop("bank_vote")),
        "BACKUP_FOREIGN",
    ),
    "other columns": (
        said(lambda says: says["parts"]["books"]["tables"]["bank_vote"].update(columns=["a"])),
        "BACKUP_FOREIGN",
    ),
    "no part": (said(lambda says: says["parts"].update(books=7)), "BACKUP_DAMAGED"),
    "a file elsewhere": (said(lambda says: says.update(kept=["../../escaped"])), "BACKUP_DAMAGED"),
    "other uploads": (said(lambda says: says["uploads"].update(digest="0")), "BACKUP_DAMAGED"),
    "other rows": (
        said(lambda says: says["parts"]["books"]["tables"]["bank_vote"].update(digest="0")),
        "BACKUP_DAMAGED",
    ),
    "a short row": (line("books/bank_vote.jsonl", b"[1,2]\n"), "ROWS_UNFIT"),
    "no row": (line("books/bank_vote.jsonl", b"{nonsense\n"), "ROWS_UNFIT"),
    "no text": (line("books/bank_vote.jsonl", b"\xff\n"), "ROWS_UNFIT"),
    "a list for a number": (
        line("books/bank_vote.jsonl", b'[[1],2,3,"like",1,""]\n'),
        "ROWS_UNFIT",
    ),
    "a link to nobody": (line("site/people_member_groups.jsonl", b"[9,1,999]\n"), "ROWS_UNFIT"),
    "a row twice": (line("site/people_member_groups.jsonl", b"[1,1,1]\n"), "ROWS_UNFIT"),
    "a vote too many": (
        line("books/bank_vote.jsonl", b'[901,902,903,"like",1,""]\n'),
        "BOOKS_UNCLEAN",
    ),
    "an upload above": (upload("../escaped"), "BACKUP_DAMAGED"),
    "an upload at the root": (upload("/escaped"), "BACKUP_DAMAGED"),
    "an upload around": (upload("a/../../escaped"), "BACKUP_DAMAGED"),
    "a symbolic link": (upload("link", tarfile.SYMTYPE), "BACKUP_DAMAGED"),
    "a device": (upload("device", tarfile.CHRTYPE), "BACKUP_DAMAGED"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_backup_that_was_tampered_with_is_refused_and_leaves_nothing(
    empty: Site, members: Members, tmp_path: Path, what: str
) -> None:
    damage, name = TAMPERED[what]
    damage(members)
    assert refused(empty, packed(tmp_path / "tampered.zip", members)) == name
    assert not list(tmp_path.rglob("escaped"))


def test_the_untouched_backup_is_taken(
    empty: Site, sample: Path, members: Members, tmp_path: Path
) -> None:
    empty.run("restore", packed(tmp_path / "same.zip", members))
    assert empty.rows("books", "SELECT seq FROM bank_head") == [(manifest(sample)["head_seq"],)]
