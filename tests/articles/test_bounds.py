"""How many drafts an author may have, how many versions are kept, and how often one may edit."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from tests.articles.conftest import data, form, form_for, fresh
from tests.articles.test_pages import refusals, shown
from tests.articles.test_publishing import refused_name
from tests.http.stage import Stage, id_of, signed_in
from tweipress import bank
from tweipress.articles import actions, approvals, bounds
from tweipress.articles.models import Article, Revision
from tweipress.bank import Receipt, clock
from tweipress.bank import queries as books
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.ids import ArticleId
from tweipress.core.money import BPS
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask
from tweipress.reviews import actions as reviews

SURE = {"do": "delete"}


@pytest.fixture(autouse=True)
def _low(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the bounds, so that they are reached soon."""
    monkeypatch.setattr(bounds, "DRAFTS_MAX", 3)
    monkeypatch.setattr(bounds, "DRAFT_VERSIONS_MAX", 3)
    monkeypatch.setattr(bounds, "EDITS_A_DAY_MAX", 4)
    monkeypatch.setattr(bounds, "EDITS_MAX", 6)


def published(stage: Stage) -> Article:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    Article.objects.update(published_at=clock.now() - timedelta(days=20))
    Revision.objects.update(at=clock.now() - timedelta(days=99))
    return fresh(article)


def edited(stage: Stage, article: Article, number: int, by: str = "author") -> str | None:
    """Edit an article and return the refusal's name, None if it was edited."""
    refused = actions.edit(id_of(stage.cast[by]), fresh(article), data(300, title=f"Bees {number}"))
    return refused.name if refused else None


def let_a_day_pass() -> None:
    for version in Revision.objects.all():
        Revision.objects.filter(pk=version.pk).update(at=version.at - timedelta(days=1))


def test_one_draft_more_than_fits_is_refused_and_the_text_stays_in_the_form(stage: Stage) -> None:
    browser = signed_in(stage.author)
    for number in range(3):
        assert browser.post("/write/new/", form(title=f"Bees {number}")).status_code == 303
    answer = browser.post("/write/new/", form(title="Bees for ever"))
    assert (answer.status_code, refusals(answer)) == (409, ["DRAFTS_MANY"])
    assert "Bees for ever" in answer.content.decode()
    assert "You have 3 drafts, as many as fit. Publish or delete one" in shown(answer)
    assert Article.objects.count() == 3


def test_who_has_as_many_drafts_as_fit_is_told_before_writing_another(stage: Stage) -> None:
    browser = signed_in(stage.author)
    for _ in range(3):
        actions.save_draft(id_of(stage.author), data())
    page = browser.get("/write/new/")
    assert "as many as fit" in shown(page)
    assert "<textarea" not in page.content.decode()
    assert browser.post("/write/new/", form(do="preview")).status_code == 200
    first = Article.objects.all()[0]
    assert browser.post(f"/write/{first.code}/", form_for(first)).status_code == 303
    actions.publish(Article.objects.all()[0])
    assert "<textarea" in browser.get("/write/new/").content.decode()


def test_drafts_of_others_and_imported_ones_are_not_in_the_way(stage: Stage) -> None:
    day = clock.now().date()
    for number in range(5):
        actions.save_old_draft(id_of(stage.author), data(), f"key-{number}", day)
    actions.save_draft(id_of(stage.editor), data())
    with pytest.raises(actions.LockedError):
        actions.save_draft(id_of(stage.author), data())


def test_drafts_begun_at_once_are_counted_one_by_one(stage: Stage) -> None:
    barrier, saved = threading.Barrier(6), []

    def begin() -> None:
        barrier.wait()
        try:
            saved.append(actions.save_draft(id_of(stage.author), data()))
        except actions.LockedError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(saved), Article.objects.count()) == (3, 3)


