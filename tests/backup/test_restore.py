"""A restored site is the one that was backed up, to the last row, or there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connections

from tests.backup.conftest import Site, manifest, own_site
from tweipress import bank
from tweipress.articles.models import Article
from tweipress.backup import uploads
from tweipress.backup.restore import half_restored
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.transport.dispatch import adopt
from tweipress.bank.transport.service import Service
from tweipress.config import startup
from tweipress.people.actions import members
from tweipress.people.models import Member

pytestmark = pytest.mark.scratch_books


@contextmanager
def former_site(site: Site) -> Iterator[None]:
    """Point Django to the texts of the site that was put aside."""
    described = connections.settings["default"]
    before = {**described}
    if connections["default"].vendor == "postgresql":
        schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'replaced%'"
        ((schema,),) = site.rows("default", schemas)
        described["OPTIONS"] = {"options": f"-c search_path={schema}"}
    else:
        (described["NAME"],) = site.folder.glob("default.sqlite3.replaced-*[0-9]")
    connections["default"].close()
    del connections["default"]
    yield
    connections["default"].close()
    del connections["default"]
    described.update(before)


def test_a_restored_site_is_backed_up_as_the_same_rows_and_files(site: Site) -> None:
    first = manifest(site.backup())
    with own_site(site.folder.parent / "other") as other:
        said = other.run("restore", site.folder.parent / "backup.zip")
        again = manifest(other.backup("again.zip"))
    for about in (first, again):  # a backup and a restore are events themselves
        del about["parts"]["site"]["tables"]["security_securityevent"]
        del about["parts"]["site"]["numbers_given"]["security_securityevent"]
    assert again["parts"] == first["parts"]
    assert again["uploads"] == first["uploads"]
    kept = [path for path in uploads.folder().rglob("*") if path.is_file()]
    assert first["uploads"]["rows"] == len(kept) > 1
    assert (again["head_seq"], again["head_hash"]) == (first["head_seq"], first["head_hash"])
    assert f"Head {first['head_hash']}" in said


def test_restored_uploads_and_secrets_are_their_owners_alone(site: Site) -> None:
    (site.folder / "secret_key").write_text("a key that signs sessions")
    backup = site.backup()
    with own_site(site.folder.parent / "other") as other:
        other.run("restore", backup)
        key, (picture,) = other.folder / "secret_key", uploads.folder().glob("avatars/*")
        assert key.read_text() == "a key that signs sessions"
        assert {path.stat().st_mode & 0o077 for path in (key, picture, uploads.folder())} == {0}


def test_a_number_is_not_given_again_in_a_restored_site(site: Site) -> None:
    author = Member.objects.get(name="Ondine")
    text = Article.objects.filter(author=author).values("title", "sections")[0]
    gone = Article.objects.create(author=author, slug="gone", **text)
    number = gone.pk
    gone.delete()
    site.run("restore", site.backup(), "--replace")
    assert Article.objects.create(author=author, slug="next", **text).pk > number


def test_what_the_copied_books_do_not_hold_is_asked_again(site: Site) -> None:
    latest = bank.journal_end().seq
    member = Member.objects.create_user("late@example.org", "Late")
    Member.objects.filter(pk=member.pk).update(posting_seq=latest + 1)
    article = Article.objects.filter(posting_seq__isnull=False, undo_seq=None)[0]
    Article.objects.filter(pk=article.pk).update(posting_seq=latest + 2)
    site.run("restore", site.backup(), "--replace")
    assert Member.objects.get(pk=member.pk).posting_seq is None
    restored = Article.objects.get(pk=article.pk)
    assert (restored.posting_seq, restored.asked) == (None, True)
    service = Service(site.folder / "teller.sock")
    adopt(service)
    try:
        assert service.teller.lead()
        startup.open_site()
    finally:
        adopt(None)
        service.stop()
    assert Article.objects.get(pk=article.pk).posting_seq == article.posting_seq
    assert Member.objects.get(pk=member.pk).posting_seq is not None


def test_a_site_that_has_content_is_replaced_on_request_alone_and_kept_aside(site: Site) -> None:
    path = site.backup()
    members.set_profile(Member.objects.get(name="Ondine"), "Changed since.")
    with pytest.raises(CommandError, match=r"SITE_TAKEN: A site is here already"):
        site.run("restore", path)
    assert Member.objects.get(name="Ondine").bio == "Changed since."
    said = site.run("restore", path, "--replace")
    assert Member.objects.get(name="Ondine").bio != "Changed since."
    assert said.count("What was here before is kept") >= 2
    with former_site(site):
        assert Member.objects.get(name="Ondine").bio == "Changed since."


def test_a_site_whose_teller_is_at_work_is_not_replaced(site: Site) -> None:
    path = site.backup()
    service = Service(site.folder / "teller.sock")
    assert service.teller.lead()
    try:
        with pytest.raises(CommandError, match="SITE_RUNS"):
            site.run("restore", path, "--replace")
    finally:
        service.stop()


def test_trying_a_backup_changes_nothing_here(empty: Site, sample: Path) -> None:
    said = empty.run("restore", sample, "--check")
    assert "This backup would do" in said
    assert not empty.folder.joinpath("media").exists()
    empty.fill()


def test_a_restore_that_was_cut_off_keeps_the_site_shut_until_it_is_repeated(
    site: Site, sample: Path
) -> None:
    half_restored().touch()
    with pytest.raises(CommandError, match="restore"):
        site.run("serve")
    site.run("restore", sample)
    assert not half_restored().exists()


def test_books_that_the_audit_finds_fault_with_are_neither_kept_nor_used_unasked(
    site: Site, tmp_path: Path
) -> None:
    site.change("books", "UPDATE bank_member SET trust = trust + 1 WHERE member = 1")
    path = tmp_path / "unclean.zip"
    with pytest.raises(CommandError, match=r"BOOKS_UNCLEAN: The audit finds: bank_member"):
        site.run("backup", path)
    assert not path.exists()
    assert "Not audited" in site.run("backup", path, "--no-audit")
    with own_site(tmp_path / "other") as other:
        with pytest.raises(CommandError, match="BOOKS_UNCLEAN"):
            other.run("restore", path)
        assert "Not audited" in other.run("restore", path, "--no-audit")
        connection = Connection()
        assert len(list(Audit(connection).findings())) == 1
        connection.close()
