"""Text that was replaced is nobody's first any more; what stays in a text stays its own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connections, transaction

from tests.articles.conftest import form_for, fresh
from tests.articles.test_repeats import draft, published, repeats, text
from tests.http.stage import Stage, signed_in
from tweipress.articles import actions, approvals
from tweipress.articles import repeats as repeated_texts
from tweipress.articles.models import Article, Fingerprint
from tweipress.articles.text.content import Text
from tweipress.articles.text.fingerprints import fingerprints
from tweipress.bank import Receipt
from tweipress.core.units import S_PER_H


def change(stage: Stage, article: Article, body: str) -> None:
    """Give an article another text, as its author does."""
    page = signed_in(article.author).post(f"/write/{article.code}/", form_for(article, body=body))
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
    assert repeats(first) == other.pk
    assert repeats(published(stage.editor, text(1))) == other.pk


def test_what_is_given_up_goes_to_one_that_has_a_little_of_it(stage: Stage) -> None:
    squatter = published(stage.editor, text(9), text(1, 80))
    quoting = published(stage.author, text(5, 400), text(1, 80))
    assert repeats(quoting) == 0
    change(stage, squatter, text(9))
    assert repeats(published(stage.critic, text(1, 80), text(6, 60))) == quoting.pk


def test_it_goes_to_who_took_it_in_next_and_not_to_an_older_article(stage: Stage) -> None:
    older = published(stage.author, text(5))
    squatter = published(stage.editor, text(9), text(1))
    press = published(stage.critic, text(1))
    change(stage, older, text(5) + "\n\n" + text(1))
    change(stage, squatter, text(9))
    assert repeats(published(stage.commenter, text(1))) == press.pk


def test_a_clock_that_was_set_back_makes_no_copy_the_first(stage: Stage) -> None:
    first = published(stage.author, text(1))
    stage.books.clock.advance(-2 * S_PER_H)
    assert repeats(published(stage.critic, text(1))) == first.pk
    assert repeated_texts.compare(fresh(first)) is None


def test_an_edit_that_was_cut_off_leaves_no_one_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise ConnectionError

    first = published(stage.author, text(9))
    with monkeypatch.context() as patch:
        patch.setattr("tweipress.articles.edits.store", cut_off)
        with pytest.raises(ConnectionError):
            change(stage, first, text(1))
    assert repeats(published(stage.critic, text(1))) == 0


def test_of_an_edit_and_a_publication_at_once_one_repeats_the_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, other = published(stage.author, text(9)), draft(stage.critic, text(1))
    digest_of = approvals.digest_of

    def another_is_published(new: Text) -> str:
        """What edits do between looking and storing."""
        assert isinstance(actions.publish(other), Receipt)
        return digest_of(new)

    monkeypatch.setattr("tweipress.articles.edits.approvals.digest_of", another_is_published)
    change(stage, edited, text(1))
    assert (repeats(edited), repeats(other)) in {(0, edited.pk), (other.pk, 0)}


def test_who_comes_while_another_takes_a_text_in_waits_and_is_not_the_first(stage: Stage) -> None:
    """On PostgreSQL rows may be numbered in one order, and seen by others in another."""
    first, second = draft(stage.author, text(1)), draft(stage.critic, text(1))
    Article.objects.update(asked=True)

    def claim() -> int:
        try:
            return repeated_texts.claim(second, second.index_text)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            repeated_texts.claim(first, first.index_text)
            waits = pool.submit(claim)
            with suppress(TimeoutError):
                waits.result(timeout=0.5)
        assert waits.result() == first.pk
    assert repeated_texts.claim(first, first.index_text) == 0
