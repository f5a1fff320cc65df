"""An export makes an empty site the same site, or none: damaged, hostile and repeated ones too."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError
from django.test import Client
from pytest_django import DjangoDbBlocker

from harness import site as harness
from tests.backup.conftest import Site, own_site
from tests.backup.test_export import everything
from tweipress.backup import uploads
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.transport.dispatch import adopt
from tweipress.bank.transport.service import Service
from tweipress.people.models import Member

pytestmark = pytest.mark.scratch_books


def pages(data: Path, time_ms: int) -> dict[str, str]:
    """Return what a visitor sees of the public pages of a site."""
    described = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tweipress.config.settings",
        "TWEIPRESS_DATA": str(data),
        "TWEIPRESS_CLOCK": "test",
        "TWEIPRESS_RATE_FACTOR": "10000",
    }
    words = [sys.executable, "-m", "tests.backup.visitor", str(time_ms)]
    asked = subprocess.run(words, env=described, capture_output=True, check=False)
    assert asked.returncode == 0, asked.stderr.decode()
    answers: dict[str, str] = json.loads(asked.stdout)
    return answers


@pytest.mark.once
def test_a_visitor_sees_the_same_pages_of_the_site_that_an_export_has_made(
    place: harness.Site, tmp_path: Path
) -> None:
    path = tmp_path / "out.zip"
    place.said("export", path)
    other = harness.Site(tmp_path / "other")
    other.data.mkdir(parents=True)
    other.said("import-site", path)
    now_ms = time.time_ns() // 1_000_000
    before, after = (pages(each.data, now_ms) for each in (place, other))
    assert sum(page.startswith("200") for page in before.values()) > 40
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.parametrize(("name", "words"), [("out", []), ("out.zip", ["--with-addresses"])])
def test_the_export_of_an_imported_site_has_the_same_files(
    site: Site, name: str, words: list[str]
) -> None:
    path, again = (site.folder.parent / f"{turn}-{name}" for turn in ("first", "again"))
    site.run("export", path, *words)
    with own_site(site.folder.parent / "other") as other:
        other.run("import-site", path)
        other.run("export", again, *words)
        connection = Connection()
        assert list(Audit(connection).findings()) == []
        connection.close()
    assert everything(again) == everything(path)


def test_an_export_is_taken_into_an_empty_site_alone_and_a_second_time_changes_nothing(
    site: Site,
) -> None:
    path = site.folder.parent / "out"
    site.run("export", path)
    with pytest.raises(CommandError, match=r"SITE_TAKEN: .* into an empty one alone"):
        site.run("import-site", path)
    with own_site(site.folder.parent / "other") as other:
        other.run("import-site", path)
        before = other.rows("books", "SELECT * FROM bank_account ORDER BY name")
        with pytest.raises(CommandError, match="SITE_TAKEN"):
            other.run("import-site", path)
        assert other.rows("books", "SELECT * FROM bank_account ORDER BY name") == before


def test_the_books_go_on_where_they_were_and_members_come_back_by_mail(site: Site) -> None:
    path = site.folder.parent / "out"
    site.run("export", path, "--with-addresses")
    member = Member.objects.get(name="Ondine")
    account = "SELECT name, balance_twei FROM bank_account ORDER BY name"
    before = site.rows("books", account)
    with own_site(site.folder.parent / "other") as other:
        other.run("import-site", path)
        assert other.rows("books", account) == before
        assert not Member.objects.get(pk=member.pk).has_usable_password()
        service = Service(other.folder / "teller.sock")
        adopt(service)
        try:
            assert service.teller.lead()
            answer = Client().post("/accounts/password/reset/", {"email": member.email})
            assert answer.status_code == 302
            assert [letter.to for letter in mail.outbox] == [[member.email]]
            assert "/accounts/password/reset/key/" in str(mail.outbox[0].body)
        finally:
            adopt(None)
            service.stop()


def test_without_addresses_nobody_but_a_new_operator_comes_in(exported: Path) -> None:
    with own_site(exported.parent / "other") as other:
        other.run("import-site", exported)
        assert all(member.email.endswith(".invalid") for member in Member.objects.all())
        ((seq,),) = other.rows("books", "SELECT seq FROM bank_head")
        service = Service(other.folder / "teller.sock")
        adopt(service)
        try:
            assert service.teller.lead()
            said = other.run("operator", "chief@example.org", "--name", "Chief")
            assert "Chief is an operator" in said
        finally:
            adopt(None)
            service.stop()
        assert other.rows("books", "SELECT seq FROM bank_head")[0][0] > seq
        connection = Connection()
        assert list(Audit(connection).findings()) == []
        connection.close()


def rewrite(folder: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change a file of an export, and what the export says of it."""
    path, contents = folder / name, folder / "export.json"
    path.write_bytes(change(path.read_bytes()))
    about = json.loads(contents.read_text())
    raw = path.read_bytes()
    about["files"][name] = {"size_bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    contents.write_text(json.dumps(about))


def relabel(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what an export says of itself."""
    path = folder / "export.json"
    about = json.loads(path.read_text())
    change(about)
    path.write_text(json.dumps(about))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """Return the sample site as an export in a folder, made once."""
    folder = tmp_path_factory.mktemp("made")
    with django_db_blocker.unblock(), own_site(folder / "site") as site:
        site.fill()
        site.run("export", folder / "out")
    return folder / "out"


@pytest.fixture
def exported(made: Path, empty: Site) -> Path:
    """Return a copy of it that a test may change."""
    folder = empty.folder.parent / "out"
    shutil.copytree(made, folder)
    return folder


def refused(folder: Path, why: str) -> None:
    """Try an import, which is refused by name, and leaves an empty site empty."""
    with own_site(folder.parent / f"other-{time.monotonic_ns()}") as other:
        with pytest.raises(CommandError, match=why):
            other.run("import-site", folder)
        assert not uploads.folder().exists()
        assert not list(other.folder.glob("*.new*"))


def test_an_export_with_twei_from_nowhere_is_refused_by_the_audit(exported: Path) -> None:
    def enrich(raw: bytes) -> bytes:
        lines = [json.loads(line) for line in raw.splitlines()]
        next(row for row in lines if row["owner"] and row["balance_twei"])["balance_twei"] += 1
        return b"".join(json.dumps(row).encode() + b"\n" for row in lines)

    rewrite(exported, "books/account.jsonl", enrich)
    refused(exported, "BOOKS_UNCLEAN: The audit finds")


def test_a_changed_missing_or_broken_file_is_refused_by_its_name(exported: Path) -> None:
    comments = exported / "comments/comments.jsonl"
    kept = comments.read_bytes()
    comments.write_bytes(kept.replace(b"a", b"b", 1))
    refused(exported, "EXPORT_DAMAGED: comments/comments.jsonl is not what was exported")
    comments.unlink()
    refused(exported, "EXPORT_DAMAGED: comments/comments.jsonl cannot be read")
    comments.write_bytes(kept)
    rewrite(exported, "comments/comments.jsonl", lambda raw: raw + b"[" * 100_000 + b"\n")
    refused(exported, r"EXPORT_DAMAGED: comments/comments.jsonl, line \d+ is no JSON")
    rewrite(exported, "comments/comments.jsonl", lambda raw: kept + b'{"id": 1}\n')
    refused(exported, "has not the columns of its table")


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "files/../../evil", "files/a\\..\\b"])
def test_a_file_that_would_be_written_elsewhere_is_refused(exported: Path, name: str) -> None:
    relabel(
        exported,
        lambda about: about["files"].update({name: {"size_bytes": 0, "sha256": ""}}),
    )
    refused(exported, "EXPORT_DAMAGED: It names")


def test_no_file_is_read_through_a_link_out_of_the_folder(exported: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "hosts").write_text("of somebody else")
    (exported / "files" / "link").symlink_to(outside)
    told = {"size_bytes": 16, "sha256": hashlib.sha256(b"of somebody else").hexdigest()}
    relabel(exported, lambda about: about["files"].update({"files/link/hosts": told}))
    refused(exported, "EXPORT_DAMAGED: files/link/hosts cannot be read: it is no plain file")


def test_what_is_no_export_or_a_newer_one_is_refused_by_name(
    exported: Path, tmp_path: Path
) -> None:
    plain, empty = tmp_path / "plain.zip", tmp_path / "nothing"
    plain.write_text("no zip")
    empty.mkdir()
    refused(plain, "EXPORT_DAMAGED: .* is no whole zip")
    refused(empty, "EXPORT_FOREIGN: export.json cannot be read")
    refused(tmp_path / "nowhere", "TARGET_WRONG")
    relabel(exported, lambda about: about.update(format_version=99))
    refused(exported, "EXPORT_NEWER")
    relabel(exported, lambda about: about.update(format_version=1, files=[]))
    refused(exported, "EXPORT_DAMAGED: Its export.json cannot be read")


def test_a_zip_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    about = {
        "format": "tweipress export",
        "format_version": 1,
        "head_seq": 0,
        "head_hash": "",
        "addresses": False,
        "databases": {},
        "files": {"files/bomb": {"size_bytes": 10**12, "sha256": ""}},
        "tweipress": "0.1.0",
    }
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("export.json", json.dumps(about))
    refused(path, "EXPORT_TOO_LARGE")
