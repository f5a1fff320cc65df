"""A picture that is not told in words: it can be drafted, and neither published nor reviewed."""

from html import escape
from typing import Any

import pytest

from tests.articles.conftest import data, form, fresh, paragraph
from tests.articles.test_pages import refusals
from tests.articles.test_publishing import refused_name
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions, queries
from tweipress.bank import Receipt
from tweipress.core.state.outcome import Refused
from tweipress.language.refusals import sentence


def with_picture(alt: str) -> dict[str, Any]:
    """Return an article with a picture, as a caller of save_draft has it."""
    picture = {"kind": "picture", "picture": 12, "alt": alt, "caption": "At noon"}
    blocks = [{"kind": "paragraph", "text": paragraph(300)}, picture]
    return data(sections=[{"heading": "", "blocks": blocks}])


def test_a_draft_keeps_the_picture_and_is_not_published(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), with_picture(""))
    postings = stage.seq()
    preview = queries.publishing(draft)
    assert preview.refused is not None
    assert (preview.refused.name, preview.refused.figures) == (
        "PICTURE_UNDESCRIBED",
        {"picture": 12},
    )
    assert "The picture number 12 has no alternative text" in sentence(preview.refused)
    assert refused_name(actions.publish(draft)) == "PICTURE_UNDESCRIBED"
    assert (fresh(draft).is_draft, fresh(draft).asked, stage.seq()) == (True, False, postings)
    actions.save_draft(id_of(stage.author), with_picture("A well at noon"), fresh(draft))
    assert isinstance(actions.publish(fresh(draft)), Receipt)


def test_a_published_article_gets_no_such_picture_by_an_edit(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    refused = actions.edit(id_of(stage.author), fresh(article), with_picture(""))
    assert isinstance(refused, Refused)
    assert refused.name == "PICTURE_UNDESCRIBED"
    assert fresh(article).sections == article.sections
    assert actions.edit(id_of(stage.author), fresh(article), with_picture("A well")) is None


def test_no_review_is_asked_for_and_the_page_says_why(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), with_picture(""))
    browser = signed_in(stage.author)
    page = browser.get(f"/write/{draft.code}/publish/").content.decode()
    assert "The picture number 12 has no alternative text" in page
    answered = browser.post(f"/write/{draft.code}/review/", {"key": "k" * 22})
    assert "PICTURE_UNDESCRIBED" in refusals(answered)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("- a\n  - b\n    - c\n      - d", "at most 3 levels fit"),
        ("@[x](https://evil.example/)", "Pages of evil.example cannot be embedded here"),
        ("@[x](javascript:alert)", "not one of the web"),
        ("[^1]: a\n[^1]: b", "The footnote [^1] is there twice."),
        ("| " + "a | " * 21 + "\n|" + "---|" * 21, "A table of the text has 21 columns"),
        ("| a | b |\n|--|--|\n| c |\n| d | e | f |", "A row of a table has 3 cells"),
        ("> | a |\n> |--|\n> | b | c |", "A row of a table has 2 cells"),
        ("![x](picture:0)", "a number that cannot be"),
    ],
)
def test_the_editor_says_what_cannot_be_kept_and_keeps_it(
    stage: Stage, body: str, said: str
) -> None:
    page = signed_in(stage.author).post("/write/new/", form(body=body)).content.decode()
    assert said in page
    assert escape(body.splitlines()[0]) in page


def test_everything_that_can_be_typed_is_in_the_preview(stage: Stage) -> None:
    table = "| c | d |\n|--|--|\n| e | f |"
    body = f"### Below\n\n1. a\n   - b\n\n```\nx < 1\n```\n\n{table}\n\nG.[^1]\n\n[^1]: H."
    page = signed_in(stage.author).post("/write/new/", form(do="preview", body=body))
    said = page.content.decode()
    for markup in (
        '<h3 dir="auto">Below</h3>',
        '<ol dir="auto"><li>a</li></ol>',
        '<li class="is-continued"><ul dir="auto"><li>b</li></ul></li></ol>',
        '<pre dir="ltr"><code>x &lt; 1</code></pre>',
        '<th scope="col">c</th>',
        'G.<sup><a href="#note-1"',
        '<li id="note-1"><p dir="auto">H. <a href="#note-1-from-1" role="doc-backlink"',
    ):
        assert markup in said
