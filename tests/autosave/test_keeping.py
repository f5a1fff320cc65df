"""What a page sends by itself is kept until it is saved, in whatever order it comes."""

import json
import re
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import form, fresh
from tests.articles.test_pages import shown, typed
from tests.autosave.conftest import Window, at_once, told, unsaved
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.articles.text import markdown
from tweipress.articles.text.rich import reading
from tweipress.autosave import actions
from tweipress.autosave.models import WorkingCopy
from tweipress.autosave.sheets import Sheet

TYPED = {"type": "text", "text": "A thought. "}
DATA = {"accept": "application/json"}


def test_what_is_typed_is_kept_apart_from_what_is_saved(stage: Stage, draft: Article) -> None:
    window = Window(stage.author, draft)
    said = told(window.types("One more thou"))
    assert said["said"].startswith("Autosaved on ")
    assert said["newer"] == ""
    assert told(window.types("One more thought."))["turn"] == 2
    assert unsaved() == ["One more thought."]
    assert draft.revisions.count() == 1
    assert "word1" in fresh(draft).index_text
    assert window.saves("One more thought.").status_code == 303
    assert unsaved() == []


def test_readers_never_see_it_nor_does_any_other_member(stage: Stage, draft: Article) -> None:
    articles.publish(draft)
    window = Window(stage.author, draft)
    told(window.types("Nobody is to read this yet."))
    pages = [("/post/how-bees-vote/", Client()), ("/post/how-bees-vote/", signed_in(stage.reader))]
    pages += [(f"/write/{draft.code}/{rest}", signed_in(stage.editor)) for rest in ("", "texts/")]
    pages += [(f"/write/{draft.code}/?copy={window.key}", signed_in(stage.editor))]
    for path, browser in pages:
        page = browser.get(path)
        assert page.status_code == 200
        assert "Nobody is to read" not in page.content.decode()
    assert fresh(draft).versions == 1


def test_two_windows_of_one_member_never_write_the_same_copy(stage: Stage, draft: Article) -> None:
    first, second = Window(stage.author, draft), Window(stage.author, draft)
    told(first.types("In the first."))
    told(second.types("In the second."))
    told(first.types("In the first, more."))
    assert unsaved() == ["In the first, more.", "In the second."]


def test_a_window_hears_that_a_newer_version_was_saved(stage: Stage, draft: Article) -> None:
    author, editor = Window(stage.author, draft), Window(stage.editor, draft)
    editor.saves("What the editor made of it.")
    assert "editor saved a newer version on" in told(author.types("Mine."))["newer"]
    asked = author.browser.get(f"{author.path}autosave/", {"base": author.base})
    assert "editor saved a newer version on" in told(asked)["newer"]


