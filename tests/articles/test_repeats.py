"""An article that repeats another is published, and pays nobody until an editor clears it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.db import connections

from tests.articles.conftest import data, form_for, fresh, given_twei
from tests.http.stage import Stage, id_of, signed_in
from tweipress import bank
from tweipress.articles import actions, queries
from tweipress.articles.models import Article, Fingerprint
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.ids import ArticleId
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.people.models import Member

Step = Callable[[], None]
WORDS = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("ane", "ile", "ode", "ure")]


def text(start: int, words: int = 300) -> str:
    """Return words in an order that another start does not have."""
    return " ".join(Random(start).choices(WORDS, k=words))


def draft(author: Member, *paragraphs: str) -> Article:
    """Save a draft."""
    blocks = [{"kind": "paragraph", "text": words} for words in paragraphs]
    return actions.save_draft(id_of(author), data(sections=[{"heading": "", "blocks": blocks}]))


def published(author: Member, *paragraphs: str) -> Article:
    """Publish an article."""
    article = draft(author, *paragraphs)
    assert isinstance(actions.publish(article), Receipt)
    return fresh(article)


def repeats(article: Article) -> int:
    """Return which article the books say it repeats, 0 for none."""
    repeat = books.repeat(ArticleId(article.pk))
    return repeat.of if repeat else 0


def page(member: Member | None, article: Article) -> str:
    """Return an article's page."""
    client = signed_in(member) if member else signed_in(Member.objects.get(name="outsider"))
    return client.get(f"/post/{article.slug}/").content.decode()


@pytest.mark.parametrize("blank", ["\u115f", "\u1160", "\u3164", "\uffa0"])
def test_letters_that_show_nothing_disguise_no_copy(stage: Stage, blank: str) -> None:
    first = published(stage.author, text(1), text(2))
    copied = (text(start).replace("n", f"n{blank}").replace("l", f"{blank}l") for start in (1, 2))
    copy = published(stage.editor, *copied)
    assert repeats(copy) == first.pk


def test_armenian_letters_disguise_no_copy(stage: Stage) -> None:
    first = published(stage.author, text(1), text(2))
    copy = published(stage.editor, text(1).replace("o", "օ"), text(2).replace("n", "ո"))
    assert repeats(copy) == first.pk


def test_a_draft_saved_while_it_is_published_changes_nothing_public(stage: Stage) -> None:
    first = published(stage.author, text(1), text(2))
    article = draft(stage.editor, text(5))
    loaded = fresh(article)  # in another tab, a moment before
    assert isinstance(actions.publish(article), Receipt)
    with pytest.raises(actions.LockedError):
        actions.save_draft(id_of(stage.editor), data(), loaded)
    assert fresh(article).sections != data()["sections"]
    assert repeats(fresh(article)) == repeats(first) == 0


def other_worker(monkeypatch: pytest.MonkeyPatch, before: Step, after: Step) -> None:
    """Let something happen before the act reaches the books, and before its answer is noted."""
    do = bank.do

    def slow(act: Act, key: str) -> bank.Answer:
        before()
        answered = do(act, key)
        after()
        return answered

    monkeypatch.setattr("tweipress.articles.actions.bank.do", slow)


