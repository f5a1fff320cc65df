"""Changed texts of published articles: kept from readers, shown as edits, and never lost."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import data, form, fresh
from tests.articles.test_pages import refusals, shown, typed
from tests.autosave.conftest import Window, at_once
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions, bounds
from tweipress.articles.models import Article
from tweipress.articles.staging import actions as staging
from tweipress.articles.staging import queries
from tweipress.articles.staging.models import Notice, StagedText
from tweipress.autosave.models import WorkingCopy
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused

POST, SECRET = "/post/how-bees-vote/", "A secret of tomorrow."


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return a published article."""
    draft = actions.save_draft(id_of(stage.author), data())
    actions.publish(draft)
    stage.books.clock.advance(3600)
    return fresh(draft)


def now(article: Article) -> str:
    """Return what somebody knows who has just looked."""
    return queries.edition(fresh(article), queries.current(fresh(article)))


def stage_text(stage: Stage, article: Article, lead: str = SECRET, name: str = "author") -> None:
    """Keep a text with another lead without showing it."""
    kept = staging.save(id_of(stage.cast[name]), article, data(lead=lead), now(article))
    assert kept is None


def page_of(article: Article) -> str:
    return f"/write/{article.code}/staged/"


def answered(stage: Stage, article: Article, do: str, name: str = "author", **fields: str) -> Any:
    sent = {"do": do, "base": now(article), **fields}
    return signed_in(stage.cast[name]).post(page_of(article), sent)


def sent(article: Article, lead: str, **changes: str) -> dict[str, str]:
    return {**form(lead=lead), "base": now(article), **changes}


def reason(refused: Refused | None) -> Refusal | None:
    return refused.reason if refused else None


def test_a_changed_text_is_saved_compared_and_shown(stage: Stage, article: Article) -> None:
    browser = signed_in(stage.author)
    answer = browser.post(f"{page_of(article)}edit/", sent(article, SECRET))
    assert (answer.status_code, answer["Location"]) == (303, page_of(article))
    page = shown(browser.get(page_of(article)))
    assert "Saved by author on 1 January 2026, 01:00 UTC" in page
    assert f"Lead: added [added: {SECRET} ]" in page
    assert "A changed text waits" in shown(browser.get("/write/"))
    assert fresh(article).versions == 1
    answer = answered(stage, article, "show", kind="correction", text="The lead was missing.")
    assert (answer.status_code, answer["Location"]) == (303, POST)
    assert (fresh(article).lead, fresh(article).versions) == (SECRET, 2)
    assert "The lead was missing." in shown(Client().get(POST))
    assert "No changed text waits" in shown(browser.get(page_of(article)))
    assert not StagedText.objects.exists()


def test_an_editor_of_the_shown_text_keeps_it_from_readers_by_another_button(
    stage: Stage, article: Article
) -> None:
    window = Window(stage.author, article)
    answer = window.saves("A new body.", do="stage")
    assert (answer.status_code, answer["Location"]) == (303, page_of(article))
    assert fresh(article).versions == 1
    assert StagedText.objects.get().sections[0]["blocks"][0]["text"] == "A new body."
    again = window.saves("Another body.", do="stage")
    assert (again.status_code, refusals(again)) == (409, ["VERSION_NEWER"])
    assert "A new body." in again.content.decode()
    assert typed(again, "body") == "Another body."
    copy = WorkingCopy.objects.get(is_saved=False)
    opened = window.browser.get(f"{page_of(article)}edit/?copy={copy.key}")
    assert typed(opened, "body") == "Another body."


