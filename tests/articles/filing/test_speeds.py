"""Time to Read follows the language of an article, until it is published or judged."""

from typing import Any

import pytest

from tests.articles.conftest import booked, data, fresh
from tests.articles.filing.test_addresses import filed
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.models import Article

ARABIC, KOREAN, LATIN = "القمر", "바다", "moon"
WORDS = 300
SECONDS = {"en": 76, "es": 65, "ko": 80, "ar": 100}
"""What 300 words take, in the languages of the table."""


def text(word: str) -> dict[str, Any]:
    """Return an article that says one word three hundred times."""
    blocks = [{"kind": "paragraph", "text": " ".join([word] * WORDS)}]
    return data(0, sections=[{"heading": "1", "blocks": blocks}])


def drafted(stage: Stage, word: str) -> Article:
    """Return a draft by the author that says one word."""
    return fresh(actions.save_draft(id_of(stage.author), text(word)))


@pytest.mark.parametrize(
    ("language", "word"), [("en", LATIN), ("es", LATIN), ("ko", KOREAN), ("ar", ARABIC)]
)
def test_a_draft_is_timed_in_its_language_and_so_it_is_published(
    stage: Stage, language: str, word: str
) -> None:
    draft = drafted(stage, word)
    assert filed(signed_in(stage.author), draft, language=language)[0] == 303
    assert (fresh(draft).words, fresh(draft).time_to_read_s) == (WORDS, SECONDS[language])
    assert actions.publish(fresh(draft))
    assert booked(draft).time_to_read_s == SECONDS[language]


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_who_names_a_slower_language_than_the_text_has_gains_nothing(
    stage: Stage, language: str
) -> None:
    draft = drafted(stage, LATIN)
    filed(signed_in(stage.author), draft, language=language)
    assert fresh(draft).time_to_read_s == SECONDS["es"]
    actions.save_draft(id_of(stage.author), text(f"{LATIN}!"), draft)
    assert fresh(draft).time_to_read_s == SECONDS["es"]


def test_a_published_article_keeps_its_time_in_another_language(stage: Stage) -> None:
    draft = drafted(stage, ARABIC)
    actions.publish(draft)
    assert filed(signed_in(stage.author), draft, language="ar")[0] == 303
    assert (fresh(draft).language, fresh(draft).time_to_read_s) == ("ar", SECONDS["en"])
    assert booked(draft).time_to_read_s == SECONDS["en"]
