"""Notes on passages: who sees and writes them, replies, resolving, bounds, leaving, take-out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown, words
from tests.pages.packed import taken
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.articles.notes import actions
from tweipress.articles.notes.models import NOTE_CHARS, QUOTE_CHARS, Note, Reply
from tweipress.core import roles
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.role import Role
from tweipress.core.state.outcome import Refused
from tweipress.pages.actions.leaving import close_account
from tweipress.people.models import Member, Texts

SECRET = "Who told us this?"


@pytest.fixture
def draft(stage: Stage) -> Article:
    return articles.save_draft(id_of(stage.author), data(lead="Bees choose a house."))


def address(article: Article) -> str:
    return f"/write/{article.code}/notes/"


def send(member: Member, article: Article, do: str = "write", **fields: Any) -> tuple[int, str]:
    answer = signed_in(member).post(address(article), {"do": do, **fields})
    return answer.status_code, answer.content.decode()


def write(member: Member, article: Article, **fields: Any) -> Note:
    status, page = send(member, article, **{"quote": "choose a house", "text": SECRET, **fields})
    assert status == 303, page
    return Note.objects.latest("pk")


def test_an_editor_writes_a_note_and_the_author_replies_and_resolves_it(
    stage: Stage, draft: Article
) -> None:
    note = write(stage.editor, draft)
    page = words(shown(signed_in(stage.author), address(draft)))
    assert "editor" in page
    assert SECRET in page
    assert send(stage.author, draft, "reply", number=note.pk, text="A keeper did.")[0] == 303
    assert "A keeper did." in shown(signed_in(stage.editor), address(draft))
    assert send(stage.author, draft, "resolve", number=note.pk, text="")[0] == 303
    note.refresh_from_db()
    assert (note.is_open, note.resolved_by) == (False, stage.author)
    assert "Resolved by author" in words(shown(signed_in(stage.editor), address(draft)))


def test_the_last_word_of_a_note_is_kept_with_its_resolving_and_its_reopening(
    stage: Stage, draft: Article
) -> None:
    note = write(stage.editor, draft)
    assert send(stage.author, draft, "resolve", number=note.pk, text="Done.")[0] == 303
    assert not Note.objects.get().is_open
    assert send(stage.editor, draft, "open", number=note.pk, text="Not yet.")[0] == 303
    assert Note.objects.get().is_open
    assert [reply.text for reply in Reply.objects.all()] == ["Done.", "Not yet."]


def test_a_reply_that_comes_after_resolving_opens_the_note_so_that_it_is_seen(
    stage: Stage, draft: Article
) -> None:
    note = write(stage.editor, draft)
    send(stage.author, draft, "resolve", number=note.pk)
    assert send(stage.editor, draft, "reply", number=note.pk, text="Wait.")[0] == 303
    assert Note.objects.get().is_open


def test_a_passage_that_an_edit_took_away_is_said_to_be_gone(stage: Stage, draft: Article) -> None:
    write(stage.editor, draft)
    author = signed_in(stage.author)
    assert "The passage is gone" not in shown(author, address(draft))
    articles.save_draft(id_of(stage.author), data(lead="Bees pick one."), fresh(draft))
    page = words(shown(author, address(draft)))
    assert "The passage is gone" in page
    assert "choose a house" in page


def test_the_writing_page_lists_notes_and_their_forms_for_scripts(
    stage: Stage, draft: Article
) -> None:
    note = write(stage.editor, draft)
    page = shown(signed_in(stage.author), f"/write/{draft.code}/")
    assert 'data-quote="choose a house"' in page
    assert "data-htmx=" in page
    assert SECRET in page
    answer = signed_in(stage.author).post(
        address(draft),
        {"do": "reply", "number": note.pk, "text": "Yes."},
        headers={"HX-Request": "true"},
    )
    block = answer.content.decode()
    assert answer.status_code == 200
    assert '<section id="notes"' in block
    assert "Yes." in block
    assert "<main" not in block


def test_a_link_at_a_paragraph_leads_to_a_form_that_has_its_number(
    stage: Stage, draft: Article
) -> None:
    page = shown(signed_in(stage.author), f"{address(draft)}?passage=2")
    assert 'name="passage" inputmode="numeric" maxlength="6" value="2"' in page
    note = write(stage.author, draft, quote="", passage="2")
    assert note.quote == "Bees choose a house."


def test_nobody_else_sees_or_writes_notes_and_readers_see_none_of_it(
    stage: Stage, draft: Article
) -> None:
    write(stage.editor, draft)
    for name in ("reader", "moderator", "operator", "commenter"):
        outsider = signed_in(stage.cast[name])
        assert outsider.get(address(draft)).status_code == 404
        assert outsider.post(address(draft), {"do": "write", "text": "x"}).status_code == 404
        refused = actions.write(id_of(stage.cast[name]), draft, 1, "", "x")
        assert refused is not None
        assert refused.name == "ROLE_MISSING"
    assert Client().get(address(draft)).status_code == 302
    assert not isinstance(articles.publish(draft), Refused)
    draft.refresh_from_db()
    paths = (f"/post/{draft.slug}/", f"/post/{draft.slug}/versions/", "/", "/feed/", "/sitemap.xml")
    for path in paths:
        for client in (Client(), signed_in(stage.reader), signed_in(stage.author)):
            answer = client.get(path, follow=True)
            assert SECRET not in answer.content.decode(), path
    assert SECRET in shown(signed_in(stage.author), address(draft))


def test_a_published_article_has_notes_and_one_that_was_taken_back_takes_none(
    stage: Stage, draft: Article
) -> None:
    assert not isinstance(articles.publish(draft), Refused)
    note = write(stage.editor, draft)
    assert not isinstance(articles.take_back(id_of(stage.author), fresh(draft), "wrong"), Refused)
    assert send(stage.editor, draft, text="More", passage="1")[0] == 409
    assert send(stage.editor, draft, "resolve", number=note.pk)[0] == 409


def test_sending_a_form_twice_does_it_once(stage: Stage, draft: Article) -> None:
    for _ in range(2):
        note = write(stage.editor, draft)
        assert send(stage.author, draft, "reply", number=note.pk, text="Yes.")[0] == 303
    for _ in range(2):
        assert send(stage.author, draft, "resolve", number=note.pk)[0] == 303
    assert (Note.objects.count(), Reply.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": ""}, 422),
        ({"text": " \n "}, 422),
        ({"text": "x" * (NOTE_CHARS + 1)}, 422),
        ({"quote": "not in the text"}, 422),
        ({"quote": "choose a house", "passage": "no number"}, 303),
        ({"quote": "", "passage": ""}, 422),
        ({"quote": "", "passage": "-1"}, 422),
        ({"quote": "", "passage": "9" * 30}, 422),
        ({"quote": "x" * (QUOTE_CHARS + 1)}, 422),
        ({"quote": "choose\n  a\u202e house\0"}, 400),
        ({"quote": "choose\n  a\u202e house"}, 303),
        ({"text": "🐝" * NOTE_CHARS}, 303),
        ({"text": "<script>alert(1)</script>"}, 303),
        ({"do": "shout"}, 422),
        ({"do": "reply", "number": "x"}, 404),
        ({"do": "resolve", "number": "9" * 40}, 404),
        ({"do": "tick", "number": "1"}, 409),
    ],
)
def test_wrong_input_is_refused_with_a_sentence_and_kept_in_the_form(
    stage: Stage, draft: Article, fields: dict[str, str], status: int
) -> None:
    sent = {"quote": "choose a house", "text": SECRET, **fields}
    got, page = send(stage.author, draft, **sent)
    assert got == status
    assert "<script>alert" not in shown(signed_in(stage.author), address(draft))
    if status in {409, 422} and "do" not in fields:
        assert "data-refusal=" in page


def test_a_note_of_another_article_is_out_of_reach(stage: Stage, draft: Article) -> None:
    note = write(stage.editor, draft)
    other = articles.save_draft(id_of(stage.commenter), data(title="Another"))
    for do in ("reply", "resolve", "open"):
        assert send(stage.commenter, other, do, number=note.pk, text="Mine")[0] == 404
    assert Note.objects.get().is_open


def test_an_article_has_as_many_notes_and_replies_as_fit(
    stage: Stage, draft: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "OPEN_MAX", 2)
    monkeypatch.setattr(actions, "REPLIES_MAX", 2)
    first, second = write(stage.editor, draft), write(stage.editor, draft, text="Second")
    assert send(stage.author, draft, text="Third", passage="1")[0] == 409
    send(stage.author, draft, "resolve", number=first.pk)
    write(stage.author, draft, text="Third", passage="1")
    assert send(stage.author, draft, "open", number=first.pk)[0] == 409
    for number in range(2):
        assert send(stage.author, draft, "reply", number=second.pk, text=f"{number}")[0] == 303
    assert send(stage.author, draft, "reply", number=second.pk, text="more")[0] == 409


def test_of_very_many_notes_the_oldest_resolved_ones_go(
    stage: Stage, draft: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "NOTES_MAX", 3)
    stays = write(stage.editor, draft, text="Open")
    for number in range(4):
        note = write(stage.editor, draft, text=f"Note {number}")
        send(stage.editor, draft, "resolve", number=note.pk)
    texts = list(Note.objects.values_list("text", flat=True))
    assert texts == [stays.text, "Note 2", "Note 3"]


def test_a_banned_member_says_nothing_in_notes(stage: Stage, draft: Article) -> None:
    note = write(stage.editor, draft)
    stage.done(Role(id_of(stage.author), roles.Role.CONTRIBUTOR, granted=False))
    stage.done(Ban(id_of(stage.author), "spam"))
    assert send(stage.author, draft, text="More", passage="1")[0] == 403
    assert send(stage.author, draft, "reply", number=note.pk, text="More")[0] == 403


def test_a_draft_takes_its_notes_along_when_it_is_deleted(stage: Stage, draft: Article) -> None:
    note = write(stage.editor, draft)
    send(stage.author, draft, "reply", number=note.pk, text="Yes.")
    assert articles.delete_draft(fresh(draft)) is None
    assert not Note.objects.exists()
    assert send(stage.editor, draft, text="Late", passage="1")[0] == 404


@pytest.mark.parametrize(("texts", "kept"), [(Texts.STAY, SECRET), (Texts.GO, "")])
def test_who_leaves_decides_about_the_words_of_their_notes(
    stage: Stage, draft: Article, texts: Texts, kept: str
) -> None:
    note = write(stage.editor, draft)
    send(stage.author, draft, "reply", number=note.pk, text="A keeper.")
    stage.done(Role(id_of(stage.editor), roles.Role.EDITOR, granted=False))
    assert close_account(stage.editor, texts) is None
    page = words(shown(signed_in(stage.author), address(draft)))
    assert f"former-member-{stage.editor.pk}" in page
    assert ("Its writer has left" in page) == (not kept)
    assert Note.objects.get().text == kept
    assert Reply.objects.get().text == "A keeper."


def test_an_author_who_leaves_with_their_texts_takes_the_notes_that_quote_them(
    stage: Stage, draft: Article
) -> None:
    assert not isinstance(articles.publish(draft), Refused)
    write(stage.editor, draft)
    assert close_account(stage.author, Texts.GO) is None
    assert not Note.objects.exists()


def test_notes_and_replies_are_taken_along_by_those_who_wrote_them(
    stage: Stage, draft: Article
) -> None:
    note = write(stage.editor, draft)
    send(stage.author, draft, "reply", number=note.pk, text="A keeper.")
    (own,) = taken(stage.editor).rows("notes.csv")
    assert (own["kind"], own["quote"], own["text"]) == ("note", "choose a house", SECRET)
    (reply,) = taken(stage.author).rows("notes.csv")
    assert (reply["kind"], reply["text"]) == ("reply", "A keeper.")
    assert taken(stage.reader).rows("notes.csv") == []


def test_of_many_notes_at_once_no_more_are_taken_than_fit(
    stage: Stage, draft: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "OPEN_MAX", 2)
    together = Barrier(4)

    def one(number: int) -> str:
        together.wait()
        refused = actions.write(id_of(stage.editor), draft, 1, "", f"Note {number}")
        connections.close_all()
        return refused.name if refused else ""

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(one, range(4)))
    assert answers == ["", "", "NOTES_MANY", "NOTES_MANY"]
    assert Note.objects.count() == 2