def test_a_draft_is_deleted_with_its_versions_by_its_author_alone(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    address = f"/write/{draft.code}/delete/"
    for other in (stage.editor, stage.outsider):
        assert signed_in(other).post(address, SURE).status_code == 404
    browser = signed_in(stage.author)
    assert "Delete the draft" in shown(browser.get(f"/write/{draft.code}/"))
    assert "This cannot be undone." in shown(browser.get(address))
    assert browser.post(address).status_code == 200
    assert Article.objects.count() == 1
    answer = browser.post(address, SURE)
    assert (answer.status_code, answer["Location"]) == (303, "/write/")
    assert (Article.objects.count(), Revision.objects.count()) == (0, 0)
    assert browser.post(address, SURE).status_code == 404


def test_a_published_article_is_not_deleted(stage: Stage) -> None:
    article = published(stage)
    address = f"/write/{article.code}/delete/"
    browser = signed_in(stage.author)
    assert [browser.get(address).status_code, browser.post(address, SURE).status_code] == [404, 404]
    refused = actions.delete_draft(article)
    assert refused is not None
    assert refused.name == "ALREADY_PUBLISHED"
    assert "Delete the draft" not in shown(browser.get(f"/write/{article.code}/"))


def test_a_draft_that_is_judged_or_being_published_is_not_deleted(stage: Stage) -> None:
    judged = ask_review(stage)
    sent = actions.save_draft(id_of(stage.author), data())
    Article.objects.filter(pk=sent.pk).update(asked=True)
    browser = signed_in(stage.author)
    for draft, reason in ((judged, "REVIEW_LOCKS"), (sent, "PUBLICATION_OPEN")):
        answer = browser.post(f"/write/{draft.code}/delete/", SURE)
        assert (answer.status_code, refusals(answer)) == (409, [reason])
    assert Article.objects.count() == 2


@pytest.mark.parametrize("when", ["before the books are asked", "after their answer"])
def test_a_review_of_a_draft_deleted_meanwhile_is_withdrawn_and_its_bond_is_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    draft, before_twei = actions.save_draft(id_of(stage.author), data()), 500
    real = bank.do

    def meanwhile(act: Any, key: str) -> Any:
        is_asking = isinstance(act, AskReview)
        if is_asking and when.startswith("before"):
            assert actions.delete_draft(draft) is None
        answered = real(act, key=key)
        if is_asking and when.startswith("after"):  # it had looked before the request was there
            with monkeypatch.context() as earlier:
                earlier.setattr(actions, "locked", lambda _: None)
                assert actions.delete_draft(draft) is None
        return answered

    monkeypatch.setattr("tweipress.reviews.actions.bank.do", meanwhile)
    answered = ask(id_of(stage.author), draft, fresh_key())
    assert refused_name(answered) == "UNKNOWN_ARTICLE"
    asked = books.review(ArticleId(draft.pk))
    assert asked is not None
    assert not asked.review.is_live
    standing = books.standing(id_of(stage.author))
    assert standing is not None
    assert standing.available_twei == before_twei


def test_a_draft_deleted_meanwhile_is_neither_saved_nor_published(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    in_another_tab, in_a_third = fresh(draft), fresh(draft)
    actions.delete_draft(draft)
    with pytest.raises(actions.LockedError) as gone:
        actions.save_draft(id_of(stage.author), data(), in_another_tab)
    assert gone.value.refused.name == "UNKNOWN_ARTICLE"
    assert refused_name(actions.publish(in_a_third)) == "UNKNOWN_ARTICLE"
    assert Article.objects.count() == 0


def test_the_same_text_saved_again_is_no_version(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    actions.save_draft(id_of(stage.editor), data(), draft)
    assert draft.revisions.count() == 1
    article = published(stage)
    for _ in range(9):
        assert actions.edit(id_of(stage.author), fresh(article), data()) is None
    assert article.revisions.count() == 1


def test_a_draft_keeps_its_newest_versions(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    for number in range(9):
        actions.save_draft(id_of(stage.author), data(title=f"Bees {number}"), draft)
    assert [version.title for version in draft.revisions.all()] == ["Bees 8", "Bees 7", "Bees 6"]


def test_the_version_that_a_review_was_about_stays(stage: Stage) -> None:
    draft = ask_review(stage)
    reviews.judge(id_of(stage.editor), ArticleId(draft.pk), "Not yet.", "no", approves=False)
    judged = approvals.digest(draft)
    for number in range(9):
        actions.save_draft(id_of(stage.author), data(title=f"Bees {number}"), fresh(draft))
    assert draft.revisions.count() == 4
    assert judged in {version.digest for version in draft.revisions.all()}


def test_an_approved_text_is_known_however_often_it_is_edited(stage: Stage) -> None:
    draft = ask_review(stage)
    reviews.judge(id_of(stage.editor), ArticleId(draft.pk), "Good.", "yes", approves=True)
    actions.publish(fresh(draft))
    for number in range(4):
        assert edited(stage, draft, number) is None
    assert approvals.kept_of_approved_bps(fresh(draft), draft.text) == BPS


def test_after_so_many_edits_in_a_day_their_writer_waits_and_nobody_else(stage: Stage) -> None:
    article = published(stage)
    assert [edited(stage, article, number) for number in range(4)] == [None] * 4
    browser = signed_in(stage.author)
    assert "edited this article 4 times within 24 hours" in shown(
        browser.get(f"/write/{article.code}/")
    )
    answer = browser.post(f"/write/{article.code}/", form_for(article, title="Bees 4"))
    assert (answer.status_code, refusals(answer)) == (429, ["EDITS_SPENT"])
    assert 0 < int(answer["Retry-After"]) <= 24 * 60 * 60 + 1
    assert edited(stage, article, 5) == "EDITS_SPENT"
    assert fresh(article).title == "Bees 3"
    assert edited(stage, article, 5, by="editor") is None
    let_a_day_pass()
    assert edited(stage, article, 6) is None


def test_after_so_many_edits_an_author_asks_an_editor(stage: Stage) -> None:
    article = published(stage)
    for number in range(6):
        let_a_day_pass()
        assert edited(stage, article, number) is None
    assert edited(stage, article, 7) == "EDITS_MANY"
    assert edited(stage, article, 7, by="editor") is None
    assert article.revisions.count() == 8


def test_edits_by_an_editor_are_none_of_the_authors(stage: Stage) -> None:
    article = published(stage)
    for number in range(6):
        let_a_day_pass()
        assert edited(stage, article, number, by="editor") is None
    assert edited(stage, article, 7) is None


def ask_review(stage: Stage) -> Article:
    """Return a draft of the author's under review by editors."""
    draft = actions.save_draft(id_of(stage.author), data())
    assert isinstance(ask(id_of(stage.author), draft, fresh_key()), Receipt)
    return fresh(draft)
