"""Changed texts over time: brought back, autosaved, taken along, and what is left of none."""

from io import BytesIO

import pytest
from django.test import Client

from tests.articles.conftest import data, fresh
from tests.articles.staging.test_changes import (
    POST,
    SECRET,
    answered,
    article,
    now,
    page_of,
    reason,
    sent,
    stage_text,
)
from tests.articles.test_pages import SCRIPT, refusals, shown, typed
from tests.autosave.conftest import Window, told
from tests.http.stage import Stage, id_of, signed_in
from tests.pictures.hostile import photograph
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.articles.staging import actions as staging
from tweipress.articles.staging import queries, waiting
from tweipress.articles.staging.models import StagedText
from tweipress.autosave.models import WorkingCopy
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.pictures import actions as pictures

__all__ = ["article"]


def test_the_last_texts_that_were_saved_over_are_kept(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "EARLIER_MAX", 2)
    for turn in range(5):
        stage_text(stage, article, f"Text {turn}.")
    stage_text(stage, article, "Text 4.")
    kept = [(row.lead, row.is_current) for row in queries.kept(article)]
    assert kept == [("Text 4.", True), ("Text 3.", False), ("Text 2.", False)]


def test_an_earlier_version_is_brought_back_as_a_text_that_waits(
    stage: Stage, article: Article
) -> None:
    assert actions.edit(id_of(stage.editor), article, data(lead="Worse.")) is None
    first = article.revisions.get(number=1)
    browser = signed_in(stage.author)
    edit = f"{page_of(article)}edit/?version={first.pk}"
    assert edit in browser.get(f"{POST}versions/1/").content.decode()
    assert edit in browser.get(f"/write/{article.code}/texts/").content.decode()
    assert edit not in Client().get(f"{POST}versions/1/").content.decode()
    assert typed(browser.get(edit), "lead").strip() == ""
    assert browser.post(edit, sent(article, "")).status_code == 303
    assert fresh(article).lead == "Worse."
    assert answered(stage, article, "show").status_code == 303
    assert (fresh(article).lead, fresh(article).versions) == ("", 3)
    assert article.revisions.count() == 3


def test_a_version_that_was_taken_away_is_not_brought_back(stage: Stage, article: Article) -> None:
    stage_text(stage, article)
    assert answered(stage, article, "show").status_code == 303
    assert actions.edit(id_of(stage.author), article, data(lead="Now.")) is None
    stage_text(stage, article)  # the text of version 2 waits once more
    second = article.revisions.get(number=2)
    assert actions.take_away(id_of(stage.moderator), fresh(article), second, "Private.") is None
    assert not StagedText.objects.exists()
    for edit in (f"{page_of(article)}edit/", f"/write/{article.code}/"):
        answer = signed_in(stage.author).get(f"{edit}?version={second.pk}")
        assert (answer.status_code, refusals(answer)) == (409, ["VERSION_GONE"])
        assert typed(answer, "lead").strip() == "Now."
    secret, author = data(lead=SECRET), id_of(stage.author)
    refused = staging.save(author, article, secret, now(article))
    assert reason(refused) is Refusal.VERSION_GONE
    assert reason(actions.edit(author, fresh(article), secret)) is Refusal.VERSION_GONE


def test_what_is_typed_is_autosaved_beside_that_of_the_shown_text(
    stage: Stage, article: Article
) -> None:
    class Staged(Window):
        @property
        def path(self) -> str:
            return f"{page_of(article)}edit/"

    window = Staged(stage.author, article, base=now(article))
    said = told(window.types("Half a sentence"))
    assert (said["newer"], said["open"]) == ("", f"{window.path}?copy={window.key}")
    assert WorkingCopy.objects.get().subject == f"staged:{article.pk}"
    opened = window.browser.get(said["open"])
    assert typed(opened, "body") == "Half a sentence"
    assert "other text here" not in shown(window.browser.get(f"/write/{article.code}/"))
    stage_text(stage, article, name="editor")
    assert "editor saved a newer version" in told(window.types("Half a sentence more"))["newer"]
    assert window.saves("Half a sentence more").status_code == 409
    listed = signed_in(stage.author).get(f"/write/{article.code}/texts/").content.decode()
    assert f"{window.path}?copy={window.key}" in listed


def test_hostile_words_stay_words(stage: Stage, article: Article) -> None:
    stage_text(stage, article, SCRIPT)
    browser = signed_in(stage.author)
    for path in (page_of(article), f"{page_of(article)}edit/", f"/write/{article.code}/texts/"):
        assert SCRIPT not in browser.get(path).content.decode()


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 30, ""])
def test_a_text_that_is_not_there_is_not_opened(stage: Stage, article: Article, asked: str) -> None:
    stage_text(stage, article)
    browser = signed_in(stage.author)
    for name in ("staged", "version", "copy"):
        page = browser.get(f"{page_of(article)}edit/?{name}={asked}")
        assert page.status_code == 200
        assert typed(page, "lead").strip() == SECRET


def test_a_draft_and_what_was_taken_back_have_no_changed_text(
    stage: Stage, article: Article
) -> None:
    draft = actions.save_draft(id_of(stage.author), data(title="A draft"))
    browser = signed_in(stage.author)
    for path in (page_of(draft), f"{page_of(draft)}edit/"):
        assert browser.get(path).status_code == 404
    stage_text(stage, article)
    actions.take_back(id_of(stage.author), article, "Invented.")
    answer = answered(stage, article, "show")
    assert (answer.status_code, refusals(answer)) == (409, ["ARTICLE_UNDONE"])
    late = browser.post(f"{page_of(article)}edit/", sent(article, "Late."))
    assert (late.status_code, refusals(late)) == (409, ["ARTICLE_UNDONE"])
    assert typed(late, "lead").strip() == "Late."
    actions.delete_texts(id_of(stage.author))
    assert not StagedText.objects.exists()


def test_a_picture_of_a_text_that_waits_is_in_use(stage: Stage, article: Article) -> None:
    added = pictures.add(id_of(stage.author), BytesIO(photograph(60, 40)), "b.jpg", {"alt": "B"})
    assert not isinstance(added, Refused), added
    number = added.picture.number
    shows = data()["sections"]
    shows[0]["blocks"].append({"kind": "picture", "picture": number, "alt": "Bees"})
    author = id_of(stage.author)
    assert staging.save(author, article, data(sections=shows), now(article)) is None
    assert reason(pictures.delete(author, number)) is Refusal.PICTURE_USED
    page = signed_in(stage.author).get(f"/pictures/{number}/")
    assert "A changed text that is not shown yet" in shown(page)
    assert staging.throw_away(fresh(article), now(article)) is None
    assert pictures.delete(author, number) is None


def test_who_leaves_takes_the_own_changed_texts_along_and_leaves_none(
    stage: Stage, article: Article
) -> None:
    stage_text(stage, article)
    stage_text(stage, article, "An editor's.", "editor")
    assert [row.lead for row in queries.written_by(id_of(stage.author))] == [SECRET]
    staging.forget_all(id_of(stage.author))
    assert [row.lead for row in queries.kept(article)] == ["An editor's."]