@pytest.mark.parametrize(("base", "times"), [("", 1), ("draft.another", 0)])
def test_a_document_is_read_once_at_most_and_never_turned_into_markdown(
    stage: Stage, draft: Article, monkeypatch: pytest.MonkeyPatch, base: str, times: int
) -> None:
    document = json.dumps(
        {"type": "doc", "content": [{"type": "paragraph", "content": [TYPED, TYPED]}]}
    )
    window = Window(stage.author, draft, base=base)
    readings, read = [], reading.sections

    def counted(document: str) -> list[dict[str, Any]]:
        readings.append(document)
        return read(document)

    def never(_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(reading, "sections", counted)
    monkeypatch.setattr(markdown, "text", never)
    assert not told(window.types("", document=document))["saved"]
    assert readings == [document] * times


def test_an_autosave_that_comes_after_the_manual_save_is_not_unsaved_again(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    late = {**window.fields("Half of it"), "turn": "1"}
    window.turn = 1
    assert window.saves("All of it.").status_code == 303
    answer = window.browser.post(f"{window.path}autosave/", late, headers=DATA)
    assert told(answer)["saved"] is True
    assert unsaved() == []
    assert "all of it" in fresh(draft).index_text


def test_a_manual_save_during_an_autosave_loses_neither(stage: Stage, draft: Article) -> None:
    for round_ in range(3):
        window = Window(stage.author, draft)
        auto, manual = Window(stage.author, draft), Window(stage.author, draft)
        auto.key = manual.key = window.key
        manual.turn = 1
        kept, saved = at_once(
            partial(auto.types, f"Half of it {round_}"),
            partial(manual.saves, f"All of it {round_}."),
        )
        assert (kept.status_code, saved.status_code) == (200, 303)
        assert f"all of it {round_}." in fresh(draft).index_text
        assert unsaved() == []


def test_what_was_typed_after_the_button_was_pressed_stays_unsaved(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    ahead = {**window.fields("All of it, and a last word."), "turn": "9"}
    window.browser.post(f"{window.path}autosave/", ahead, headers=DATA)
    assert window.saves("All of it.").status_code == 303
    assert unsaved() == ["All of it, and a last word."]


def test_a_late_or_repeated_sending_never_takes_the_place_of_a_newer_one(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    old = {**window.fields("Older."), "turn": "1"}
    window.turn = 1
    told(window.types("Newer."))
    for _ in range(3):
        answer = window.browser.post(f"{window.path}autosave/", old, headers=DATA)
        assert told(answer)["turn"] == 2
    assert unsaved() == ["Newer."]
    as_saved = {**window.fields(form()["body"], section="Nature"), "turn": "1"}
    told(window.browser.post(f"{window.path}autosave/", as_saved, headers=DATA))
    assert unsaved() == ["Newer."]


def test_sendings_of_one_page_at_once_keep_the_newest(stage: Stage, draft: Article) -> None:
    window = Window(stage.author, draft)
    forms = [{**window.fields(f"Turn {turn}."), "turn": str(turn)} for turn in range(1, 7)]
    path = f"{window.path}autosave/"
    browsers = [signed_in(stage.author) for _ in forms]
    at_once(
        *(
            partial(browser.post, path, form, headers=DATA)
            for browser, form in zip(browsers, forms, strict=True)
        )
    )
    assert unsaved() == ["Turn 6."]


def test_a_copy_that_was_opened_goes_on_in_the_window_that_opened_it(
    stage: Stage, draft: Article
) -> None:
    old = Window(stage.author, draft)
    told(old.types("Yesterday."))
    page = old.browser.get(f"{old.path}?copy={old.key}")
    assert typed(page, "body") == "Yesterday."
    new = Window(stage.author, draft, opened=f"{old.key}.1")
    told(new.types("Yesterday and today."))
    assert unsaved() == ["Yesterday and today."]
    told(old.types("The old window was still open."))
    assert unsaved() == ["Yesterday and today.", "The old window was still open."]


def test_a_copy_that_its_window_has_gone_on_writing_stays_when_another_saves(
    stage: Stage, draft: Article
) -> None:
    old = Window(stage.author, draft)
    told(old.types("Yesterday."))
    new = Window(stage.author, draft, opened=f"{old.key}.1")
    told(old.types("Yesterday, and more in the old window."))
    assert new.saves("Yesterday.").status_code == 303
    assert unsaved() == ["Yesterday, and more in the old window."]


def test_what_is_no_other_than_what_is_saved_is_not_unsaved(stage: Stage, draft: Article) -> None:
    window = Window(stage.author, draft)
    told(window.types("A mistake."))
    window.saves("A sentence.")
    again = Window(stage.author, draft)
    told(again.types("A mistake."))
    assert told(again.types("A sentence.", section="Nature"))["saved"] is True
    assert unsaved() == []


def test_half_filled_fields_are_kept_as_they_are(stage: Stage) -> None:
    window = Window(stage.author, None)
    text = "## \r\n\r\n> \r\n\r\n- \r\n- [a link](http:// \r\n\r\n**"
    told(window.types(text, title="", section="a/b", lead="x" * 9000))
    (copy,) = WorkingCopy.objects.all()
    assert copy.fields == {"title": "", "section": "a/b", "lead": "x" * 9000, "body": text}
    page = window.browser.get(f"/write/new/?copy={window.key}")
    assert typed(page, "lead") == "x" * 9000
    assert 'class="errorlist"' not in page.content.decode()
    assert "Begun and not saved" in shown(window.browser.get("/write/"))


def test_a_text_that_was_never_saved_is_thrown_away_by_its_writer_alone(stage: Stage) -> None:
    window = Window(stage.author, None)
    told(window.types("Begun."))
    sent = {"copy": window.key, "of": ""}
    assert signed_in(stage.editor).post("/write/unsaved/", sent).status_code == 303
    assert unsaved() == ["Begun."]
    answer = window.browser.post("/write/unsaved/", sent, follow=True)
    assert "The unsaved text was thrown away." in answer.content.decode()
    assert unsaved() == []
    assert window.browser.post("/write/unsaved/", {}).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"copy": ""},
        {"copy": "short"},
        {"copy": "a" * 41},
        {"copy": "<script>alert(1)</script>"},
    ],
)
def test_a_page_without_a_key_is_refused(stage: Stage, wrong: dict[str, str]) -> None:
    answer = Window(stage.author, None).types("Words.", **wrong)
    assert answer.status_code == 422
    assert json.loads(answer.content)["refusal"] == "MALFORMED"
    assert WorkingCopy.objects.count() == 0


def test_wrong_turns_bases_and_unknown_fields_do_no_harm(stage: Stage, draft: Article) -> None:
    window = Window(stage.author, draft)
    wrong = {
        "base": "x" * 9999,
        "opened": "..",
        "extra": "y",
        "is_saved": "1",
        "subject": "article:1",
    }
    for turn in ("-1", "", "1e9", "9" * 400, "٣", str(2**53 + 1)):
        assert window.types("Words.", turn=turn, **wrong).status_code == 200
    (copy,) = WorkingCopy.objects.all()
    assert copy.subject == f"article:{draft.pk}"
    assert set(copy.fields) == {"title", "lead", "section", "body"}


def test_a_page_of_somebody_who_has_signed_out_since_is_not_kept_for_the_next_one(
    stage: Stage,
) -> None:
    window = Window(stage.author, None)
    window.browser = signed_in(stage.reader)
    answer = window.types("The author typed this.")
    assert answer.status_code == 403
    assert json.loads(answer.content)["refusal"] == "WRITER_OTHER"
    assert WorkingCopy.objects.count() == 0


def test_a_list_of_unsaved_texts_says_how_they_begin_and_reads_none_of_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def sections(document: str) -> list[object]:
        read.append(document)
        return []

    monkeypatch.setattr(reading, "sections", sections)
    words = {"type": "text", "text": 'Bees "dance" äöü, and the scouts look on as they do it.' * 2}
    nodes = [{"type": "paragraph"}, {"type": "paragraph", "content": [words]}]
    whole = json.dumps({"type": "doc", "content": nodes}, ensure_ascii=False)
    for number, document in enumerate((whole, whole[:-70], '{"text": "\\x"}', "[" * 9000)):
        fields = {"title": "", "lead": "", "body": "", "document": document}
        sheet = Sheet(f"a-page-with-number-{number}")
        assert isinstance(
            actions.keep(id_of(stage.author), "article:", sheet, fields), actions.Kept
        )
    page = unescape(signed_in(stage.author).get("/write/").content.decode())
    labels = re.findall(r'copy=a-page-with-number-\d">([^<]*)</a>', page)
    assert sorted(set(labels)) == ["A text without words", f"{words['text'][:59]}…"]
    assert (len(labels), read) == (4, [])
