"""A site moves: rehearsed, brought in once, with pictures, comments, names and old addresses."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.http.stage import Stage
from tests.imports.exports import (
    LONG,
    SITE,
    attachment,
    entry,
    feed,
    ghost,
    ghost_post,
    packed,
    png,
    write,
    wxr,
    wxr_comment,
    wxr_item,
)
from tests.imports.test_own import harbour
from tweipress.articles.filing.models import OldPath
from tweipress.articles.filing.oldpaths import path_of
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.core.ids import MemberId
from tweipress.people.models import Member
from tweipress.pictures.models import Picture


def run(path: Path, *options: str, **more: Any) -> str:
    """Run the command; return all that it said."""
    out = StringIO()
    call_command("import", str(path), *options, operator="operator", stdout=out, stderr=out, **more)
    return out.getvalue()


def counts() -> tuple[int, ...]:
    models = (Article, Comment, Member, Picture, OldPath)
    return tuple(model.objects.count() for model in models)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return an export of WordPress with a picture beside it and one that is missing."""
    text = f"""{LONG}

<img class="wp-image-5" src="{SITE}/wp-content/uploads/2019/05/x-300x200.png" />
<img src="{SITE}/gone.png" alt="Gone" />"""
    comments = (wxr_comment(1), wxr_comment(2, parent="1", author="Kwabena"))
    write(tmp_path, {"uploads/2019/05/x.png": png(), "other/2018/05/x.png": png("red")})
    write(tmp_path, {"old.xml": wxr(wxr_item(12, text, *comments), attachment(5, "x.png"))})
    return tmp_path / "old.xml"


def test_a_rehearsal_says_the_same_and_writes_nothing(stage: Stage, old: Path) -> None:
    before, postings = counts(), stage.seq()
    said = run(old, "--dry-run", "--pictures", str(old.parent / "uploads"))
    assert (counts(), stage.seq()) == (before, postings)
    assert "A dry run: nothing was written." in said
    done = run(old, "--pictures", str(old.parent / "uploads"))
    told = [line for line in said.splitlines() if "dry run" not in line]
    assert told == done.splitlines()[: len(told)]
    for line in ("1 article imported, 2 comments", "1 × pictures, left out", "100 Twei deposited"):
        assert line in said, said


def test_an_article_comes_with_its_picture_and_the_report_names_the_missing_one(
    stage: Stage, old: Path
) -> None:
    said = run(old, "--pictures", str(old.parent / "uploads"))
    assert f"1 × pictures, left out: {SITE}/gone.png: not among the files" in said
    assert "1 new picture in the library" in said
    picture = Picture.objects.get()
    assert (picture.alt, picture.credit, picture.uploader) == (
        ("Shows x.png", "Leilani", stage.operator)
    )
    (article,) = Article.objects.all()
    assert article.sections[0]["blocks"][1]["picture"] == picture.pk
    assert picture.uses.filter(user=article.pk).exists()
    assert (article.language, article.tags) == ("en", [["bees", "bees"]])
    assert (article.slug, article.section) == ("post-12", "News")


def test_the_same_again_changes_nothing_whoever_wrote_the_comments(stage: Stage, old: Path) -> None:
    run(old, "--pictures", str(old.parent / "uploads"))
    before, postings = counts(), stage.seq()
    said = run(old, "--pictures", str(old.parent / "uploads"))
    assert "0 articles imported, 0 comments" in said
    assert "1 article known already" in said
    assert (counts(), stage.seq()) == (before, postings)


@pytest.mark.parametrize(
    "address",
    [
        "/2019/05/post-12/",
        "/2019/05/post-12",
        "/2019/05/Post-12/index.html",
        "/?p=12",
        "/?p=12&x=1",
    ],
)
def test_old_addresses_lead_on_for_good(stage: Stage, old: Path, address: str) -> None:
    run(old)
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/post/post-12/")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/2019/05/other/", "/?p=13", "/?p=x", "/?p=", "/%ff", "/" + "a" * 1_000]
)
def test_other_addresses_lead_nowhere(stage: Stage, old: Path, address: str) -> None:
    run(old)
    assert Client().get(address).status_code == (200 if address.startswith("/?") else 404)


def test_an_address_is_that_of_the_article_that_had_it_first(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path, {"a.xml": feed(entry(1), entry(2).replace("/e/2.html", "/e/1.html"))})
    run(file / "a.xml")
    first = Article.objects.get(title="Entry 1")
    assert OldPath.objects.get(path="e/1.html").article == first
    assert Article.objects.count() == 2


def test_a_draft_that_waits_is_found_at_no_old_address(stage: Stage, old: Path) -> None:
    run(old)
    Article.objects.update(posting_seq=None)
    assert Client().get("/2019/05/post-12/").status_code == 404


