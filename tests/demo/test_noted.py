"""The demo's draft has notes of an editor, of which one is open."""

from tests.demo.conftest import Demo
from tweipress.articles.models import Article
from tweipress.articles.notes import queries
from tweipress.demo.noted import DRAFT, OPEN, RESOLVED


def test_a_draft_has_an_open_note_and_one_that_its_author_has_answered(demo: Demo) -> None:
    draft = Article.objects.get(title=DRAFT)
    notes = queries.notes_of(draft, queries.passages(draft.text))
    said = {each.note.quote: (each.note.is_open, len(each.replies)) for each in notes}
    assert said == {OPEN[0]: (True, 0), RESOLVED[0]: (False, 1)}
    assert all(each.passage for each in notes)
