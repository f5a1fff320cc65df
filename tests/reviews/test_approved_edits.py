"""Edits of a reviewed article: small corrections are accepted, other texts refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.articles.conftest import data, form_for, fresh
from tests.http.stage import Stage, id_of, signed_in
from tests.reviews.test_approvals import approved, draft, published, text
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.articles.text.fingerprints import numbers, shared_bps
from tweipress.bank import queries as books
from tweipress.core.state.outcome import Refused
from tweipress.people.models import Member

OLD = text(1, 400)


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return an article of the author's that a review has approved."""
    return published(approved(stage, stage.author, OLD))


def edited(writer: Member, article: Article, body: str) -> str:
    """Edit an article by the form; return the refusal's name, empty if it was done."""
    posted = form_for(article, title="A study", section="", body=body)
    answered = signed_in(writer).post(f"/write/{article.code}/", posted)
    if answered.status_code == 303:
        return ""
    assert answered.status_code == 422
    return "EDIT_TOO_FAR" if "EDIT_TOO_FAR" in answered.content.decode() else "another"


def mended(words: int, start: int = 0) -> str:
    """Return the approved text with so many words replaced, far from each other."""
    split = OLD.split()
    for number in range(words):
        split[start + number * 6] = f"mend{start}x{number}"
    return " ".join(split)


def test_the_bound_is_said_before_it_is_met(stage: Stage, article: Article) -> None:
    shown = signed_in(stage.author).get(f"/write/{article.code}/").content.decode()
    assert "a new text needs 80 % in common" in shown
    plain = published(draft(stage.critic, text(5)))
    assert "in common" not in signed_in(stage.critic).get(f"/write/{plain.code}/").content.decode()


def test_a_mend_is_possible_and_another_text_is_not(stage: Stage, article: Article) -> None:
    assert edited(stage.author, article, mended(10)) == ""
    assert "mend0x9" in fresh(article).index_text
    assert edited(stage.author, article, text(2, 400)) == "EDIT_TOO_FAR"
    assert "mend0x9" in fresh(article).index_text
    assert article.revisions.count() == 2


def test_the_refusal_says_why_and_keeps_what_was_typed(stage: Stage, article: Article) -> None:
    other = text(2, 400)
    answered = signed_in(stage.author).post(
        f"/write/{article.code}/", form_for(article, body=other)
    )
    said = answered.content.decode()
    assert "0 % in common with the approved one, and 80 % are needed" in said
    assert "write a new article" in said
    assert other in said


def test_mends_do_not_add_up(stage: Stage, article: Article) -> None:
    assert edited(stage.author, article, mended(15)) == ""
    first = fresh(article).index_text
    both = " ".join(
        new if new != old else kept
        for old, new, kept in zip(
            OLD.split(), mended(15, 3).split(), mended(15).split(), strict=True
        )
    )
    assert shared_bps(numbers(first), numbers(f"a study {both}")) > 8000
    assert edited(stage.author, article, both) == "EDIT_TOO_FAR"
    assert edited(stage.author, article, OLD) == ""


def test_text_around_what_was_approved_is_another_text(stage: Stage, article: Article) -> None:
    assert edited(stage.author, article, f"{OLD}\n\n{text(3, 80)}") == ""
    assert edited(stage.author, article, f"{OLD}\n\n{text(3, 400)}") == "EDIT_TOO_FAR"
    assert edited(stage.author, article, " ".join(OLD.split()[:200])) == "EDIT_TOO_FAR"


@pytest.mark.parametrize("sign", ["\u200b", "\u115f", "\n\n", "  "])
def test_signs_that_nobody_sees_keep_nothing(stage: Stage, article: Article, sign: str) -> None:
    apart = sign.join(text(2, 400).split(" ")) if sign.isspace() else text(2, 400)
    disguised = apart if sign.isspace() else apart.replace("a", f"a{sign}")
    assert edited(stage.author, article, disguised) == "EDIT_TOO_FAR"
    assert edited(stage.author, article, OLD.replace(" ", "\n", 9).upper()) == ""


def test_the_approved_text_in_a_links_address_is_not_what_readers_see(
    stage: Stage, article: Article
) -> None:
    shown = " ".join([text(2, 51)] * 2)
    hidden = f"[{shown}](https://example.org/{OLD.replace(' ', '-')})"
    assert edited(stage.author, article, hidden) == "EDIT_TOO_FAR"


def test_other_addresses_and_sources_are_another_text(stage: Stage) -> None:
    links = " ".join(f"[{word}](https://example.org/{word})" for word in text(7, 120).split())
    article = published(approved(stage, stage.author, links))
    assert edited(stage.author, article, links.replace("example", "spam")) == "EDIT_TOO_FAR"
    quotes = [f"> {text(start, 1)}\n> — {text(start, 12)}" for start in range(8, 28)]
    assert edited(stage.author, article, "\n\n".join((links, *quotes))) == "EDIT_TOO_FAR"
    assert edited(stage.author, article, "\n\n".join((links, quotes[0]))) == ""


def test_an_editor_is_bound_too_and_may_take_it_back(stage: Stage, article: Article) -> None:
    assert edited(stage.editor, article, text(2, 400)) == "EDIT_TOO_FAR"
    assert not isinstance(articles.take_back(id_of(stage.editor), article, "Not true."), Refused)


def test_the_approved_text_binds_edits_when_it_was_taken_away(
    stage: Stage, article: Article
) -> None:
    assert edited(stage.author, article, mended(15)) == ""
    first = article.revisions.get(number=1)
    assert articles.take_away(id_of(stage.editor), article, first, "A private address.") is None
    assert not article.revisions.filter(sections=article.sections).exists()
    assert edited(stage.author, article, text(2, 400)) == "EDIT_TOO_FAR"
    assert edited(stage.author, article, mended(15, 3)) == ""
    assert edited(stage.author, article, OLD) == ""


def test_what_no_review_has_approved_may_become_another_text(stage: Stage) -> None:
    plain = published(draft(stage.critic, OLD))
    assert edited(stage.critic, plain, text(2, 400)) == ""


def test_two_edits_at_once_are_each_held_to_what_was_approved(
    stage: Stage, article: Article
) -> None:
    texts = [mended(15), mended(15, 3), text(2, 400), text(3, 400)]

    def edit(body: str) -> bool:
        try:
            block = {"kind": "paragraph", "text": body}
            sections = [{"heading": "", "blocks": [block]}]
            new = data(title="A study", section="", sections=sections)
            return articles.edit(id_of(stage.author), fresh(article), new) is None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(edit, texts)) == [True, True, False, False]
    now, was = fresh(article).text.plain, article.text.plain
    assert shared_bps(numbers(was), numbers(now)) >= books.tariff().review_kept_bps
