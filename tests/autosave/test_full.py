"""Where no more copies fit, none is dropped; and what is old, or whose draft is gone, goes."""

import json
from datetime import timedelta
from functools import partial

import pytest
from pytest_django import Settings

from tests.autosave.conftest import Window, at_once, told, unsaved
from tests.http.stage import Stage, id_of
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.autosave import actions, bounds, queries
from tweipress.autosave.models import WorkingCopy
from tweipress.bank import clock
from tweipress.http import limits
from tweipress.http.counts import Counts


def test_one_copy_more_than_fits_is_refused_and_none_is_dropped(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "COPIES_MAX", 3)
    windows = [Window(stage.author, None) for _ in range(7)]
    answers = at_once(*(partial(window.types, "Begun.") for window in windows))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [409] * 4
    full = next(answer for answer in answers if answer.status_code == 409)
    assert "You have 3 unsaved texts" in json.loads(full.content)["sentence"]
    assert len(unsaved()) == 3
    assert windows[0].saves("A form is always answered.").status_code == 303
    told(Window(stage.editor, None).types("Others have room."))


def test_too_much_is_refused_and_what_was_kept_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "COPY_CHARS_MAX", 1000)
    monkeypatch.setattr(actions, "MEMBER_CHARS_MAX", 1500)
    first, second = Window(stage.author, None), Window(stage.author, None)
    told(first.types("x" * 900))
    assert json.loads(first.types("x" * 1001).content)["refusal"] == "TEXT_TOO_LONG"
    assert json.loads(second.types("y" * 700).content)["refusal"] == "COPIES_LONG"
    assert unsaved() == ["x" * 900]
    told(first.types("x" * 950))


def test_the_longest_text_that_can_be_saved_fits_many_times(stage: Stage) -> None:
    assert bounds.COPY_CHARS_MAX >= 4 * 120_000
    told(Window(stage.author, None).types("ö" * 125_000))


def test_pages_that_say_that_they_were_saved_are_few(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SAVED_MAX", 2)
    for number in range(5):
        assert Window(stage.author, None).saves(f"Number {number}.").status_code == 303
    assert WorkingCopy.objects.count() == 2


def test_honest_autosave_passes_and_a_flood_is_stopped(
    stage: Stage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    windows = [Window(stage.author, None) for _ in range(3)]
    for second in range(0, 90, 3):
        stage.books.clock.advance(3)
        assert [window.types(f"{second}").status_code for window in windows] == [200] * 3
    stage.books.clock.advance(60)
    statuses = [windows[0].types(f"{number}").status_code for number in range(61)]
    assert statuses == [200] * 60 + [429]
    refused = windows[0].types("more")
    assert int(refused["Retry-After"]) > 0
    assert "The text stays on this page" in json.loads(refused.content)["sentence"]
    assert windows[0].saves("A form is another matter.").status_code == 303


def test_copies_go_with_their_draft_and_with_their_writer(stage: Stage, draft: Article) -> None:
    told(Window(stage.author, draft).types("The author's."))
    told(Window(stage.editor, draft).types("The editor's."))
    told(Window(stage.author, None).types("Another."))
    articles.delete_draft(draft)
    assert unsaved() == ["Another."]
    actions.forget_all(id_of(stage.author))
    assert WorkingCopy.objects.count() == 0


def test_old_copies_are_deleted_and_young_ones_are_not(stage: Stage, draft: Article) -> None:
    told(Window(stage.author, None).types("Old."))
    Window(stage.author, None).saves("Saved long ago.")
    assert not queries.is_due()
    WorkingCopy.objects.update(changed=clock.now() - bounds.KEPT - timedelta(days=2))
    told(Window(stage.author, None).types("Young."))
    assert queries.is_due()
    assert actions.forget_old() == 2
    assert not queries.is_due()
    assert unsaved() == ["Young."]
