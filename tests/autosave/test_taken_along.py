"""Unsaved texts belong to their writer: they are taken along, and go with the account."""

from tests.articles.conftest import data
from tests.autosave.conftest import Window, told
from tests.http.stage import Stage, id_of
from tests.pages.packed import taken
from tests.pages.test_leaving import leave
from tweipress.articles import actions
from tweipress.autosave.models import WorkingCopy

FILE = "unsaved/1-how-bees-vote.md"


def test_a_zip_has_what_its_member_typed_and_did_not_save(stage: Stage) -> None:
    told(Window(stage.reader, None).types("A thought.\n\nAnd another."))
    told(Window(stage.author, None).types("Not theirs."))
    files = taken(stage.reader)
    assert "A thought.\n\nAnd another." in files.text(FILE)
    assert 'title: "How bees vote"' in files.text(FILE)
    assert "Not theirs." not in files.whole
    assert "unsaved/" in files.text("README.txt")


def test_what_was_saved_is_no_chapter_of_unsaved_texts(stage: Stage) -> None:
    assert Window(stage.reader, None).saves("Saved.").status_code == 303
    assert not [name for name in taken(stage.reader).files if name.startswith("unsaved/")]


def test_unsaved_texts_go_with_the_account_and_others_of_a_deleted_draft_too(stage: Stage) -> None:
    draft = actions.save_draft(id_of(stage.reader), data())
    told(Window(stage.reader, draft).types("Mine."))
    told(Window(stage.reader, None).types("Mine too."))
    told(Window(stage.editor, draft).types("The editor's, of this draft."))
    told(Window(stage.editor, None).types("The editor's own."))
    leave(stage.reader)
    left = [copy.fields["body"] for copy in WorkingCopy.objects.all()]
    assert left == ["The editor's own."]
