"""The versions of a published article: who sees which, what they changed, and taking one away."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from pytest_django import Settings

from tests.articles.conftest import data, form_for, fresh
from tests.articles.test_pages import refusals, shown
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions, versions
from tweipress.articles.models import Article
from tweipress.articles.publishing import note_published
from tweipress.bank import Receipt
from tweipress.http import limits

LIST, FIRST = "/post/how-bees-vote/versions/", "/post/how-bees-vote/versions/1/"


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return an article that was edited once."""
    return written(stage)


def written(stage: Stage) -> Article:
    """Return an article that was saved twice as a draft, published, and edited once."""
    draft = actions.save_draft(id_of(stage.author), data(lead="A secret of the draft."))
    actions.save_draft(id_of(stage.author), data(lead="As published."), draft)
    assert isinstance(actions.publish(draft), Receipt)
    stage.books.clock.advance(3600)
    edit(stage, draft, "As edited.")
    return fresh(draft)


def edit(stage: Stage, article: Article, lead: str, name: str = "author", **changes: Any) -> None:
    """Give an article another lead."""
    done = actions.edit(id_of(stage.cast[name]), article, data(lead=lead, **changes))
    assert done is None


def numbered(article: Article) -> list[tuple[int | None, str]]:
    return list(article.revisions.order_by("pk").values_list("number", "lead"))


def test_versions_are_counted_from_publication(stage: Stage, article: Article) -> None:
    expected = [(None, "A secret of the draft."), (1, "As published."), (2, "As edited.")]
    assert numbered(article) == expected
    assert article.versions == 2


def test_the_post_says_when_it_was_edited_and_how_often(stage: Stage, article: Article) -> None:
    page = Client().get("/post/how-bees-vote/")
    assert "Edited on 1 January 2026, 2 versions" in shown(page)
    assert f'href="{LIST}"' in page.content.decode()


def test_a_post_that_was_never_edited_links_its_one_version(stage: Stage) -> None:
    actions.publish(actions.save_draft(id_of(stage.author), data()))
    page = shown(Client().get("/post/how-bees-vote/"))
    assert "Versions" in page
    assert "Edited on" not in page
    assert "Published on 1 January 2026" in shown(Client().get(LIST))


def test_readers_see_each_version_with_what_it_changed(stage: Stage, article: Article) -> None:
    page = Client().get(LIST)
    html, words = page.content.decode(), shown(page)
    assert "Version 2 Edited on 1 January 2026, 01:00 UTC By author shown now" in words
    assert "Lead: changed As [deleted: published. ] [added: edited. ]" in words
    assert html.index("Version 2") < html.index("Version 1")
    assert html.count("<del>") == html.count("<ins>") == 2  # one of them in the explanation
    assert "3 passages unchanged" in words
    assert page["X-Robots-Tag"] == "noindex"


def test_drafts_stay_private(stage: Stage, article: Article) -> None:
    for path in (LIST, FIRST, f"{LIST}2/"):
        assert "secret" not in Client().get(path).content.decode()
    assert Client().get(f"{LIST}0/").status_code == 404
    assert Client().get(f"{LIST}3/").status_code == 404


def test_every_version_can_be_read_whole(stage: Stage, article: Article) -> None:
    first, second = (Client().get(path) for path in (FIRST, f"{LIST}2/"))
    assert "As published." in shown(first)
    assert "word300." in shown(first)
    assert "Read the article as it is now" in shown(first)
    assert "As edited." in shown(second)
    assert "It is shown now." in shown(second)
    assert (first["X-Robots-Tag"], first.status_code) == ("noindex", 200)


def test_the_editor_who_edited_is_named(stage: Stage, article: Article) -> None:
    edit(stage, article, "As the editor has it.", "editor")
    assert "By editor" in shown(Client().get(LIST))


def test_a_save_that_changes_nothing_is_no_version(stage: Stage, article: Article) -> None:
    before = fresh(article).updated
    stage.books.clock.advance(60)
    edit(stage, article, "As edited.")
    assert fresh(article).versions == 2
    assert fresh(article).updated == before