def test_who_cannot_publish_is_not_the_first_of_a_text_for_a_moment(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    squatting, honest = draft(stage.outsider, text(7)), draft(stage.author, text(7))
    do = bank.do

    def publishes_meanwhile(act: Act, key: str) -> bank.Answer:
        if isinstance(act, Publish) and act.article == squatting.pk:
            assert isinstance(actions.publish(honest), Receipt)
        return do(act, key)

    monkeypatch.setattr("tweipress.articles.actions.bank.do", publishes_meanwhile)
    assert isinstance(actions.publish(squatting), Refused)
    assert isinstance(actions.publish(honest), Receipt)
    assert repeats(fresh(honest)) == 0


def test_a_worker_that_starts_while_another_publishes_lets_no_other_text_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(stage.author, text(1), text(2))
    article = draft(stage.editor, text(5))
    blocks = [{"kind": "paragraph", "text": words} for words in (text(1), text(2))]
    copied = data(sections=[{"heading": "", "blocks": blocks}])

    def restart() -> None:
        assert actions.resume_open() == 1
        actions.save_draft(id_of(stage.editor), copied, fresh(article))

    other_worker(monkeypatch, restart, lambda: None)
    assert isinstance(actions.publish(article), Receipt)
    public = fresh(article)
    assert public.sections[0]["blocks"][0]["text"] == text(5)
    assert text(5) in public.index_text
    assert text(5)[-20:] in page(stage.reader, public)
    assert len(queries.body(public)) == public.parts
    assert public.revisions.count() == 2
    assert repeats(public) == 0


def test_an_edit_before_the_first_worker_has_noted_its_answer_stands(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = draft(stage.editor, text(5))

    def edit() -> None:
        assert actions.resume_open() == 1
        assert actions.edit(id_of(stage.editor), fresh(article), data(title="Edited")) is None

    other_worker(monkeypatch, lambda: None, edit)
    assert isinstance(actions.publish(article), Receipt)
    assert fresh(article).title == "Edited"
    assert "word300" in page(stage.reader, fresh(article))


def test_what_is_saved_before_the_act_is_what_is_looked_at(stage: Stage) -> None:
    first = published(stage.author, text(1), text(2))
    article = draft(stage.editor, text(5))
    loaded = fresh(article)
    blocks = [{"kind": "paragraph", "text": words} for words in (text(1), text(2))]
    actions.save_draft(
        id_of(stage.editor), data(sections=[{"heading": "", "blocks": blocks}]), article
    )
    assert isinstance(actions.publish(loaded), Receipt)
    assert repeats(fresh(article)) == first.pk


def test_the_first_is_paid_and_its_copy_is_not(stage: Stage) -> None:
    first = published(stage.author, text(1), text(2))
    copy = published(stage.editor, text(2).upper(), text(1).replace(" ", " \u200b"))
    assert (repeats(first), repeats(copy)) == (0, first.pk)
    offers = books.offers([first.pk, copy.pk], None)
    assert offers[first.pk].quote_twei > 0
    assert (offers[copy.pk].quote_twei, given_twei(copy)) == (0, 30)


def test_author_and_readers_read_why_and_of_what(stage: Stage) -> None:
    first = published(stage.author, text(1))
    own = draft(stage.editor, text(1))
    path = f"/write/{own.code}/publish/"
    shown = signed_in(stage.editor).get(path).content.decode()
    assert "100 % of this text has been published before" in shown
    assert f"/post/{first.slug}/" in shown
    answered = signed_in(stage.editor).post(path, follow=True)
    assert "only once an editor has looked" in answered.content.decode()
    for member in (stage.reader, stage.editor, None):
        shown = page(member, fresh(own))
        assert "Reading it pays nobody until an editor has looked at it" in shown
        assert f'<a href="/post/{first.slug}/">' in shown
    assert 'data-why="REPEATS"' in page(stage.reader, fresh(own))
    assert "data-repeats" not in page(stage.reader, first)
    home = signed_in(stage.reader).get("/").content.decode()
    assert "Repeats another article: not paid yet" in home


def test_a_quotation_is_no_copy(stage: Stage) -> None:
    published(stage.author, text(1))
    assert repeats(published(stage.editor, text(5, 400), text(1, 80))) == 0


def test_a_copy_with_much_written_around_it_is_one(stage: Stage) -> None:
    first = published(stage.author, text(1))
    assert repeats(published(stage.editor, text(5, 500), text(1), text(7, 500))) == first.pk


def test_a_copy_put_together_from_several_is_one(stage: Stage) -> None:
    published(stage.author, text(1))
    published(stage.critic, text(5))
    mosaic = published(stage.editor, text(1, 120), text(5, 150), text(7, 100))
    assert repeats(mosaic)


def test_an_edit_to_a_copy_makes_it_one(stage: Stage) -> None:
    first = published(stage.author, text(1))
    mine = published(stage.editor, text(5))
    assert books.offers([mine.pk], None)[mine.pk].quote_twei > 0
    answered = signed_in(stage.editor).post(f"/write/{mine.code}/", form_for(mine, body=text(1)))
    assert answered.status_code == 303
    assert repeats(mine) == first.pk
    assert books.offers([mine.pk], None)[mine.pk].quote_twei == 0


def test_an_edit_of_ones_own_text_is_no_repeat(stage: Stage) -> None:
    first = published(stage.author, text(1))
    signed_in(stage.author).post(
        f"/write/{first.code}/", form_for(first, body=text(1) + " And more.")
    )
    assert repeats(first) == 0


def test_the_same_again_by_the_same_author_is_a_repeat(stage: Stage) -> None:
    first = published(stage.author, text(1))
    actions.take_back(id_of(stage.author), first, "A mistake.")
    stage.books.next_day()
    assert repeats(published(stage.author, text(1))) == first.pk


def test_what_was_not_published_is_nobodys_original(stage: Stage) -> None:
    refused = draft(stage.outsider, text(1))  # of a low level
    assert not isinstance(actions.publish(refused), Receipt)
    assert not Fingerprint.objects.filter(article=refused).exists()
    assert repeats(published(stage.author, text(1))) == 0


def test_of_two_at_once_one_repeats_the_other(stage: Stage) -> None:
    drafts = [draft(member, text(1)) for member in (stage.author, stage.editor)]

    def publish(article: Article) -> None:
        try:
            actions.publish(article)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(publish, drafts))
    assert sorted(bool(repeats(article)) for article in drafts) == [False, True]


def test_an_import_is_looked_at_by_its_operator_and_is_an_original(stage: Stage) -> None:
    first = published(stage.author, text(1))
    old = draft(stage.critic, text(1), text(9))
    assert isinstance(actions.publish(old, importer=id_of(stage.operator)), Receipt)
    assert repeats(old) == 0
    assert repeats(published(stage.editor, text(9))) == old.pk
    assert first.pk < old.pk