def test_readers_feeds_search_and_cards_see_nothing_of_it(stage: Stage, article: Article) -> None:
    places = [
        *(POST, "/", "/section/Nature/", f"{POST}versions/", f"{POST}versions/1/"),
        *(f"/feeds/{form}/" for form in ("rss", "atom", "json")),
        *("/sitemap.xml", "/sitemap/news.xml", "/sitemap/articles/0.xml", "/corrections/"),
        *("/search/?q=secret", "/search/?q=zebras", "/member/author/"),
    ]

    def seen() -> list[str]:
        pages = [Client().get(place).content.decode() for place in places]
        return [re.sub(r'(nonce|value)="[^"]*"', "", page) for page in pages]

    before = seen()
    changed = data(title="On zebras", lead=SECRET)
    assert staging.save(id_of(stage.author), article, changed, now(article)) is None
    stage.books.clock.advance(5)
    assert seen() == before
    outsider = signed_in(stage.outsider)
    for path in (page_of(article), f"{page_of(article)}edit/", f"/write/{article.code}/texts/"):
        assert outsider.get(path).status_code == 404


@pytest.mark.parametrize("name", ["outsider", "moderator", "operator"])
def test_nobody_else_shows_or_throws_away(stage: Stage, article: Article, name: str) -> None:
    stage_text(stage, article)
    for do in ("show", "throw"):
        assert answered(stage, article, do, name).status_code == 404
    edit = signed_in(stage.cast[name]).post(f"{page_of(article)}edit/", sent(article, "Mine."))
    assert edit.status_code == 404
    assert (fresh(article).versions, StagedText.objects.get().lead) == (1, SECRET)


def test_what_is_thrown_away_can_be_brought_back(stage: Stage, article: Article) -> None:
    stage_text(stage, article)
    gone = StagedText.objects.get()
    answer = answered(stage, article, "throw", "editor")
    assert answer.status_code == 303
    assert queries.current(article) is None
    browser = signed_in(stage.author)
    assert f"?staged={gone.pk}" in browser.get(answer["Location"]).content.decode()
    opened = browser.get(f"{page_of(article)}edit/?staged={gone.pk}")
    assert typed(opened, "lead") == SECRET
    again = answered(stage, article, "throw")
    assert (again.status_code, refusals(again)) == (409, ["STAGED_GONE"])
    again = answered(stage, article, "show")
    assert (again.status_code, refusals(again)) == (409, ["STAGED_GONE"])


def test_the_later_of_two_sees_both_and_chooses(stage: Stage, article: Article) -> None:
    first, later = sent(article, "Theirs."), sent(article, "Mine.")
    edit = f"{page_of(article)}edit/"
    assert signed_in(stage.editor).post(edit, first).status_code == 303
    browser = signed_in(stage.author)
    answer = browser.post(edit, later)
    assert (answer.status_code, refusals(answer)) == (409, ["VERSION_NEWER"])
    assert "Theirs." in answer.content.decode()
    assert typed(answer, "lead").strip() == "Mine."
    assert browser.post(edit, sent(article, "Mine.")).status_code == 303
    assert [row.lead for row in queries.kept(article)] == ["Mine.", "Theirs."]


def test_who_saves_over_both_a_newer_shown_text_and_one_that_waits_sees_each(
    stage: Stage, article: Article
) -> None:
    mine = sent(article, "Mine.")
    stage_text(stage, article, "Waits.", "editor")
    assert actions.edit(id_of(stage.editor), article, data(lead="Is shown.")) is None
    browser, edit = signed_in(stage.author), f"{page_of(article)}edit/"
    said = []
    for _ in range(2):
        answer = browser.post(edit, mine)
        assert answer.status_code == 409
        page = answer.content.decode()
        said.append([text for text in ("Waits.", "Is shown.") if text in page])
        mine["base"] = re.findall(r'name="base" value="([^"]*)"', page)[0]
    assert said == [["Waits."], ["Is shown."]]
    assert browser.post(edit, mine).status_code == 303


