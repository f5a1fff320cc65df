"""The whole site is exported as plain files, in which nobody's secrets are."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError

from tests.backup.conftest import Site
from tweipress.articles.models import Article
from tweipress.articles.text import markdown
from tweipress.comments.models import Comment
from tweipress.core.state.journal import GENESIS
from tweipress.export.tables import BOOKS, FILES, LEFT_OUT, WITH_ADDRESSES
from tweipress.people.models import Member

pytestmark = pytest.mark.scratch_books
SECRET_WORDS = ("password", "token", "secret", "key", "email", "network")
NO_SECRETS = {
    "people_member.password": "blanked",
    "people_member.email": "blanked unless addresses are wanted",
    "account_emailaddress.email": "with addresses alone",
    "letters_subscription.email": "with addresses alone",
    "notices_notice.email": "with addresses alone",
    "articles_article.import_key": "the key of an article on another site",
    "comments_comment.form_key": "random, and of no use once the comment is there",
    "search_word.key": "the number of a word",
}


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    lines = (folder / f"{name}.jsonl").read_bytes().splitlines()
    return [json.loads(line) for line in lines]


def test_every_table_is_exported_or_left_out_for_a_reason() -> None:
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.db_table.startswith(BOOKS)
    }
    assert tables == {*FILES, *WITH_ADDRESSES, *LEFT_OUT}
    assert len(FILES) + len(WITH_ADDRESSES) + len(LEFT_OUT) == len(tables)


def test_every_column_that_sounds_like_a_secret_was_looked_at() -> None:
    exported = {*FILES, *WITH_ADDRESSES}
    suspicious = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        if model._meta.db_table in exported
        for field in model._meta.local_concrete_fields
        if any(word in str(field.column) for word in SECRET_WORDS)
    }
    assert suspicious == {*NO_SECRETS}


def test_an_export_has_the_articles_comments_and_members_in_plain_files(site: Site) -> None:
    folder = site.folder.parent / "out"
    site.run("export", folder)
    assert {row["text"] for row in rows(folder, "comments/comments")} == {
        *Comment.objects.values_list("text", flat=True)
    }
    names = {row["id"]: row["name"] for row in rows(folder, "members/members")}
    assert set(names.values()) == {*Member.objects.values_list("name", flat=True)}
    stored = {row["id"]: row for row in rows(folder, "articles/articles")}
    for article in Article.objects.all():
        assert stored[article.pk]["sections"] == article.sections
        (path,) = (folder / "articles/text").glob(f"{article.pk}-*.md")
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        about = dict(line.split(": ", 1) for line in head.splitlines())
        assert json.loads(about["title"]) == article.title
        assert json.loads(about["author"]) == names[article.author_id]
        assert body.strip() == markdown.text(article.text.headings).strip()


def test_the_files_of_a_picture_are_where_the_article_says(site: Site) -> None:
    folder = site.folder.parent / "out"
    site.run("export", folder)
    heads = [path.read_text("utf-8") for path in (folder / "articles/text").iterdir()]
    said = [
        json.loads(line.removeprefix("pictures: "))
        for head in heads
        for line in head.splitlines()
        if line.startswith("pictures: ")
    ]
    places = {place for pictures in said for place in pictures.values()}
    assert places
    assert all(any((folder / place).iterdir()) for place in places)


def test_the_journal_goes_along_so_that_anybody_can_follow_its_chain(site: Site) -> None:
    folder = site.folder.parent / "out"
    site.run("export", folder)
    about = json.loads((folder / "export.json").read_text())
    last = GENESIS
    for number, posting in enumerate(rows(folder, "books/posting"), 1):
        assert (posting["seq"], posting["prev_hash"]) == (number, last)
        last = posting["hash"]
    assert (number, last) == (about["head_seq"], about["head_hash"])
    sums: dict[str, int] = {}
    for entry in rows(folder, "books/entry"):
        sums[entry["account"]] = sums.get(entry["account"], 0) + entry["amount_twei"]
    balances = {row["name"]: row["balance_twei"] for row in rows(folder, "books/account")}
    assert {name: twei for name, twei in sums.items() if twei} == {
        name: twei for name, twei in balances.items() if twei
    }
    assert sum(balances.values()) == 0


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_no_secret_and_no_address_is_in_an_export(site: Site, name: str) -> None:
    emails = {*Member.objects.values_list("email", flat=True)}
    emails |= {
        str(email) for (email,) in site.rows("default", "SELECT email FROM letters_subscription")
    }
    emails |= {
        str(email) for (email,) in site.rows("default", "SELECT email FROM account_emailaddress")
    }
    secrets = {*Member.objects.values_list("password", flat=True)}
    secrets |= {
        str(key) for (key,) in site.rows("default", "SELECT session_key FROM browsers_session")
    }
    secrets |= {
        str(code) for (code,) in site.rows("default", "SELECT code FROM people_invitationcode")
    }
    path = site.folder.parent / name
    site.run("export", path)
    contents = everything(path)
    assert secrets
    assert [word for word in secrets if word.encode() in contents] == []
    real = [email for email in emails if not email.endswith(".invalid")]
    assert real
    assert [email for email in real if email.encode() in contents] == []


def test_addresses_are_in_it_on_request_and_passwords_never(site: Site) -> None:
    folder = site.folder.parent / "out"
    site.run("export", folder, "--with-addresses")
    exported = {row["email"] for row in rows(folder, "members/members")}
    assert exported == {*Member.objects.values_list("email", flat=True)}
    assert {row["password"] for row in rows(folder, "members/members")} == {"!"}
    assert rows(folder, "letters/subscriptions")


def test_an_export_never_overwrites_and_is_its_owners_alone(site: Site, tmp_path: Path) -> None:
    for name in ("out", "out.zip"):
        path = tmp_path / name
        site.run("export", path)
        assert path.stat().st_mode & 0o077 == 0
        before = everything(path)
        with pytest.raises(CommandError, match=r"TARGET_WRONG: .* is there already"):
            site.run("export", path)
        assert everything(path) == before
    assert not list(tmp_path.glob("*.part"))


def test_an_export_that_fails_leaves_nothing(site: Site, tmp_path: Path) -> None:
    site.change("default", "DROP TABLE search_word")
    for name in ("out", "out.zip"):
        with pytest.raises(CommandError, match="DATABASE_FAILED"):
            site.run("export", tmp_path / name)
    assert not list(tmp_path.glob("out*"))


def everything(path: Path) -> bytes:
    """Return the contents of all files of an export, one after the other."""
    if path.is_dir():
        return b"\n".join(file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file())
    with zipfile.ZipFile(path) as packed:
        return b"\n".join(packed.read(name) for name in sorted(packed.namelist()))
