"""Schedules, embargoes and expiry: published once, by whoever pays, and never too early."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests.articles.conftest import fresh
from tests.articles.desk.conftest import ahead, drafted, planned, scheduled
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions as articles
from tweipress.articles import queries
from tweipress.articles.desk import actions, sending
from tweipress.articles.desk.queries import is_publication_due
from tweipress.articles.models import Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.outbox import later
from tweipress.pages.actions import desk


def reason(answered: object) -> Refusal | None:
    return answered.reason if isinstance(answered, Refused) else None


def test_a_scheduled_article_is_published_at_its_time_and_paid_for_once(stage: Stage) -> None:
    draft = scheduled(stage, hours=2)
    before = stage.spendable_twei(stage.author)
    assert not is_publication_due()
    desk.publish_due()
    assert fresh(draft).is_draft
    stage.books.clock.advance(2 * 3600)
    assert is_publication_due()
    desk.publish_due()
    desk.publish_due()
    assert fresh(draft).is_published
    assert stage.spendable_twei(stage.author) == before - 50
    assert planned(draft).publish_at is None
    assert planned(draft).missed_at is None
    assert not is_publication_due()


def test_a_missed_time_is_found_and_the_desk_says_so(stage: Stage) -> None:
    draft = scheduled(stage, hours=1)
    at = planned(draft).publish_at
    stage.books.clock.advance(4 * 3600)
    desk.publish_due()
    assert fresh(draft).is_published
    assert (planned(draft).missed_at, planned(draft).refusal) == (at, "")


def test_a_refusal_is_kept_for_the_desk_mailed_and_not_tried_again(
    stage: Stage,
) -> None:
    draft, good = scheduled(stage, words=20), scheduled(stage)
    stage.books.clock.advance(3600)
    desk.publish_due()
    desk.publish_due()
    later.drain()
    (letter,) = mail.outbox
    assert letter.to == [stage.author.email]
    assert f"/desk/plan/{draft.code}/" in str(letter.body)
    assert "100 words" in str(letter.body)
    assert fresh(draft).is_draft
    assert fresh(good).is_published
    assert planned(draft).refusal == "TOO_SHORT"
    assert planned(draft).publish_at is None
    assert not is_publication_due()


def test_a_kill_after_the_books_have_it_publishes_it_no_second_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = scheduled(stage)
    stage.books.clock.advance(3600)
    before = stage.spendable_twei(stage.author)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "_note", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            desk.publish_due()
    assert planned(draft).sending
    assert reason(actions.unschedule(id_of(stage.author), draft)) is Refusal.ALREADY_PUBLISHED
    desk.publish_due()
    assert not planned(draft).sending
    assert stage.spendable_twei(stage.author) == before - 50


def test_of_two_who_publish_at_once_the_later_one_changes_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = scheduled(stage)
    at = planned(draft).publish_at
    stage.books.clock.advance(4 * 3600)
    note, before = sending._note, stage.spendable_twei(stage.author)  # noqa: SLF001  # between claim and note another runner comes

    def overtaken(article: Article, answered: Refused | None) -> None:
        monkeypatch.setattr(sending, "_note", note)
        desk.publish_due()
        note(article, answered)

    monkeypatch.setattr(sending, "_note", overtaken)
    desk.publish_due()
    assert stage.spendable_twei(stage.author) == before - 50
    assert (planned(draft).missed_at, planned(draft).sending) == (at, False)


def test_what_is_on_its_way_to_the_books_is_not_put_off(stage: Stage) -> None:
    draft = scheduled(stage)
    type(planned(draft)).objects.update(sending=True)
    assert reason(actions.unschedule(id_of(stage.author), draft)) is Refusal.PUBLICATION_OPEN
    assert reason(actions.withdraw(id_of(stage.author), draft)) is Refusal.PUBLICATION_OPEN


def test_an_editor_spends_nobodys_twei_without_their_word(stage: Stage) -> None:
    draft, editor, author = drafted(stage), id_of(stage.editor), id_of(stage.author)
    at = ahead(hours=1)
    assert reason(actions.schedule(editor, draft, 0, at)) is Refusal.CONSENT_MISSING
    assert reason(actions.publish_now(editor, draft)) is Refusal.CONSENT_MISSING
    assert reason(actions.hand_in(editor, draft, editors_may=True)) is Refusal.CONSENT_MISSING
    assert actions.hand_in(author, draft, editors_may=True) is None
    assert actions.schedule(editor, draft, planned(draft).edition, at) is None
    assert actions.withdraw(author, draft) is None
    assert planned(draft).publish_at is None
    assert reason(actions.publish_now(editor, draft)) is Refusal.CONSENT_MISSING
    assert actions.hand_in(author, draft, editors_may=True) is None
    before = stage.spendable_twei(stage.editor)
    assert actions.publish_now(editor, draft) is None
    assert fresh(draft).is_published
    assert stage.spendable_twei(stage.editor) == before


def test_what_the_author_was_shown_is_what_the_author_agrees_to(stage: Stage) -> None:
    author, drafts = signed_in(stage.author), [drafted(stage), drafted(stage)]
    for draft, shown, answer in zip(drafts, ("49", "50"), (409, 303), strict=True):
        path = reverse("articles:publish", args=[draft.code])
        assert author.post(path, {"shown_twei": shown}).status_code == answer
    assert [fresh(draft).is_draft for draft in drafts] == [True, False]
    assert (
        actions.schedule(id_of(stage.author), drafts[0], 0, ahead(hours=1), shown_twei=49) is None
    )
    assert planned(drafts[0]).agreed_twei == 49
    assert actions.hand_in(id_of(stage.author), drafts[0], editors_may=True, shown_twei=99) is None
    assert planned(drafts[0]).agreed_twei == 50


def test_the_author_pays_no_more_than_agreed(stage: Stage) -> None:
    draft = scheduled(stage)
    type(planned(draft)).objects.update(agreed_twei=49)
    stage.books.clock.advance(3600)
    desk.publish_due()
    assert fresh(draft).is_draft
    assert planned(draft).refusal == "PRICE_ROSE"


def test_a_refused_click_leaves_the_schedule_as_it_was(stage: Stage) -> None:
    draft = scheduled(stage, words=20)
    at = planned(draft).publish_at
    assert reason(actions.publish_now(id_of(stage.author), draft)) is Refusal.TOO_SHORT
    assert (planned(draft).publish_at, planned(draft).sending) == (at, False)


@pytest.mark.parametrize("days", [-1, 0, 6 * 366])
def test_a_time_that_has_passed_or_is_far_away_is_refused(stage: Stage, days: int) -> None:
    draft = drafted(stage)
    answered = actions.schedule(id_of(stage.author), draft, 0, ahead(days=days))
    assert reason(answered) in {Refusal.TIME_PAST, Refusal.TIME_FAR}


def test_of_two_who_plan_at_once_the_later_one_overwrites_nothing(stage: Stage) -> None:
    draft = drafted(stage)
    assert actions.schedule(id_of(stage.author), draft, 0, ahead(hours=1)) is None
    until = ahead(minutes=5)
    late = actions.set_dates(id_of(stage.editor), draft, 0, until, None)
    assert reason(late) is Refusal.PAPER_CHANGED
    assert planned(draft).embargo_until is None


def test_under_an_embargo_nobody_publishes_whoever_asks(stage: Stage) -> None:
    draft, author = drafted(stage), id_of(stage.author)
    assert actions.set_dates(author, draft, 0, ahead(hours=2), None) is None
    assert reason(articles.publish(fresh(draft))) is Refusal.EMBARGOED
    assert reason(queries.publishing(fresh(draft)).refused) is Refusal.EMBARGOED
    assert reason(actions.schedule(author, draft, 1, ahead(hours=1))) is Refusal.EMBARGOED
    assert actions.schedule(author, draft, 1, ahead(hours=3)) is None
    late = actions.set_dates(author, draft, 2, ahead(hours=4), None)
    assert reason(late) is Refusal.EMBARGOED
    assert fresh(draft).is_draft
    stage.books.clock.advance(3 * 3600)
    desk.publish_due()
    assert fresh(draft).is_published


def test_an_expired_article_leaves_the_lists_and_keeps_its_page_and_its_money(
    stage: Stage,
) -> None:
    draft, author = drafted(stage), id_of(stage.author)
    articles.publish(draft)
    assert actions.set_dates(author, fresh(draft), 0, None, ahead(hours=1)) is None
    postings = stage.seq()
    stage.books.clock.advance(3600)
    assert actions.expire_due() == 1
    assert actions.expire_due() == 0
    assert (queries.front_page(), queries.of_author(author)) == ([], [])
    assert not hasattr(fresh(draft), "entry")
    kept = queries.by_slug(fresh(draft).slug)
    assert kept is not None
    assert kept.is_published
    assert stage.seq() == postings
    assert actions.set_dates(author, fresh(draft), 1, None, None) is None
    assert [row.pk for row in queries.front_page()] == [draft.pk]
    assert hasattr(fresh(draft), "entry")


def test_an_article_does_not_expire_before_it_is_published(stage: Stage) -> None:
    draft, author = scheduled(stage, hours=2), id_of(stage.author)
    early = actions.set_dates(author, draft, 1, None, ahead(hours=1))
    assert reason(early) is Refusal.EXPIRY_EARLY
    assert actions.set_dates(author, draft, 1, None, ahead(hours=3)) is None
    too_late = actions.schedule(author, draft, 2, ahead(hours=4))
    assert reason(too_late) is Refusal.EXPIRY_EARLY


def test_an_outsider_plans_nothing(stage: Stage) -> None:
    draft, outsider = scheduled(stage), id_of(stage.outsider)
    acts = (
        actions.schedule(outsider, draft, 1, ahead(hours=1)),
        actions.unschedule(outsider, draft),
        actions.set_dates(outsider, draft, 1, None, None),
        actions.withdraw(outsider, draft),
        actions.seen(outsider, draft),
    )
    assert {reason(answered) for answered in acts} == {Refusal.UNKNOWN_ARTICLE}
    assert Article.objects.get(pk=draft.pk).is_draft
    assert planned(draft).publish_at is not None
    assert timedelta(minutes=1) < sending.LATE