def test_a_text_older_than_the_shown_one_says_so_and_both_are_put_together(
    stage: Stage, article: Article
) -> None:
    stage_text(stage, article)
    known = now(article)
    assert actions.edit(id_of(stage.editor), article, data(lead="Urgent.")) is None
    late = answered(stage, article, "show", base=known)
    assert (late.status_code, refusals(late)) == (409, ["VERSION_NEWER"])
    browser = signed_in(stage.author)
    page = browser.get(page_of(article))
    assert "editor changed what readers see on 1 January 2026, 01:00 UTC" in shown(page)
    assert "data-outdated" in page.content.decode()
    opened = browser.get(f"{page_of(article)}edit/")
    assert "Urgent." in opened.content.decode()
    assert typed(opened, "lead").strip() == SECRET
    stage_text(stage, article, f"Urgent. {SECRET}")
    assert "data-outdated" not in browser.get(page_of(article)).content.decode()
    assert answered(stage, article, "show").status_code == 303
    assert fresh(article).lead == f"Urgent. {SECRET}"


@pytest.mark.parametrize("base", ["", "staged.none.", "public.0", "x" * 5000, "\u202e", "staged.."])
def test_a_form_that_does_not_say_what_it_knows_changes_nothing(
    stage: Stage, article: Article, base: str
) -> None:
    stage_text(stage, article)
    for do in ("show", "throw"):
        answer = answered(stage, article, do, base=base)
        assert (answer.status_code, refusals(answer)) == (409, ["VERSION_NEWER"])
    answer = signed_in(stage.author).post(f"{page_of(article)}edit/", sent(article, "x", base=base))
    assert answer.status_code == 409
    assert (fresh(article).versions, StagedText.objects.get().lead) == (1, SECRET)


def test_many_who_show_at_once_show_one_edit_with_one_notice(
    stage: Stage, article: Article
) -> None:
    stage_text(stage, article)
    base, said = now(article), ("correction", "A lead was missing.")

    def show() -> Refused | None:
        return staging.show(id_of(stage.author), fresh(article), base, said)

    came = at_once(*[show] * 5)
    assert came.count(None) == 1
    refused = {reason(each) for each in came if each}
    assert refused <= {Refusal.STAGED_GONE, Refusal.VERSION_NEWER}
    assert (fresh(article).versions, Notice.objects.count()) == (2, 1)


def test_a_notice_that_is_refused_shows_nothing(stage: Stage, article: Article) -> None:
    stage_text(stage, article)
    answer = answered(stage, article, "show", kind="withdrawal", text="x")
    assert answer.status_code == 422
    refused = staging.show(id_of(stage.author), article, now(article), ("rumour", "x"))
    assert reason(refused) is Refusal.MALFORMED
    long = answered(stage, article, "show", kind="update", text="x" * 5000)
    assert long.status_code == 422
    assert "x" * 5000 in long.content.decode()
    assert (fresh(article).versions, fresh(article).lead) == (1, "")
    assert queries.current(fresh(article)) is not None


def test_showing_counts_as_an_edit_and_has_its_limits(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "EDITS_A_DAY_MAX", 1)
    stage_text(stage, article, "Once.")
    assert answered(stage, article, "show").status_code == 303
    stage_text(stage, article, "Twice.")
    answer = answered(stage, article, "show")
    assert (answer.status_code, refusals(answer)) == (429, ["EDITS_SPENT"])
    short = staging.save(id_of(stage.author), article, data(20, lead="Short."), now(article))
    assert short is None
    answer = answered(stage, article, "show", "editor")
    assert (answer.status_code, refusals(answer)) == (422, ["TOO_SHORT"])
    assert queries.current(fresh(article)) is not None


def test_a_copy_of_another_article_that_is_shown_pays_nobody(
    stage: Stage, article: Article
) -> None:
    other = actions.save_draft(id_of(stage.editor), data(title="B", sections=prose("bee")))
    actions.publish(other)
    copied = data(title="C", sections=prose("bee"))
    assert staging.save(id_of(stage.author), article, copied, now(article)) is None
    from tweipress.articles import queries as articles  # noqa: PLC0415  # beside the other queries

    assert articles.is_payable(article)
    assert answered(stage, article, "show").status_code == 303
    assert not articles.is_payable(fresh(article))


def prose(word: str) -> list[dict[str, Any]]:
    text = " ".join(f"{word}{number}" for number in range(300))
    return [{"heading": "", "blocks": [{"kind": "paragraph", "text": text}]}]
