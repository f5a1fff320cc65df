"""Two texts of one article: nobody's is lost, and who comes later sees both and chooses."""

import re
import threading
from html import unescape

import pytest
from django.db import connections
from pytest_django import Settings

from tests.articles.conftest import fresh
from tests.articles.test_pages import refusals, shown, typed
from tests.autosave.conftest import Window, told
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.editions import edition
from tweipress.articles.models import Article, Revision
from tweipress.autosave.models import WorkingCopy
from tweipress.http import limits

LONG = "The scouts dance for a place. " * 60


def body_of(article: Article) -> str:
    return fresh(article).index_text


def hidden(page: str, name: str) -> str:
    """Return a hidden field of the editor's form."""
    value = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert value is not None, name
    return unescape(value[1])


def choices(page: str) -> list[str]:
    """Return the buttons by which the later one chooses."""
    section = page.partition('<section class="conflict"')[2].partition("</section>")[0]
    return re.findall(r"<button[^>]*>([^<]*)</button>", section)


def test_the_same_member_in_two_tabs_sees_both_texts_and_chooses(
    stage: Stage, draft: Article
) -> None:
    first, second = Window(stage.author, draft), Window(stage.author, draft)
    assert first.saves("The first tab says this.").status_code == 303
    answer = second.saves("The second tab says that.")
    assert (answer.status_code, refusals(answer)) == (409, ["VERSION_NEWER"])
    page = answer.content.decode()
    assert "the first tab says this." in body_of(draft)
    assert typed(answer, "body") == "The second tab says that."
    assert "The first tab says this." in page
    assert choices(page) == ["Keep my text", "Keep the saved text"]
    assert "<del>" in page
    assert "<ins>" in page
    assert hidden(page, "base") == edition(fresh(draft))


def test_an_author_and_an_editor_see_each_other_and_neither_text_goes(
    stage: Stage, draft: Article
) -> None:
    author, editor = Window(stage.author, draft), Window(stage.editor, draft)
    assert editor.saves("What the editor made of it.").status_code == 303
    answer = author.saves("What the author wrote meanwhile.")
    assert answer.status_code == 409
    assert "editor saved another version" in shown(answer)
    author.base = hidden(answer.content.decode(), "base")
    assert author.saves("Both: the editor made it, the author wrote it.").status_code == 303
    assert "both: the editor made it" in body_of(draft)
    kept = signed_in(stage.author).get(f"{author.path}texts/").content.decode()
    assert [*re.findall(r"saved by (\w+),", kept)] == ["author", "editor", "author"]


def test_who_keeps_the_own_text_leaves_the_other_among_the_earlier_ones(
    stage: Stage, draft: Article
) -> None:
    author, editor = Window(stage.author, draft), Window(stage.editor, draft)
    editor.saves("What the editor made of it.")
    answer = author.saves("Mine.")
    author.base = hidden(answer.content.decode(), "base")
    assert author.saves("Mine.").status_code == 303
    earlier = Revision.objects.get(writer=stage.editor)
    page = signed_in(stage.editor).get(f"{author.path}?version={earlier.pk}")
    assert typed(page, "body") == "What the editor made of it."
    assert "An earlier version" in shown(page)


def test_who_keeps_the_saved_text_finds_the_own_one_unsaved(stage: Stage, draft: Article) -> None:
    author, editor = Window(stage.author, draft), Window(stage.editor, draft)
    editor.saves("What the editor made of it.")
    author.saves("Mine, and long.")
    answer = author.saves("Mine, and long.", do="theirs")
    assert (answer.status_code, answer["Location"]) == (303, author.path)
    assert "what the editor made of it" in body_of(draft)
    page = author.browser.get(author.path)
    assert typed(page, "body") == "What the editor made of it."
    assert "You have 1 other text here that is not saved" in shown(page)
    opened = author.browser.get(f"{author.path}?copy={author.key}")
    assert typed(opened, "body") == "Mine, and long."
    assert choices(opened.content.decode()) == ["Keep my text", "Keep the saved text"]


def test_a_third_version_is_not_overwritten_by_who_has_chosen_between_two(
    stage: Stage, draft: Article
) -> None:
    author, editor = Window(stage.author, draft), Window(stage.editor, draft)
    editor.saves("The editor, once.")
    answer = author.saves("The author.")
    author.base = hidden(answer.content.decode(), "base")
    editor.base = edition(fresh(draft))
    assert editor.saves("The editor, twice.").status_code == 303
    assert author.saves("The author.").status_code == 409
    assert "the editor, twice." in body_of(draft)


