"""A backup is taken from a running site, at one moment, and is whole or not there."""

import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connections

from tests.backup.conftest import Site, manifest, own_site
from tweipress.backup.archive import Writer
from tweipress.backup.snapshot import snapshots
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.transport.dispatch import adopt
from tweipress.bank.transport.service import Service
from tweipress.people.actions import members
from tweipress.people.models import Member

pytestmark = pytest.mark.scratch_books


def test_a_backup_says_what_it_holds_and_where_it_is(site: Site) -> None:
    said = site.run("backup", site.folder.parent)
    (path,) = site.folder.parent.glob("tweipress-*.zip")
    about = manifest(path)
    assert f"Books: {about['head_seq']} postings" in said
    assert f"Head {about['head_hash']}" in said
    assert "its books audited: clean" in said
    assert str(path) in said
    assert "addresses, password hashes, sessions." in said
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_backup_with_a_key_says_so(site: Site) -> None:
    (site.folder / "secret_key").write_text("a key that signs sessions")
    said = site.run("backup", site.folder.parent / "with-a-key.zip", "--no-audit")
    assert "sessions, the secret key." in said


def test_every_file_that_a_site_makes_is_kept_or_made_again(site: Site) -> None:
    backup = site.backup()
    known = {"default.sqlite3", "books.sqlite3", "books.sqlite3.lock", "media", "backup_key"}
    names = {path.name for path in site.folder.iterdir()}
    assert {name.removesuffix("-wal").removesuffix("-shm") for name in names} <= known
    assert manifest(backup)["kept"] == []


def test_a_site_that_is_written_meanwhile_is_copied_as_it_was_at_one_moment(site: Site) -> None:
    service = Service(site.folder / "teller.sock")
    adopt(service)
    assert service.teller.lead()
    ended = threading.Event()
    joined: list[int | None] = []

    def sign_up() -> None:
        while not ended.is_set():
            name = f"new-{len(joined)}"
            joined.append(members.register(f"{name}@example.org", name).posting_seq)
        connections.close_all()

    writer = threading.Thread(target=sign_up)
    writer.start()
    try:
        while len(joined) < 3:
            time.sleep(0.01)
        path = site.backup()
        after = len(joined)
        while len(joined) < after + 3:
            time.sleep(0.01)
    finally:
        ended.set()
        writer.join()
        adopt(None)
        service.stop()
    numbers = [number for number in joined if number]
    assert len(numbers) == len(joined)
    seq = manifest(path)["head_seq"]
    assert min(numbers) < seq < max(numbers)
    with own_site(site.folder.parent / "other") as other:
        other.run("restore", path)
        connection = Connection()
        known = {member for (member,) in connection.rows("SELECT member FROM bank_member")}
        assert list(Audit(connection).findings()) == []
        connection.close()
        assert known <= set(Member.objects.values_list("pk", flat=True))
        assert set(Member.objects.exclude(posting_seq=None).values_list("pk", flat=True)) == known


def test_what_is_read_from_a_held_database_does_not_change(site: Site) -> None:
    with snapshots("default", "books") as (texts, _):
        table = next(table for table in texts.tables if table.name == "people_member")
        before = texts.digest(table).text
        members.set_profile(Member.objects.get(name="Ondine"), "Written meanwhile.")
        assert texts.digest(table).text == before
    with snapshots("default") as (texts,):
        table = next(table for table in texts.tables if table.name == "people_member")
        assert texts.digest(table).text != before


def test_a_table_that_is_not_the_sites_is_left_out_by_name(site: Site) -> None:
    site.change("default", "CREATE TABLE somebody_elses (id integer)")
    said = site.run("backup", site.folder.parent / "without.zip", "--no-audit")
    assert "Left out: somebody_elses" in said


def test_a_place_that_cannot_be_written_is_refused_by_name(site: Site, sample: Path) -> None:
    folder = site.folder.parent
    for place in (sample, folder / "no" / "such" / "folder.zip"):
        with pytest.raises(CommandError, match="TARGET_WRONG"):
            site.run("backup", place)
    with Writer(folder / "busy.zip"), pytest.raises(CommandError, match="another backup"):
        site.run("backup", folder / "busy.zip")
    assert not list(folder.glob("busy*"))


def test_where_there_is_no_site_nothing_is_backed_up(empty: Site) -> None:
    with pytest.raises(CommandError, match="NO_SITE"):
        empty.run("backup", empty.folder.parent / "nothing.zip")
    assert [path.name for path in empty.folder.parent.iterdir()] == [empty.folder.name]
