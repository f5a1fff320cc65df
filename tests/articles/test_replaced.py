"""Text that was replaced is nobody's first any more; what stays in a text stays its own."""

import random
from typing import Any

from tests.articles.conftest import form
from tests.articles.test_repeats import published, repeats, text
from tests.http.stage import Stage, signed_in
from tweipress.articles.models import Article, Fingerprint
from tweipress.articles.text.fingerprints import fingerprints


def change(stage: Stage, article: Article, body: str) -> None:
    """Give an article another text, as its author does."""
    page = signed_in(article.author).post(f"/write/{article.code}/", form(body=body))
    assert page.status_code == 303, page.content.decode()


def held(article: Article) -> set[int]:
    """Return the fingerprints that are an article's now."""
    return set(Fingerprint.objects.filter(article=article).values_list("number", flat=True))


def test_a_text_that_was_edited_in_and_out_is_nobodys(stage: Stage) -> None:
    squatter = published(stage.editor, text(9))
    change(stage, squatter, text(9) + "\n\n" + text(1))
    change(stage, squatter, text(9))
    assert repeats(published(stage.author, text(1))) == 0


def test_as_long_as_it_stands_there_it_counts(stage: Stage) -> None:
    first = published(stage.editor, text(9))
    change(stage, first, text(9) + "\n\n" + text(1))
    assert repeats(published(stage.author, text(1))) == first.pk


def test_what_an_edit_leaves_stays_its_authors(stage: Stage) -> None:
    first = published(stage.author, text(1, 300))
    change(stage, first, text(1, 300).replace("word", "word", 1) + " A typo is mended.")
    assert repeats(published(stage.editor, text(1, 300))) == first.pk


def test_who_repeated_it_has_it_next(stage: Stage) -> None:
    squatter = published(stage.editor, text(9))
    change(stage, squatter, text(9) + "\n\n" + text(1))
    press = published(stage.author, text(1))
    assert repeats(press) == squatter.pk
    change(stage, squatter, text(9))
    assert held(press) == fingerprints(Article.objects.get(pk=press.pk).index_text)
    assert repeats(published(stage.critic, text(1))) == press.pk


def test_put_back_it_counts_from_then(stage: Stage) -> None:
    first = published(stage.author, text(1))
    change(stage, first, text(5))
    other = published(stage.critic, text(1))
    assert repeats(other) == 0
    change(stage, first, text(1))
    assert held(first) == set()


def test_whatever_is_edited_nobody_holds_what_is_not_in_the_text(stage: Stage) -> None:
    chance = random.Random(9)
    articles: list[Any] = [
        published(member, text(50 * number, 120))
        for number, member in enumerate((stage.author, stage.editor, stage.critic), 1)
    ]
    for _ in range(12):
        parts = chance.sample(range(1, 9), 2)
        change(stage, chance.choice(articles), "\n\n".join(text(70 * each, 120) for each in parts))
        texts = {one.pk: Article.objects.get(pk=one.pk).index_text for one in articles}
        for one in articles:
            assert held(one) <= fingerprints(texts[one.pk])