def test_a_form_that_does_not_say_what_it_began_from_overwrites_nothing(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    for base in ("", "draft.0", "x" * 5000, f"public{window.base[5:]}"):
        assert window.saves("Something else.", base=base).status_code == 409
    assert "word1" in body_of(draft)


def test_the_same_text_twice_is_no_conflict(stage: Stage, draft: Article) -> None:
    window = Window(stage.author, draft)
    assert window.saves("The answer to this was lost.").status_code == 303
    assert window.saves("The answer to this was lost.").status_code == 303
    assert draft.revisions.count() == 2


def test_who_edits_a_draft_that_was_published_meanwhile_publishes_nothing_unseen(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    actions.publish(draft)
    answer = window.saves(LONG)
    assert answer.status_code == 409
    assert "A new text appears at once" in shown(answer)
    assert fresh(draft).versions == 1
    window.base = hidden(answer.content.decode(), "base")
    assert window.saves(LONG).status_code == 303
    assert fresh(draft).versions == 2


def test_a_published_article_is_not_overwritten_either(stage: Stage, draft: Article) -> None:
    actions.publish(draft)
    author, editor = Window(stage.author, draft), Window(stage.editor, draft)
    assert editor.saves(f"Corrected. {LONG}").status_code == 303
    answer = author.saves(f"Another correction. {LONG}")
    assert answer.status_code == 409
    assert "corrected." in body_of(draft)
    copy = WorkingCopy.objects.get(member=stage.author, is_saved=False)
    assert copy.fields["body"].startswith("Another correction.")
    assert fresh(draft).versions == 2


def test_many_who_save_at_once_overwrite_nobody(stage: Stage, draft: Article) -> None:
    windows = [Window(stage.author if n % 2 else stage.editor, draft) for n in range(6)]
    barrier, statuses = threading.Barrier(6), []

    def save(number: int) -> None:
        barrier.wait()
        try:
            statuses.append(windows[number].saves(f"Text number {number}.").status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303] + [409] * 5
    versions = {each.sections[0]["blocks"][0]["text"] for each in draft.revisions.all()[:1]}
    copies = {each.fields["body"] for each in WorkingCopy.objects.filter(is_saved=False)}
    assert versions | copies == {f"Text number {number}." for number in range(6)}


@pytest.mark.parametrize("text", ["", "## \n\n> \n\n- ", "x" * 130_000, "line\n" * 9_000])
def test_a_text_that_cannot_be_saved_is_kept_as_it_was_typed(
    stage: Stage, draft: Article, text: str
) -> None:
    window = Window(stage.author, draft)
    assert window.saves(text, title="").status_code == 422
    copy = WorkingCopy.objects.get(member=stage.author, is_saved=False)
    assert copy.fields["body"] == text
    page = window.browser.get(f"{window.path}?copy={window.key}")
    assert typed(page, "body").replace("\r\n", "\n") == text.strip("\n") or text


def test_a_text_whose_draft_was_deleted_meanwhile_can_be_saved_as_a_new_one(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.author, draft)
    actions.delete_draft(draft)
    answer = window.saves("Still worth a story.")
    assert (answer.status_code, refusals(answer)) == (404, ["DRAFT_GONE"])
    assert typed(answer, "body") == "Still worth a story."
    assert 'action="/write/new/"' in answer.content.decode()
    assert told(window.types("Still worth a story, I say."))["newer"] == ""
    begun = signed_in(stage.author).get("/write/").content.decode()
    assert "Begun and not saved" in begun


def test_an_outsider_learns_nothing_of_a_draft_by_writing_to_it(
    stage: Stage, draft: Article
) -> None:
    window = Window(stage.outsider, draft)
    page = window.saves("Who is there?").content.decode()
    assert "word1" not in page
    assert "author" not in shown(window.saves("Who is there?"))
    assert told(window.types("Who is there?"))["newer"] == ""
    assert "word1" in body_of(draft)
    assert signed_in(stage.outsider).get(f"{window.path}texts/").status_code == 404


def test_a_new_article_that_is_sent_twice_is_one_draft(stage: Stage) -> None:
    window = Window(stage.author, None)
    assert window.saves("Once.").status_code == 303
    assert window.saves("Once.").status_code == 303
    assert Article.objects.count() == 1
    assert window.saves("Twice.").status_code == 409
    assert Article.objects.count() == 1
    assert id_of(stage.author) == Article.objects.get().author_id


def test_texts_are_compared_in_the_editor_as_often_as_versions_are_and_no_more(
    stage: Stage, draft: Article, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TWEIPRESS_RATE_FACTOR = 1
    one = limits.Limit("comparisons-member", limits.MEMBER, 1, 60, "")
    monkeypatch.setattr(limits, "COMPARISONS", (one,))
    window = Window(stage.author, draft)
    assert window.saves(LONG).status_code == 303
    earlier = draft.revisions.order_by("pk").first()
    assert earlier is not None
    asked = f"{window.path}?version={earlier.pk}"
    assert window.browser.get(asked).status_code == 200
    refused = window.browser.get(asked)
    assert (refused.status_code, refusals(refused)) == (429, ["RATE_SPENT"])
    assert window.browser.get(window.path).status_code == 200
