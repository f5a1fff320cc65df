"""A backup that somebody without the key has changed, or that unpacks to too much, is refused."""

import json
import tarfile
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.backup.conftest import KEY, Site
from tests.backup.test_damaged import Members, about, is_untouched, line, members, packed
from tweipress.backup import archive, sealing
from tweipress.people.models import Member

__all__ = ["members"]
pytestmark = [pytest.mark.scratch_books, pytest.mark.slow_on_postgres]

THIEF = bytes(32)
BOMB_BYTES = archive.ALWAYS_BYTES + 200_000_000
PEOPLE = "site/people_member.jsonl"


def refused(site: Site, path: Path, *words: str | Path) -> str:
    """Return the name under which a try and a restore are refused."""
    names = set()
    for more in (("--check",), ()):
        with pytest.raises(CommandError) as refusal:
            site.run("restore", path, *words, *more)
        names.add(str(refusal.value).partition(":")[0])
    assert is_untouched(site), [*site.folder.iterdir()]
    (name,) = names
    return name


def forged(members: Members) -> Members:
    """Return the backup with a row changed, and all digests that need no key made anew."""
    rows = members[PEOPLE].replace(b"ondine@example.org", b"thief@example.org")
    assert rows != members[PEOPLE]
    changed = dict(members) | {PEOPLE: b""}
    line(PEOPLE, rows)(changed)
    return changed


def test_a_changed_row_is_found_although_all_its_digests_fit(
    empty: Site, members: Members, tmp_path: Path
) -> None:
    path = packed(tmp_path / "forged.zip", forged(members), THIEF)
    assert refused(empty, path) == "BACKUP_FORGED"
    said = empty.run("restore", path, "--unsealed")
    assert "anybody may have written these rows" in said
    assert Member.objects.filter(email="thief@example.org").exists()


def test_a_changed_manifest_under_the_old_seal_is_found(
    empty: Site, members: Members, tmp_path: Path
) -> None:
    about(members, lambda says: says.update(taken="2020-01-01T00:00:00+00:00"))
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    assert refused(empty, path) == "BACKUP_FORGED"
    members.pop(archive.SEAL)
    assert refused(empty, packed(tmp_path / "none.zip", members)) == "BACKUP_FORGED"


def test_without_the_key_nothing_is_taken_for_honest(
    empty: Site, sample: Path, tmp_path: Path
) -> None:
    own = sealing.place()
    own.unlink()
    with pytest.raises(CommandError, match=r"KEY_MISSING: Without the key nobody can tell"):
        empty.run("restore", sample, "--check")
    own.write_text("not a key")
    with pytest.raises(CommandError, match="KEY_WRONG"):
        empty.run("restore", sample, "--check")
    own.unlink()
    with pytest.raises(CommandError, match="KEY_WRONG"):
        empty.run("restore", sample, "--check", "--key", tmp_path / "nowhere")
    assert "Its seal was not looked at" in empty.run("restore", sample, "--check", "--unsealed")
    assert not own.exists()


def test_a_site_restored_elsewhere_with_its_key_goes_on_with_it(
    empty: Site, sample: Path, tmp_path: Path
) -> None:
    sealing.place().unlink()
    copy = tmp_path / "key"
    copy.write_text(KEY.hex())
    assert sealing.shown(KEY) in empty.run("restore", sample, "--key", copy)
    assert sealing.read(sealing.place()) == KEY
    assert sealing.place().stat().st_mode & 0o777 == 0o600


def test_a_sites_first_backup_makes_its_key_and_says_where(site: Site) -> None:
    sealing.place().unlink()
    path = site.folder.parent / "first.zip"
    said = site.run("backup", path, "--no-audit")
    assert str(sealing.place()) in said
    assert sealing.place().stat().st_mode & 0o777 == 0o600
    key = sealing.read(sealing.place())
    assert sealing.shown(key) in said
    assert key.hex().encode() not in path.read_bytes()
    assert key != KEY
    assert key == sealing.own_key()


def test_a_file_that_unpacks_to_far_more_than_it_is_is_not_unpacked(
    empty: Site, members: Members, tmp_path: Path
) -> None:
    with_zeros = members | {"books/bank_vote.jsonl": bytes(BOMB_BYTES)}
    assert refused(empty, packed(tmp_path / "zeros.zip", with_zeros)) == "BACKUP_TOO_LARGE"
    many = members | {f"site/{number}.jsonl": b"" for number in range(archive.MEMBERS_MAX)}
    assert refused(empty, packed(tmp_path / "many.zip", many)) == "BACKUP_TOO_LARGE"


def test_members_that_nobody_named_or_named_twice_are_refused(
    empty: Site, members: Members, tmp_path: Path
) -> None:
    path = packed(tmp_path / "more.zip", members)
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr("../../escaped", b"x")
    assert refused(empty, path) == "BACKUP_DAMAGED"
    path = packed(tmp_path / "twice.zip", members)
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr(PEOPLE, members[PEOPLE])
    assert refused(empty, path) == "BACKUP_DAMAGED"
    assert not list(tmp_path.rglob("escaped"))


def test_a_length_that_is_a_lie_is_refused(empty: Site, members: Members, tmp_path: Path) -> None:
    path = packed(tmp_path / "lie.zip", members)
    data = bytearray(path.read_bytes())
    entry = data.rindex(PEOPLE.encode()) - 46
    data[entry + 24 : entry + 28] = (7).to_bytes(4, "little")
    path.write_bytes(data)
    assert refused(empty, path) == "BACKUP_DAMAGED"


def test_an_upload_with_holes_is_no_upload(empty: Site, members: Members, tmp_path: Path) -> None:
    header = tarfile.TarInfo("avatars/holes.webp")
    header.type = tarfile.GNUTYPE_SPARSE
    block = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    block[386:398], block[483:495] = b"%011o\0" % 0, b"%011o\0" % (1 << 32)
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block[:512])
    stream = BytesIO(bytes(block) + bytes(1024))
    with tarfile.open(fileobj=stream) as read:
        assert read.getmembers()[0].size == 1 << 32
    members["uploads.tar"] = stream.getvalue()
    assert refused(empty, packed(tmp_path / "holes.zip", members)) == "BACKUP_DAMAGED"


@pytest.mark.parametrize("row", [b"[" * 100_000 + b"\n", b"[%s,2,3,4,5,6]\n" % (b"9" * 40)])
def test_a_row_that_no_table_can_have_is_refused_even_when_sealed(
    empty: Site, members: Members, tmp_path: Path, row: bytes
) -> None:
    line("books/bank_vote.jsonl", row)(members)
    assert refused(empty, packed(tmp_path / "odd.zip", members)) == "ROWS_UNFIT"


def test_a_manifest_that_nests_without_end_is_foreign(
    empty: Site, members: Members, tmp_path: Path
) -> None:
    path = tmp_path / "nested.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("manifest.json", b'{"a":' * 100_000)
    assert refused(empty, path) == "BACKUP_FOREIGN"
    about(members, lambda says: says["parts"]["site"]["numbers_given"].update(nothing=1))
    assert json.loads(members["manifest.json"])["parts"]["site"]["numbers_given"]["nothing"] == 1
    assert refused(empty, packed(tmp_path / "numbers.zip", members)) == "BACKUP_DAMAGED"
