"""`tweipress import`: an old article comes in field by field, once, and paid for."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.articles.conftest import given_twei
from tests.articles.text.texts import WHOLE
from tests.http.stage import Stage
from tests.imports.test_own import FILE, harbour
from tweipress.articles import queries
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.ids import MemberId
from tweipress.people.actions import console
from tweipress.people.models import Member


def run(file: Path, operator: str = "operator") -> str:
    """Run the command; return what it said of the articles it brought in."""
    out = StringIO()
    call_command("import", str(file), operator=operator, stdout=out)
    return out.getvalue()


def fails(file: Path, operator: str = "operator") -> str:
    """Run the command, which must fail; return its lines of error."""
    errors = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import", str(file), operator=operator, stderr=errors)
    return errors.getvalue() + str(error.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a test writes its file."""
    return tmp_path / "old.json"


def write(file: Path, *articles: dict[str, Any]) -> Path:
    file.write_text(json.dumps(articles), encoding="utf-8")
    return file


def test_an_old_article_comes_in_field_by_field(stage: Stage) -> None:
    assert "imported, 5 new comments" in run(FILE)
    given = harbour()
    (article,) = queries.front_page()
    article = Article.objects.get(pk=article.pk)
    for name in ("title", "lead", "section", "sections"):
        assert getattr(article, name) == given[name]
    assert article.author.name == "Petronella"
    assert article.date == date(2025, 11, 9)
    assert article.slug == "harbour-town-refuses-to-trade-its-ferry-for-a-bridge"
    assert article.words == 230
    assert article.is_published
    comments = list(Comment.objects.filter(article=article).order_by("posting_seq"))
    assert [(comment.writer.name, comment.text) for comment in comments] == [
        (row["writer"], row["text"]) for row in given["comments"]
    ]
    assert [comment.shown_date for comment in comments] == (
        [date(2025, 11, 9), date(2025, 11, 10), None, None, None]
    )
    assert all(comment.posting_seq for comment in comments)


def test_the_body_shows_every_block_in_order(stage: Stage) -> None:
    run(FILE)
    (article,) = queries.front_page()
    pieces = [piece for part in queries.body(article) for piece in part.pieces]
    kinds = [piece.kind for piece in pieces if not piece.continued]
    assert kinds == [
        *("paragraph", "paragraph", "heading", "paragraph", "quote"),
        *("heading", "paragraph", "list", "paragraph"),
    ]
    shown = " ".join(piece.html for piece in pieces)
    assert "'If we are to talk with the county" in shown
    assert "several years &amp; a plan" in shown
    (quote,) = (piece for piece in pieces if piece.kind == "quote" and piece.source)
    assert quote.source == "the county's engineer"


def test_prices_are_paid_from_the_operators_deposits_without_subsidy(stage: Stage) -> None:
    overview, tariff = books.books_overview(), books.tariff()
    run(FILE)
    author = Member.objects.get(name="Petronella")
    assert stage.spendable_twei(author) == 0
    statement = books.statement(MemberId(author.pk))
    assert {movement.act for movement in statement} == {"deposit", "publish"}
    (article,) = queries.front_page()
    assert given_twei(article) == tariff.publish_twei * tariff.publish_to_readers_bps // 10_000
    writer = books.standing(MemberId(Member.objects.get(name="Emeka").pk))
    assert writer is not None
    assert (writer.spendable_twei, writer.bonded_twei) == (0, tariff.comment_bond_twei)
    deposited_twei = tariff.publish_twei + 5 * (tariff.comment_twei + tariff.comment_bond_twei)
    assert books.books_overview().ext_twei == overview.ext_twei - deposited_twei


def test_the_same_file_again_moves_and_changes_nothing(stage: Stage) -> None:
    run(FILE)
    postings, members = stage.seq(), Member.objects.count()
    assert "known already, 0 new comments" in run(FILE)
    stage.enter("second", 0, "operator")
    after_second = stage.seq()
    assert "known already" in run(FILE, "second")
    assert stage.seq() == after_second
    assert postings < after_second
    assert Member.objects.count() == members + 1
    assert (Article.objects.count(), Comment.objects.count()) == (1, 5)


def test_a_comment_that_is_new_in_the_file_comes_in_alone(stage: Stage, file: Path) -> None:
    run(FILE)
    comments = [*harbour()["comments"], {"writer": "Emeka", "text": "One more."}]
    assert "known already, 1 new" in run(write(file, harbour(comments=comments)))
    assert Comment.objects.count() == 6


