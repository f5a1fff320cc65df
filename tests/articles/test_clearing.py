"""An editor lets a repeat be paid: for a reason, and for the text that they have read."""

from typing import Any

import pytest

from tests.articles.conftest import data, fresh
from tests.articles.test_repeats import draft, page, published, repeats, text
from tests.http.stage import Stage, id_of, signed_in
from tests.plans import watched
from tweipress import bank
from tweipress.articles import actions, edits, queries
from tweipress.articles import repeats as repeated_texts
from tweipress.articles.approvals import digest
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member


@pytest.fixture
def copy(stage: Stage) -> Article:
    """Return the critic's copy of the author's article."""
    published(stage.author, text(1))
    return published(stage.critic, text(1))


def clear(
    member: Member, article: Article, reason: str = "A new edition.", read: str = ""
) -> tuple[int, str]:
    """Send the form that lets an article be paid."""
    client = signed_in(member)
    posted = {"reason": reason, "key": fresh_key(), "read": read or digest(fresh(article))}
    answered = client.post(f"/reviews/repeats/{article.code}/", posted)
    return answered.status_code, answered.content.decode()


def test_an_editor_finds_it_and_lets_it_be_paid(stage: Stage, copy: Article) -> None:
    shown = signed_in(stage.editor).get("/reviews/repeats/").content.decode()
    assert "100 % of it was published before" in shown
    shown = signed_in(stage.editor).get(f"/reviews/repeats/{copy.code}/").content.decode()
    assert text(1)[-50:] in shown
    assert "it has 100 % of that article in it" in shown
    assert clear(stage.editor, copy, "A <b>new</b> edition.")[0] == 303
    assert books.offers([copy.pk], None)[copy.pk].quote_twei > 0
    assert "There are none." in signed_in(stage.editor).get("/reviews/repeats/").content.decode()
    assert "A &lt;b&gt;new&lt;/b&gt; edition." in page(stage.critic, copy)
    status, said = clear(stage.editor, copy)
    assert (status, "NOT_REPEATING" in said) == (409, True)


def test_nobody_else_does_and_no_editor_their_own(stage: Stage, copy: Article) -> None:
    for member in (stage.critic, stage.moderator, stage.outsider):
        assert clear(member, copy)[0] == 403
        assert signed_in(member).get("/reviews/repeats/").status_code == 403
    stage.done(Role(MemberId(stage.critic.pk), roles.Role.EDITOR))
    status, said = clear(stage.critic, copy)
    assert (status, "OWN_CASE" in said) == (403, True)
    assert repeats(copy)


@pytest.mark.parametrize(
    ("reason", "name"),
    [(" ", "REASON_MISSING"), ("x" * 501, "TEXT_TOO_LONG")],
)
def test_a_reason_that_does_not_fit_changes_nothing(
    stage: Stage, copy: Article, reason: str, name: str
) -> None:
    status, said = clear(stage.editor, copy, reason)
    assert (status, name in said) == (422, True)
    assert books.offers([copy.pk], None)[copy.pk].quote_twei == 0


def edit(article: Article, *paragraphs: str) -> None:
    """Let the critic change the article."""
    blocks = [{"kind": "paragraph", "text": words} for words in paragraphs]
    new = data(sections=[{"heading": "", "blocks": blocks}])
    assert actions.edit(id_of(article.author), fresh(article), new) is None


@pytest.mark.parametrize("new", [(text(1), text(6)), (text(6),)])
def test_what_was_changed_since_it_was_read_is_not_cleared(
    stage: Stage, copy: Article, new: tuple[str, ...]
) -> None:
    read = digest(copy)
    edit(copy, *new)
    status, said = clear(stage.editor, copy, "I read the old one.", read)
    assert (status, "REPEAT_CHANGED" in said) == (409, True)
    assert f'name="read" value="{read}"' in said
    assert 'value="I read the old one."' in said
    assert books.offers([copy.pk], None)[copy.pk].quote_twei == 0
    shown = signed_in(stage.editor).get(f"/reviews/repeats/{copy.code}/").content.decode()
    assert digest(fresh(copy)) in shown
    assert clear(stage.editor, copy, "I read the new one.")[0] == 303
    assert books.offers([copy.pk], None)[copy.pk].quote_twei > 0


