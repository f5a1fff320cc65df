"""From a draft to a published article, and what the books refuse on the way."""

import pytest

from tests.articles.conftest import booked, data, fresh
from tests.http.stage import Stage, id_of
from tests.lost_answers import lost_answers
from tweipress.articles import actions, queries
from tweipress.articles.models import Article, Revision
from tweipress.articles.text.faults import ContentError
from tweipress.bank import Receipt, clock
from tweipress.bank import queries as books
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.state.outcome import Refused
from tweipress.language.refusals import sentence


def refused_name(answered: Receipt | Refused | None) -> str:
    assert isinstance(answered, Refused), answered
    return answered.name


def test_a_draft_is_published_for_its_price(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    before_twei = stage.spendable_twei(stage.author)
    receipt = actions.publish(draft)
    assert isinstance(receipt, Receipt)
    article = fresh(draft)
    assert article.posting_seq == receipt.seq
    assert article.state == "published"
    assert article.slug == "how-bees-vote"
    assert stage.spendable_twei(stage.author) == before_twei - books.tariff().publish_twei


def test_the_books_and_the_page_agree_on_timing_and_parts(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data(700))
    actions.publish(article)
    offer = books.offers([article.pk], None)[article.pk]
    assert (offer.time_to_read_s, offer.sections) == (177, 5)
    assert (article.time_to_read_s, article.parts) == (177, 5)
    assert sum(fresh(article).part_words) == article.words == 700
    assert len(queries.body(fresh(article))) == 5


def test_a_second_click_pays_once(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    in_another_tab = fresh(draft)
    first = actions.publish(draft)
    after_twei = stage.spendable_twei(stage.author)
    assert actions.publish(in_another_tab) == first
    assert refused_name(actions.publish(draft)) == "ALREADY_PUBLISHED"
    assert stage.spendable_twei(stage.author) == after_twei
    assert fresh(draft).state == "published"


def test_a_short_text_is_refused_by_the_rule_and_kept(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data(99))
    postings = stage.seq()
    assert refused_name(actions.publish(draft)) == "TOO_SHORT"
    kept = fresh(draft)
    assert kept.is_draft
    assert kept.refusal == "TOO_SHORT"
    assert kept.refused is not None
    assert "This one has 99" in sentence(kept.refused)
    assert stage.seq() == postings


def test_a_hundred_words_are_enough(stage: Stage) -> None:
    assert isinstance(actions.publish(actions.save_draft(id_of(stage.author), data(100))), Receipt)


def test_without_funds_nothing_is_published(stage: Stage) -> None:
    poor = stage.enter("poor", 49, "contributor")
    draft = actions.save_draft(id_of(poor), data())
    assert refused_name(actions.publish(draft)) == "FUNDS_SHORT"
    assert fresh(draft).refusal == "FUNDS_SHORT"


def test_a_low_level_cannot_publish(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.outsider), data())
    assert refused_name(actions.publish(draft)) == "LEVEL_TOO_LOW"


def test_the_second_article_of_a_day_waits_for_the_next_one(stage: Stage) -> None:
    actions.publish(actions.save_draft(id_of(stage.author), data()))
    second = actions.save_draft(id_of(stage.author), data())
    assert refused_name(actions.publish(second)) == "PUBLISHES_SPENT"
    stage.books.next_day()
    assert isinstance(actions.publish(second), Receipt)
    assert fresh(second).refusal == ""


def test_a_closed_day_refuses_and_keeps_the_draft(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    stage.done(CloseDay())
    assert refused_name(actions.publish(draft)) == "DAY_CLOSED"
    assert fresh(draft).is_draft


def test_the_same_title_gets_an_address_of_its_own(stage: Stage) -> None:
    first = actions.save_draft(id_of(stage.author), data())
    second = actions.save_draft(id_of(stage.editor), data())
    actions.publish(first)
    actions.publish(second)
    assert fresh(second).slug.startswith("how-bees-vote-")


def test_a_title_without_letters_has_an_address_too(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data(title="蜂の投票！"))
    actions.publish(article)
    assert queries.by_slug(fresh(article).slug) == article


def test_an_edited_article_keeps_price_date_timing_and_number_of_parts(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data(700))
    actions.publish(article)
    before = fresh(article)
    assert actions.edit(id_of(stage.author), article, data(120, title="Another title")) is None
    after = fresh(article)
    assert (after.title, after.words) == ("Another title", 120)
    for name in ("slug", "posting_seq", "published_at", "time_to_read_s", "parts"):
        assert getattr(after, name) == getattr(before, name)
    assert [part.words for part in queries.body(after)] == [20, 30, 20, 30, 20]


def test_an_edited_article_stays_long_enough(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    assert refused_name(actions.edit(id_of(stage.author), article, data(99))) == "TOO_SHORT"
    assert fresh(article).words == 300


def test_a_draft_is_not_saved_over_a_published_text(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data(700))
    in_another_tab = fresh(draft)
    actions.publish(draft)
    with pytest.raises(actions.LockedError) as locked:
        actions.save_draft(id_of(stage.author), data(2000), in_another_tab)
    assert locked.value.refused.name == "ALREADY_PUBLISHED"
    assert fresh(draft).parts == len(queries.body(fresh(draft))) == 5


def test_every_version_is_kept_with_who_wrote_it(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    actions.edit(id_of(stage.editor), article, data(200, lead="Changed."))
    kept = Revision.objects.filter(article=article).values_list("writer__name", "lead")
    assert list(kept) == [("editor", "Changed."), ("author", "")]
    assert fresh(article).author == stage.author


def test_what_cannot_be_kept_changes_nothing(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    with pytest.raises(ContentError):
        actions.save_draft(id_of(stage.author), data(title=""), article)
    with pytest.raises(ContentError):
        actions.save_draft(id_of(stage.author), data(20_000))
    assert Article.objects.count() == 1
    assert fresh(article).title == "How bees vote"


def test_an_author_takes_an_article_back_once(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    assert isinstance(actions.take_back(id_of(stage.author), article, " A  mistake. "), Receipt)
    article = fresh(article)
    assert (article.state, article.undo_reason) == ("taken_back", "A mistake.")
    assert booked(article).undone
    assert (
        refused_name(actions.take_back(id_of(stage.author), article, "Again.")) == "ARTICLE_UNDONE"
    )
    assert refused_name(actions.edit(id_of(stage.author), article, data())) == "ARTICLE_UNDONE"
    assert refused_name(actions.publish(article)) == "ALREADY_PUBLISHED"


@pytest.mark.parametrize(
    ("who", "reason", "name"),
    [
        ("outsider", "I dislike it.", "ROLE_MISSING"),
        ("author", " \n ", "REASON_MISSING"),
        ("author", "x" * 201, "TEXT_TOO_LONG"),
    ],
)
def test_taking_back_needs_the_right_and_a_reason(
    stage: Stage, who: str, reason: str, name: str
) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    assert refused_name(actions.take_back(id_of(stage.cast[who]), article, reason)) == name
    assert fresh(article).state == "published"
    assert fresh(article).undo_by is None


def test_an_editor_takes_back_anothers_article(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    assert isinstance(actions.take_back(id_of(stage.editor), article, "Not true."), Receipt)


def test_what_a_crash_left_open_is_published_if_the_books_know_it(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data(700))
    receipt = actions.publish(draft)
    assert isinstance(receipt, Receipt)
    published = fresh(draft)
    forgotten = Article.objects.filter(pk=draft.pk)
    forgotten.update(asked=True, posting_seq=None, published_at=None, dated_at=None)
    assert queries.by_slug("how-bees-vote") is None
    assert actions.resume_open() == 1
    resumed = fresh(draft)
    for name in ("posting_seq", "published_at", "dated_at", "time_to_read_s", "parts", "asked"):
        assert getattr(resumed, name) == getattr(published, name)
    assert actions.resume_open() == 0


def test_what_a_crash_left_open_is_a_draft_if_the_books_do_not_know_it(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    Article.objects.filter(pk=draft.pk).update(asked=True)
    postings = stage.seq()
    assert actions.resume_open() == 1
    assert fresh(draft).refusal == "BOOKS_FAILED"
    assert stage.seq() == postings
    assert isinstance(actions.publish(fresh(draft)), Receipt)


def test_a_taking_back_that_a_crash_left_open_is_noted(stage: Stage) -> None:
    known = actions.save_draft(id_of(stage.author), data())
    unknown = actions.save_draft(id_of(stage.editor), data())
    for article in (known, unknown):
        actions.publish(article)
    actions.take_back(id_of(stage.author), known, "A mistake.")
    Article.objects.filter(pk=known.pk).update(undo_seq=None)
    Article.objects.filter(pk=unknown.pk).update(undo_by=stage.editor, undo_reason="Lost.")
    assert actions.resume_open() == 2
    assert fresh(known).state == "taken_back"
    assert (fresh(unknown).state, fresh(unknown).undo_reason) == ("published", "")


def test_a_publication_whose_answer_was_lost_keeps_its_text_until_it_is_noted(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    with lost_answers():
        assert refused_name(actions.publish(draft)) == "BOOKS_FAILED"
    with pytest.raises(actions.LockedError) as locked:
        actions.save_draft(id_of(stage.author), data(700), fresh(draft))
    shown = queries.saving(id_of(stage.author), fresh(draft))
    assert locked.value.refused.name == refused_name(shown) == "PUBLICATION_OPEN"
    assert actions.resume_open() == 1
    assert (fresh(draft).state, fresh(draft).words) == ("published", 300)


def test_a_publication_whose_answer_was_lost_can_be_asked_for_again(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    with lost_answers():
        actions.publish(draft)
    postings = stage.seq()
    assert isinstance(actions.publish(fresh(draft)), Receipt)
    assert (fresh(draft).state, stage.seq()) == ("published", postings)


def test_a_taking_back_whose_answer_was_lost_stands_with_its_first_reason(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    with lost_answers():
        answered = actions.take_back(id_of(stage.author), article, "A mistake.")
    assert refused_name(answered) == "BOOKS_FAILED"
    assert isinstance(actions.take_back(id_of(stage.author), article, "Wrong."), Receipt)
    assert (fresh(article).state, fresh(article).undo_reason) == ("taken_back", "A mistake.")


def test_a_taking_back_that_the_rule_refused_late_makes_room_for_another(stage: Stage) -> None:
    article = actions.save_draft(id_of(stage.author), data())
    actions.publish(article)
    with lost_answers():
        actions.take_back(id_of(stage.reader), article, "I do not like it.")
    assert isinstance(actions.take_back(id_of(stage.author), article, "Wrong."), Receipt)
    assert fresh(article).undo_reason == "Wrong."


def test_a_draft_has_the_time_of_the_one_clock(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.author), data())
    began = clock.now()
    stage.books.clock.advance(60)
    actions.save_draft(id_of(stage.author), data(700), fresh(draft))
    assert (fresh(draft).created, fresh(draft).updated) == (began, clock.now())
    assert [revision.at for revision in draft.revisions.all()] == [clock.now(), began]