def test_who_called_themselves_like_a_member_in_a_comment_is_not_that_member(
    stage: Stage, old: Path
) -> None:
    stage.enter("Saskia", 0)
    run(old)
    comment = Comment.objects.get(text="Comment 1")
    assert comment.writer != stage.Saskia
    assert comment.writer.name.startswith("Saskia-")
    assert stage.spendable_twei(stage.Saskia) == 0


def test_an_author_is_the_member_of_the_address_or_whom_the_operator_names(
    stage: Stage, tmp_path: Path
) -> None:
    file = write(tmp_path, {"a.json": ghost(ghost_post())}) / "a.json"
    assert "Ondine Marsh is called Ondine-Marsh here" in run(file, "--dry-run")
    run(file, "--as", "Ondine Marsh=author")
    assert Article.objects.get().author == stage.author


def test_a_reserved_or_foreign_name_becomes_one_that_can_be(stage: Stage, tmp_path: Path) -> None:
    item = wxr_item(1, LONG, wxr_comment(1, author="관리자"), wxr_comment(2, author="Admin"))
    file = write(tmp_path, {"a.xml": wxr(item)}) / "a.xml"
    run(file)
    names = [comment.writer.name for comment in Comment.objects.order_by("pk")]
    assert all(name.startswith("guest-") for name in names), names
    assert len(set(names)) == 2


def test_nobody_named_is_asked_for_before_anything_is_written(stage: Stage, tmp_path: Path) -> None:
    file = write(tmp_path, {"2019-05-01-bees.md": f"---\ntitle: Bees\n---\n{LONG}"})
    with pytest.raises(CommandError):
        run(file)
    assert not Article.objects.exists()
    assert "1 article imported" in run(file, "--author", "Dexter")


def test_a_zip_of_ghost_brings_its_own_pictures(stage: Stage, tmp_path: Path) -> None:
    zipped = packed(
        tmp_path / "all.zip",
        {"ghost.json": ghost(ghost_post()), "content/images/2023/05/ferry.png": png()},
    )
    assert "1 new picture" in run(zipped)
    assert Article.objects.get().language == "es"


def test_a_slug_that_another_article_has_is_told(stage: Stage, old: Path, tmp_path: Path) -> None:
    run(old)
    file = write(tmp_path, {"b.json": ghost(ghost_post(slug="post-12"))}) / "b.json"
    assert "addresses that another article has, now another one: post-12" in run(file)
    assert Article.objects.filter(slug="the-ferry-the-bridge").exists()


def test_what_is_dated_in_the_future_or_too_short_is_told(stage: Stage, tmp_path: Path) -> None:
    future = wxr_item(1, LONG, post_date="2999-01-01 00:00:00")
    file = write(tmp_path, {"a.xml": wxr(future, wxr_item(2, "Short."))}) / "a.xml"
    with pytest.raises(CommandError, match="1 not imported"):
        run(file)
    assert not Article.objects.exists()


def test_our_own_format_has_language_tags_slug_addresses_and_pictures(
    stage: Stage, tmp_path: Path
) -> None:
    article = harbour(
        language="es", tags=["Ferries", "x" * 60], slug="ferry", addresses=["/old/ferry.html"]
    )
    article["sections"][0]["blocks"].append({"kind": "picture", "picture": "a.png", "alt": "A"})
    write(tmp_path, {"a.json": json.dumps(article), "files/a.png": png()})
    said = run(tmp_path / "a.json", "--pictures", str(tmp_path / "files"))
    stored = Article.objects.get()
    assert (stored.language, stored.slug, stored.tags) == ("es", "ferry", [["ferries", "Ferries"]])
    assert stored.sections[0]["blocks"][-1]["picture"] == Picture.objects.get().pk
    assert "tags beyond eight, or too long, left out: " in said
    assert Client().get("/old/ferry.html").status_code == 301


def test_a_broken_picture_is_left_and_told(stage: Stage, tmp_path: Path) -> None:
    broken = {"ghost.json": ghost(ghost_post()), "ferry.png": b"\x89PNG broken"}
    said = run(packed(tmp_path / "all.zip", broken))
    assert "1 × pictures, left out" in said
    assert "1 article imported" in said


def test_an_import_is_paid_with_the_operators_deposits_alone(stage: Stage, old: Path) -> None:
    run(old)
    author = Member.objects.get(name="Tomas")
    assert stage.spendable_twei(author) == 0
    assert {movement.act for movement in books.statement(MemberId(author.pk))} == (
        {"deposit", "publish"}
    )
    assert stage.spendable_twei(stage.operator) == 0


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://old.example/2019/05/Title/", "2019/05/title"),
        ("http://other.example/?p=12&feed=rss", "?p=12"),
        ("/%EB%B0%94%EB%8B%A4/", "바다"),
        ("https://old.example/", ""),
        ("/?p=-1", ""),
        ("//[::1", ""),
        ("/a%00b", ""),
        ("/" + "x" * 400, ""),
        ("/index.php", ""),
    ],
)
def test_an_old_address_has_one_form(address: str, path: str) -> None:
    assert path_of(address) == path
