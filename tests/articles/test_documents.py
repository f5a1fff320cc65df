"""The writers' form as the rich editor sends it: a document in place of the textarea's Markdown."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import form
from tests.http.stage import Stage, signed_in
from tweipress.articles.models import Article

STRONG = {"type": "text", "text": "vote", "marks": [{"type": "bold"}]}
DOCUMENT = {
    "type": "doc",
    "content": [
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Swarms"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Bees "}, STRONG]},
    ],
}
SECTIONS = [{"heading": "Swarms", "blocks": [{"kind": "paragraph", "text": "Bees **vote**"}]}]


def shown(response: Any) -> dict[str, Any]:
    """Return the document that the page gives the editor."""
    page = response.content.decode()
    data = page.partition("data-document>")[2].partition("</script>")[0]
    document: dict[str, Any] = json.loads(data)
    return document


def sent(document: object, **fields: str) -> dict[str, str]:
    written = document if isinstance(document, str) else json.dumps(document)
    return {**form(), "body": "", "document": written, **fields}


def test_a_document_is_saved_as_blocks(stage: Stage) -> None:
    browser = signed_in(stage.author)
    saved = browser.post("/write/new/", sent(DOCUMENT))
    article = Article.objects.get()
    assert article.sections == SECTIONS
    page = browser.get(saved["Location"])
    assert shown(page) == DOCUMENT
    assert ">\n## Swarms\n\nBees **vote**</textarea>" in page.content.decode()


def test_a_document_counts_and_markdown_beside_it_does_not(stage: Stage) -> None:
    signed_in(stage.author).post("/write/new/", sent(DOCUMENT, body="something old"))
    assert Article.objects.get().sections == SECTIONS


def test_the_textarea_alone_still_counts(stage: Stage) -> None:
    signed_in(stage.author).post("/write/new/", form(do="save", body="## Swarms\n\nBees **vote**"))
    assert Article.objects.get().sections == SECTIONS


@pytest.mark.parametrize(
    "document",
    ["{", "[]", "null", '{"type":"doc","content":[{"type":"x"}]}', "[" * 9_000, "x" * 700_000],
)
def test_what_no_editor_sends_is_refused_beside_the_text(stage: Stage, document: str) -> None:
    page = signed_in(stage.author).post("/write/new/", sent(document))
    assert page.status_code == 422
    assert Article.objects.count() == 0
    assert "errorlist" in page.content.decode()


def test_a_text_that_cannot_be_saved_is_in_the_editor_all_the_same(stage: Stage) -> None:
    long = {"type": "text", "text": "x" * 300}
    heading = {"type": "heading", "attrs": {"level": 2}, "content": [long]}
    page = signed_in(stage.author).post("/write/new/", sent({"type": "doc", "content": [heading]}))
    assert page.status_code == 422
    assert shown(page)["content"] == [heading]


def test_a_script_in_a_text_stays_text_in_the_page(stage: Stage) -> None:
    hostile = "</script><script>alert(1)</script>"
    content = [{"type": "paragraph", "content": [{"type": "text", "text": hostile}]}]
    page = signed_in(stage.author).post(
        "/write/new/", sent({"type": "doc", "content": content}, do="preview")
    )
    assert hostile not in page.content.decode()
    assert shown(page)["content"] == content


def test_markdown_is_answered_with_its_document(stage: Stage) -> None:
    browser = signed_in(stage.author)
    answer = browser.post("/write/markdown/", {"text": "## Swarms\n\nBees **vote**"})
    assert answer.json() == DOCUMENT
    assert browser.post("/write/markdown/", {}).json()["content"] == [{"type": "paragraph"}]
    too_long = browser.post("/write/markdown/", {"text": "a\n" * 100_000})
    assert (too_long.status_code, too_long.json()) == (422, {})
    assert browser.get("/write/markdown/").status_code == 405
    assert Client().post("/write/markdown/", {"text": "a"}).status_code == 302
    assert Article.objects.count() == 0
