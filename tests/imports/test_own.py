"""What an import file may hold, and how its mistakes are named."""

import json
from pathlib import Path
from typing import Any

import pytest

from tweipress.articles.actions import ContentError, Fault
from tweipress.imports.faults import SENTENCES, sentence
from tweipress.imports.reading import own

FILE = Path(__file__).parent / "fixtures" / "harbour.json"


def harbour(**changes: Any) -> dict[str, Any]:
    (article,) = json.loads(FILE.read_text(encoding="utf-8"))["articles"]
    return {**article, **changes}


def test_a_file_holds_one_article_or_a_list_or_articles() -> None:
    one = harbour()
    for data in (one, [one], {"articles": [one]}):
        ((_, row),) = own.rows(json.dumps(data).encode())
        assert row == one


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"articles": 1}',
        b'{"articles": [], "x": 1}',
        b'{"\\ud800": 1}',
    ],
)
def test_what_is_no_such_file_is_refused_whole(raw: bytes) -> None:
    with pytest.raises(ContentError):
        own.rows(raw)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("author", {"author": ""}),
        ("author", {"author": "Two Words"}),
        ("author", {"author": "<script>"}),
        ("author", {"author": 7}),
        ("date", {"date": None}),
        ("date", {"date": "yesterday"}),
        ("date", {"date": 20251109}),
        ("date", {"date": "２０２５-11-09"}),
        ("date", {"date": "٢٠٢٥-11-09"}),
        ("date", {"date": "2025-1_1-09"}),
        ("date", {"date": "0001-01-01T00:00:00+14:00"}),
        ("title", {"title": ""}),
        ("tags", {"tags": "one, two"}),
        ("addresses[0]", {"addresses": [7]}),
        ("slug", {"slug": {}}),
        ("body", {"body": "misspelt"}),
        ("comments", {"comments": {}}),
        ("comments[0]", {"comments": ["text"]}),
        ("comments[0].writer", {"comments": [{"text": "a"}]}),
        ("comments[0].text", {"comments": [{"writer": "Emeka", "text": " \n "}]}),
        ("comments[0].text", {"comments": [{"writer": "Emeka", "text": "x" * 2_001}]}),
        ("comments[0].date", {"comments": [{"writer": "Emeka", "text": "a", "date": ""}]}),
        ("comments[0].likes", {"comments": [{"writer": "Emeka", "text": "a", "likes": 3}]}),
    ],
)
def test_a_mistake_in_an_article_is_named_with_its_place(
    path: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(ContentError) as error:
        own.article(harbour(**changes))
    assert error.value.path == path


@pytest.mark.parametrize("row", [None, [], "text", 1])
def test_an_article_is_an_object(row: object) -> None:
    with pytest.raises(ContentError, match="NO_OBJECT"):
        own.article(row)


def test_a_key_names_author_title_and_date_and_nothing_else() -> None:
    key = own.article(harbour()).key
    assert own.article(harbour(author="petronella", lead="Another")).key == key
    assert own.article(harbour(date="2025-11-10")).key != key


def test_a_comment_keeps_its_lines_and_loses_what_nobody_sees() -> None:
    comments = [{"writer": "Emeka", "text": " one \x00\r\n\n two\u202e "}]
    (comment,) = own.article(harbour(comments=comments)).comments
    assert comment.text == "one\n\ntwo"


def test_every_fault_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Fault)


def test_a_sentence_has_the_figures_of_its_mistake() -> None:
    with pytest.raises(ContentError) as error:
        own.article(harbour(title="x" * 201))
    assert sentence(error.value) == "This has 201 characters; at most 200 fit."