@pytest.mark.parametrize("path", [LIST, FIRST, f"{LIST}2/"])
def test_a_draft_and_what_was_taken_back_have_no_versions(
    stage: Stage, article: Article, path: str
) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    hidden = path.replace("how-bees-vote", draft.slug)
    browsers = [Client(), *(signed_in(stage.cast[name]) for name in ("author", "editor"))]
    assert [browser.get(hidden).status_code for browser in browsers] == [404] * 3
    actions.take_back(id_of(stage.author), article, "Wrong.")
    assert [browser.get(path).status_code for browser in browsers] == [404] * 3


def test_the_text_that_was_sent_is_the_first_version(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data(lead="As sent."))
    Article.objects.filter(pk=draft.pk).update(asked=True)
    answered = actions.publish(Article.objects.get(pk=draft.pk))
    assert isinstance(answered, Receipt)
    other = actions.save_draft(id_of(stage.commenter), data(title="Another", lead="As sent."))
    sent = Article.objects.get(pk=other.pk)
    actions.save_draft(id_of(stage.commenter), data(title="Another", lead="Saved after."), other)
    note_published(sent, answered.seq + 1, answered.at_ms, 60, 3)
    assert numbered(sent) == [(1, "As sent."), (None, "Saved after.")]
    assert "Saved after" not in Client().get(f"/post/{sent.slug}/versions/").content.decode()


def test_a_page_has_a_bounded_number_of_versions(stage: Stage, article: Article) -> None:
    for number in range(3, versions.PAGE + 3):
        edit(stage, article, f"Lead {number}.")
    first = Client().get(LIST).content.decode()
    assert first.count('class="version"') == versions.PAGE
    assert f'href="{LIST}?before=3"' in first
    second = Client().get(f"{LIST}?before=3").content.decode()
    assert second.count('class="version"') == 2
    assert "Newest versions" in second
    assert 'rel="next"' not in second


def test_a_page_ends_where_it_becomes_too_long(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "PAGE_CHARS", 10)
    page = Client().get(LIST).content.decode()
    assert page.count('class="version"') == 1
    assert f'href="{LIST}?before=2"' in page
    assert Client().get(f"{LIST}?before=2").content.decode().count('class="version"') == 1


@pytest.mark.parametrize("before", ["", "-1", "1.5", "x", "٣", "9" * 19, "2;", "\0"])
def test_a_wrong_page_is_no_server_error(stage: Stage, article: Article, before: str) -> None:
    assert Client().get(LIST, {"before": before}).status_code in {400, 404}


def test_a_number_that_is_too_large_is_not_there(stage: Stage, article: Article) -> None:
    assert Client().get(f"{LIST}{'9' * 30}/").status_code == 404
    assert Client().get(LIST, {"before": "9" * 18}).status_code == 200


def test_asking_too_often_is_refused(
    stage: Stage, article: Article, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TWEIPRESS_RATE_FACTOR = 1
    one = limits.Limit("comparisons-network", limits.NETWORK, 1, 60, "")
    monkeypatch.setattr(limits, "COMPARISONS", (one,))
    reader = Client()
    amount = limits.window(one, "").amount
    answers = [reader.get(path) for _ in range(amount) for path in (LIST, FIRST)]
    assert answers[-1].status_code == 429
    assert refusals(answers[-1]) == ["RATE_SPENT"]


def test_edits_at_once_get_a_number_each(stage: Stage, article: Article) -> None:
    def save(number: int) -> None:
        try:
            edit(stage, Article.objects.get(pk=article.pk), f"Lead {number}.")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(8)))
    numbers = sorted(number for number, _ in numbered(article) if number)
    assert numbers == list(range(1, 11))
    assert fresh(article).versions == 10


def test_the_editor_knows_that_readers_compare(stage: Stage, article: Article) -> None:
    page = shown(signed_in(stage.author).get(f"/write/{article.code}/"))
    assert "readers can compare it with the one before" in page


def test_typed_html_stays_text(stage: Stage, article: Article) -> None:
    html = form_for(article, lead="<script>alert(1)</script>")
    signed_in(stage.author).post(f"/write/{article.code}/", html)
    for path in (LIST, f"{LIST}3/"):
        page = Client().get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
