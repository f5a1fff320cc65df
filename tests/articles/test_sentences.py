"""The sentences that a writer reads when a text cannot be saved."""

from typing import Any

import pytest

from tweipress.articles.forms import TextForm
from tweipress.articles.sentences import sentence
from tweipress.articles.text import content
from tweipress.articles.text.faults import ContentError

LONG_HEADING = {"heading": "x" * 201, "blocks": []}
EMPTY_QUOTE = {"blocks": [{"kind": "quote", "text": ""}]}
LONG_CAPTION = {"blocks": [{"kind": "picture", "picture": 1, "alt": "a", "caption": "x" * 601}]}
OF_ELSEWHERE = {"blocks": [{"kind": "embed", "url": "https://evil.example/"}]}
LONG_TEXT = {"blocks": [{"kind": "paragraph", "text": "x" * 60_001}]}


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("The title is empty.", {"title": ""}),
        ("The lead has 601 characters; at most 600 fit.", {"lead": "x" * 601}),
        ("The news section’s name has 41 characters; at most 40 fit.", {"section": "x" * 41}),
        ("A heading has 201 characters; at most 200 fit.", {"sections": [LONG_HEADING]}),
        ("A paragraph or a quote of the text is empty.", {"sections": [EMPTY_QUOTE]}),
        ("The text has 60,001 characters; at most 60,000 fit.", {"sections": [LONG_TEXT]}),
        ("The text has 41 headings; at most 40 fit.", {"sections": [{}] * 41}),
        ("The text has a form that cannot be saved.", {"sections": "text"}),
        ("A caption has 601 characters; at most 600 fit.", {"sections": [LONG_CAPTION]}),
        (
            (
                "Pages of evil.example cannot be embedded here: only those of sites that the"
                " operator has listed. Write a link instead."
            ),
            {"sections": [OF_ELSEWHERE]},
        ),
    ],
)
def test_a_sentence_names_place_fault_and_figures(said: str, data: dict[str, Any]) -> None:
    text = {"title": "A title", "lead": "", "section": "", "sections": []}
    with pytest.raises(ContentError) as error:
        content.checked(**text | data)
    assert sentence(error.value) == said


@pytest.mark.django_db
def test_a_form_says_it_beside_the_field() -> None:
    form = TextForm({"title": "A title", "section": "a/b", "body": "Text."})
    assert not form.is_valid()
    (said,) = form.errors["section"]
    assert "The news section’s name is part of an address" in str(said)