@pytest.mark.parametrize("read", ["x", "0" * 64, "y" * 100_000])
def test_a_text_that_nobody_was_shown_is_not_cleared(
    stage: Stage, copy: Article, read: str
) -> None:
    status, said = clear(stage.editor, copy, read=read)
    assert (status, "REPEAT_CHANGED" in said) == (409, True)
    assert len(said) < 20_000


def test_the_books_know_which_text_was_cleared_and_find_the_next(
    stage: Stage, copy: Article
) -> None:
    assert clear(stage.editor, copy)[0] == 303
    repeat = books.repeat(ArticleId(copy.pk))
    assert repeat is not None
    assert repeat.digest == digest(copy)
    edit(copy, text(1), text(6, 90))
    repeat = books.repeat(ArticleId(copy.pk))
    assert repeat is not None
    assert (repeat.state, repeat.digest) == ("waiting", digest(fresh(copy)))


def test_between_reading_and_clearing_no_edit_slips_in(
    stage: Stage, copy: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor's form is looked at, then an edit is stored, then the books are asked."""
    do = bank.do

    def edited_first(act: Act, key: str) -> object:
        if isinstance(act, ClearRepeat):
            edit(copy, text(1), text(6))
        return do(act, key)

    monkeypatch.setattr("tweipress.articles.actions.bank.do", edited_first)
    status, said = clear(stage.editor, copy)
    assert (status, "REPEAT_CHANGED" in said) == (409, True)


def test_cleared_while_an_edit_is_stored_it_is_found_again(
    stage: Stage, copy: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = edits.tell_repeat

    def then_it_is_cleared(*given: Any) -> Refused | None:
        refused = tell(*given)
        monkeypatch.setattr("tweipress.articles.edits.tell_repeat", tell)
        assert clear(stage.editor, copy)[0] == 303
        return refused

    monkeypatch.setattr("tweipress.articles.edits.tell_repeat", then_it_is_cleared)
    edit(copy, text(1), text(6))
    repeat = books.repeat(ArticleId(copy.pk))
    assert repeat is not None
    assert (repeat.state, repeat.digest) == ("waiting", digest(fresh(copy)))


def test_an_edit_that_was_cut_off_keeps_nobody_from_clearing(
    stage: Stage, copy: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("tweipress.articles.edits.store", cut_off)
        with pytest.raises(ConnectionError):
            edit(copy, text(1), text(6))
    assert clear(stage.editor, copy)[0] == 303
    assert books.offers([copy.pk], None)[copy.pk].quote_twei > 0


def test_what_was_taken_back_waits_for_nobody(stage: Stage, copy: Article) -> None:
    actions.take_back(id_of(stage.editor), copy, "A copy.")
    assert queries.waiting_repeats() == []


def test_a_look_is_by_index_whatever_is_published(stage: Stage, copy: Article) -> None:
    again = draft(stage.author, text(1))
    with watched() as plans:
        assert queries.would_repeat(again)
        queries.waiting_repeats()
        assert plans.whole_tables() == set()


def test_more_repeats_take_no_more_queries(stage: Stage, copy: Article) -> None:
    editor = signed_in(stage.editor)

    def queries_of_the_list() -> int:
        editor.get("/reviews/repeats/")
        with watched() as plans:
            assert editor.get("/reviews/repeats/").status_code == 200
        return plans.times

    few = queries_of_the_list()
    for start in (1, 5):
        stage.books.next_day()
        published(stage.author, text(start))
        published(stage.critic, text(start))
    assert len(queries.waiting_repeats()) > 1
    assert queries_of_the_list() == few


def test_a_readers_page_compares_no_texts(
    stage: Stage, copy: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeated_texts, "compare", None)
    assert "data-repeats" in page(None, copy)