def test_known_names_are_their_members_and_others_cannot_sign_in(stage: Stage, file: Path) -> None:
    run(write(file, harbour(author="AUTHOR")))
    assert Article.objects.get().author == stage.author
    emeka = Member.objects.get(name="Emeka")
    assert not emeka.has_usable_password()
    assert emeka.email.endswith(".invalid")
    assert emeka.posting_seq is not None


def test_a_day_takes_any_number_of_old_articles_of_one_author(stage: Stage, file: Path) -> None:
    run(write(file, *(harbour(title=f"Old {n}", comments=[]) for n in range(3))))
    assert Article.objects.count() == 3


def test_a_wrong_article_changes_nothing_and_the_others_come_in(stage: Stage, file: Path) -> None:
    wrong = harbour(author="Nobody", title="Wrong")
    wrong["sections"][2]["blocks"][1]["items"] = []
    said = fails(write(file, wrong, harbour()))
    assert (
        f"{file}: [0]: “Wrong”: not imported: sections[2].blocks[1].items: This is missing" in said
    )
    assert "1 not imported" in said
    assert [article.title for article in Article.objects.all()] == [harbour()["title"]]
    assert not Member.objects.filter(name="Nobody").exists()


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff"])
def test_what_is_no_json_is_refused_in_one_line(stage: Stage, file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    assert "file: This is not JSON" in fails(file)


def test_a_missing_file_is_named(stage: Stage, file: Path) -> None:
    assert fails(file) == f"{file}: No such file or directory."


def test_the_only_operator_need_not_be_named(stage: Stage) -> None:
    console.change_role(stage.operator, roles.Role.OPERATOR, granted=True)
    assert "5 new comments" in run(FILE, "")
    console.change_role(stage.editor, roles.Role.OPERATOR, granted=True)
    assert "Nobody is no operator: name one" in fails(FILE, "")


@pytest.mark.parametrize("name", ["editor", "author", "nobody", ""])
def test_only_an_operator_imports(stage: Stage, name: str) -> None:
    postings = stage.seq()
    assert "no operator" in fails(FILE, name)
    assert stage.seq() == postings
    assert Article.objects.count() == 0


def test_an_import_that_stopped_goes_on_where_it_stopped(stage: Stage) -> None:
    stage.done(CloseDay())
    assert "DAY_CLOSED" in fails(FILE)
    assert queries.front_page() == []
    stage.books.next_day()
    run(FILE)
    (article,) = queries.front_page()
    assert article.refusal == ""
    statement = books.statement(MemberId(article.author_id))
    deposits = [movement for movement in statement if movement.act == "deposit"]
    assert len(deposits) == 1


def test_every_kind_of_block_comes_in_and_what_is_wrong_is_named(stage: Stage, file: Path) -> None:
    article = harbour()
    article["sections"] += WHOLE
    assert "imported" in run(write(file, article))
    stored = Article.objects.get()
    assert stored.sections[-1] == WHOLE[0]
    kinds = {piece.kind for part in queries.body(stored) for piece in part.pieces}
    assert {"subheading", "code", "table", "picture", "embed", "notes"} <= kinds
    wrong = [{"kind": "table", "head": ["a"], "rows": [["b", "c"]]}]
    said = fails(write(file, harbour(title="Another", sections=[{"blocks": wrong}])))
    assert "sections[0].blocks[0].rows[0]: This row has 2 cells" in said


def test_html_in_every_field_stays_text(stage: Stage, file: Path) -> None:
    script = "<script>alert(1)</script>"
    article = harbour(title=script, lead=script, section="<script>alert(1)")
    article["sections"][0]["heading"] = script
    article["sections"][0]["blocks"][0]["text"] += script
    article["sections"][1]["blocks"][1]["source"] = script
    article["sections"][2]["blocks"][1]["items"][0] = script
    article["comments"] = [{"writer": "Emeka", "text": script}]
    run(write(file, article))
    stored = Article.objects.get()
    assert "<script" not in "".join(
        piece.html for part in queries.body(stored) for piece in part.pieces
    )


def test_a_writer_whose_name_looks_like_a_members_is_told_before_anything_is_published(
    stage: Stage, file: Path
) -> None:
    stage.enter("Petrone11a", 0)
    said = fails(write(file, harbour()))
    assert "Petronella: This name is taken or looks like that of another member" in said
    assert not Article.objects.exists()
