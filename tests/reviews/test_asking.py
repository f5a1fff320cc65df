"""An author asks for a review: what it costs is said before, and what was decided afterwards."""

import threading
import time
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from harness.process import PATIENCE_S
from tests.articles.conftest import booked, data, form_for, fresh, given_twei
from tests.http.stage import Stage, id_of, signed_in
from tests.reviews.conftest import Court
from tweipress import bank
from tweipress.articles import actions as articles
from tweipress.articles import approvals, drafts
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask
from tweipress.people.models import Member
from tweipress.reviews import actions

SAVING_S = 0.5
"""How long a save goes on after the books have accepted: a look at the draft takes less."""


def page(member: Member, draft: Article) -> str:
    """Return the page on which a draft is published."""
    return signed_in(member).get(f"/write/{draft.code}/publish/").content.decode()


def sent(member: Member, draft: Article, what: str = "", key: str = "") -> tuple[int, str]:
    """Send the form that asks or withdraws; return status and page."""
    path = f"/write/{draft.code}/review/{what}"
    answered = signed_in(member).post(path, {"key": key or fresh_key()})
    return answered.status_code, answered.content.decode()


def decide(court: Court, *, approves: bool, reason: str = "Looked at it.") -> None:
    """Let the editor decide."""
    done = actions.judge(
        id_of(court.stage.editor), ArticleId(court.draft.pk), reason, fresh_key(), approves=approves
    )
    assert isinstance(done, Receipt)


def test_the_price_and_its_return_are_said_before_the_click(stage: Stage, draft: Article) -> None:
    shown = page(stage.author, draft)
    assert "Ask for a review, for a bond of 200 Twei" in shown
    assert "or 14 days after publishing" in shown
    assert sent(stage.author, draft)[0] == 303
    shown = page(stage.author, draft)
    assert "Your article is under review." in shown
    assert "Withdraw" in shown


def test_a_jury_is_drawn_by_itself(court: Court) -> None:
    assert len(court.jury) == 3
    assert "3 jurors can answer until" in page(court.stage.author, court.draft)
    assert court.available_twei() == 300


def test_a_low_level_reads_from_which_level_on(stage: Stage) -> None:
    draft = articles.save_draft(id_of(stage.reader), data())
    assert "Available from LVL 15" in page(stage.reader, draft)
    status, said = sent(stage.reader, draft)
    assert (status, "LEVEL_TOO_LOW" in said) == (403, True)


def test_without_funds_nothing_is_asked(stage: Stage, draft: Article) -> None:
    stage.done(Role(MemberId(stage.outsider.pk), roles.Role.CONTRIBUTOR))
    poor = articles.save_draft(id_of(stage.outsider), data())
    status, said = sent(stage.outsider, poor)
    assert (status, "AVAILABLE_SHORT" in said) == (402, True)
    assert books.review(ArticleId(poor.pk)) is None


def test_asked_twice_it_is_asked_once(court: Court) -> None:
    status, said = sent(court.stage.author, court.draft)
    assert (status, "ALREADY_ASKED" in said) == (409, True)
    assert court.available_twei() == 300


def test_a_double_click_is_one_ask(stage: Stage, draft: Article) -> None:
    key = fresh_key()
    assert [sent(stage.author, draft, key=key)[0] for _ in "12"] == [303, 303]
    standing = books.standing(MemberId(stage.author.pk))
    assert standing is not None
    assert standing.available_twei == 300
    assert standing.bonded_twei == 200


def test_a_form_without_its_key_or_for_anothers_draft_does_nothing(
    stage: Stage, draft: Article
) -> None:
    assert signed_in(stage.author).post(f"/write/{draft.code}/review/").status_code == 422
    for member in (stage.reader, stage.editor):
        assert sent(member, draft)[0] == 404
    assert sent(stage.author, draft, "withdraw/")[0] == 404
    assert books.review(ArticleId(draft.pk)) is None


def test_a_short_text_is_refused(stage: Stage) -> None:
    short = articles.save_draft(id_of(stage.author), data(99))
    status, said = sent(stage.author, short)
    assert (status, "TOO_SHORT" in said) == (422, True)


def test_the_text_is_locked_until_it_is_withdrawn(court: Court) -> None:
    browser = signed_in(court.stage.author)
    path = f"/write/{court.draft.code}/"
    answered = browser.post(path, form_for(court.draft, title="Another title"))
    assert answered.status_code == 409
    assert "REVIEW_LOCKS" in answered.content.decode()
    with pytest.raises(articles.LockedError):
        articles.save_draft(id_of(court.stage.author), data(), court.draft)
    assert fresh(court.draft).title == "How bees vote"
    assert "Withdraw the request first" in browser.get(path).content.decode()
    assert sent(court.stage.author, court.draft, "withdraw/")[0] == 303
    assert court.available_twei() == 500
    assert browser.post(path, form_for(court.draft, title="Another title")).status_code == 303
    status, said = sent(court.stage.author, court.draft)
    assert (status, "REVIEW_RESTS" in said) == (429, True)


def test_an_editor_cannot_change_what_is_judged_either(court: Court) -> None:
    path = f"/write/{court.draft.code}/"
    assert signed_in(court.stage.editor).post(path, form_for(court.draft)).status_code == 409


def test_approved_it_is_published_as_reviewed(court: Court) -> None:
    decide(court, approves=True, reason="Well <b>sourced</b>.")
    shown = page(court.stage.author, court.draft)
    assert "Well &lt;b&gt;sourced&lt;/b&gt;." in shown
    assert "will be published as reviewed" in shown
    browser = signed_in(court.stage.author)
    assert browser.post(f"/write/{court.draft.code}/publish/").status_code == 303
    assert booked(court.draft).reviewed
    assert given_twei(court.draft) > 48
    assert court.available_twei() == 500 - 200 - 50


def test_the_wait_is_said_before_the_ask_and_grows_with_each_in_a_row(
    stage: Stage, court: Court
) -> None:
    author, draft = stage.author, court.draft
    assert "you can ask for a review again after 3 days" in page(author, draft)
    decide(court, approves=False)
    shown = page(author, draft)
    assert "after 6 days: 1 review in a row led to nothing" in shown
    assert "You can ask again from" in shown
    assert "Ask for a review" not in shown
    status, said = sent(author, draft)
    assert (status, "REVIEW_RESTS" in said) == (429, True)
    stage.books.next_day(4)
    assert "Ask for a review" in page(author, draft)
    assert sent(author, draft)[0] == 303
    assert "again after 6 days" in page(author, draft)
    assert sent(author, draft, "withdraw/")[0] == 303
    stage.books.next_day(4)
    assert sent(author, draft)[0] == 429


def test_before_a_decision_it_cannot_be_published(court: Court) -> None:
    answered = articles.publish(court.draft)
    assert isinstance(answered, Refused)
    assert answered.name == "REVIEW_LIVE"


def test_another_text_than_the_approved_one_is_not_published(court: Court) -> None:
    decide(court, approves=True)
    Article.objects.filter(pk=court.draft.pk).update(title="Buy honey")
    answered = articles.publish(fresh(court.draft))
    assert isinstance(answered, Refused)
    assert answered.name == "REVIEW_OTHER"
    assert court.state == "approved"


def test_a_text_saved_in_the_moment_of_asking_is_not_locked_with_a_review_of_another(
    stage: Stage, draft: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, asked = threading.Event(), threading.Event()
    find, do = approvals.locked, bank.do

    def locked_after_a_look(article: Article) -> Refused | None:
        refused = find(article)
        looked.set()
        assert asked.wait(PATIENCE_S)
        time.sleep(SAVING_S)
        return refused

    def asked_and_told(act: Any, key: str) -> Any:
        answered = do(act, key=key)
        asked.set()
        return answered

    monkeypatch.setattr(drafts, "locked", locked_after_a_look)
    monkeypatch.setattr("tweipress.reviews.actions.bank.do", asked_and_told)
    saving = threading.Thread(target=saved, args=(fresh(draft), id_of(stage.author)))
    saving.start()
    assert looked.wait(PATIENCE_S)
    answered = ask(id_of(stage.author), fresh(draft), fresh_key())
    saving.join()
    stored, review = fresh(draft), books.review(ArticleId(draft.pk))
    assert (stored.title, review is not None) == ("Saved meanwhile", True)
    assert isinstance(answered, Refused)
    assert answered.name == "REVIEW_OTHER"
    assert review is not None
    assert not review.review.is_live


def saved(draft: Article, writer: MemberId) -> None:
    """Save another title, in a thread."""
    try:
        articles.save_draft(writer, data(title="Saved meanwhile"), draft)
    finally:
        connections.close_all()


def test_not_approved_the_bond_is_back_and_the_reason_is_read(court: Court) -> None:
    decide(court, approves=False, reason="No source is named.")
    assert court.available_twei() == 500
    shown = page(court.stage.author, court.draft)
    assert "No source is named." in shown
    assert "An editor does not approve" in shown
    assert isinstance(articles.publish(fresh(court.draft)), Receipt)
    assert not booked(court.draft).reviewed


@pytest.mark.parametrize("what", ["", "withdraw/"])
def test_a_visitor_is_asked_to_sign_in(draft: Article, client: Client, what: str) -> None:
    answered = client.post(f"/write/{draft.code}/review/{what}")
    assert answered.status_code == 303
    assert "login" in answered["Location"]
