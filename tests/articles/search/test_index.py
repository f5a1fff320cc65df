"""The index follows the articles: publication, edits, taking back, crashes, and rebuilding."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from tests.articles.conftest import data, fresh
from tests.articles.search.corpus import titles
from tests.http.stage import Stage, id_of
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.articles.search import actions as index
from tweipress.articles.search import checking
from tweipress.articles.search.models import Entry, Related, Word


def published(stage: Stage, title: str, **changes: Any) -> Article:
    """Publish an article on a day of its own."""
    draft = actions.save_draft(id_of(stage.author), data(title=title, **changes))
    actions.publish(draft)
    stage.books.next_day()
    return fresh(draft)


def is_in_step() -> bool:
    """Tell whether the index says what the articles say."""
    differences = list(checking.differences())
    assert differences == []
    return True


def test_words_of_title_lead_headings_and_text_are_found(stage: Stage) -> None:
    article = published(stage, "Über Bienen", lead="A STRASSE of wax.")
    for text in ("über", "BIENEN wax", "debate", "word299", "straße"):
        assert titles(text) == [article.title], text
    for text in (" ", "absent", "bienen absent", "%", "_"):
        assert titles(text) == [], text


def test_what_is_published_is_found_and_a_draft_is_not(stage: Stage) -> None:
    actions.save_draft(id_of(stage.author), data(title="A secret zebra"))
    assert titles("zebra") == []
    published(stage, "An open zebra")
    assert titles("zebra") == ["An open zebra"]
    assert is_in_step()


def test_an_edit_is_found_at_once_and_what_it_took_out_is_not(stage: Stage) -> None:
    article = published(stage, "An open zebra", section="Nature")
    assert (
        actions.edit(id_of(stage.author), article, data(title="A giraffe", section="Zoo")) is None
    )
    assert (titles("zebra"), titles("giraffe")) == ([], ["A giraffe"])
    assert titles("giraffe", section="Zoo") == ["A giraffe"]
    assert titles("giraffe", section="Nature") == []
    assert is_in_step()


def test_what_is_taken_back_is_not_found_nor_are_its_words(stage: Stage) -> None:
    article = published(stage, "An open zebra")
    actions.take_back(id_of(stage.author), article, "A mistake.")
    assert titles("zebra") == []
    assert not Entry.objects.exists()
    assert not Word.objects.exists()
    assert is_in_step()


def test_an_edit_that_is_not_saved_leaves_the_index(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = published(stage, "An open zebra")

    def broken(number: int) -> None:
        index.remove(number)
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("tweipress.articles.edits.index.put", broken)
    with pytest.raises(DatabaseError):
        actions.edit(id_of(stage.author), article, data(title="A giraffe"))
    assert titles("zebra") == ["An open zebra"]
    assert is_in_step()


def test_an_article_whose_publication_was_cut_off_is_found_after_the_next_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = actions.save_draft(id_of(stage.author), data(title="An open zebra"))
    with monkeypatch.context() as killed:
        killed.setattr("tweipress.articles.publishing.note_published", _killed)
        with pytest.raises(KeyboardInterrupt):
            actions.publish(draft)
    assert titles("zebra") == []
    actions.resume_open()
    assert titles("zebra") == ["An open zebra"]
    assert is_in_step()


def test_an_article_whose_taking_back_was_cut_off_is_gone_after_the_next_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = published(stage, "An open zebra")
    with monkeypatch.context() as killed:
        killed.setattr("tweipress.articles.actions.index.remove", _killed)
        with pytest.raises(KeyboardInterrupt):
            actions.take_back(id_of(stage.author), article, "A mistake.")
    assert titles("zebra") == ["An open zebra"], "nothing is written down yet"
    actions.resume_open()
    assert titles("zebra") == []
    assert is_in_step()


def _killed(*args: Any, **kwargs: Any) -> None:
    raise KeyboardInterrupt


def test_what_a_restored_backup_leaves_out_of_step_is_mended_by_a_start(stage: Stage) -> None:
    first, second = published(stage, "An open zebra"), published(stage, "A giraffe")
    Entry.objects.filter(article=first).delete()
    Article.objects.filter(pk=second.pk).update(posting_seq=None)
    assert titles("giraffe") == [], "a list never shows what is not public"
    assert len(list(checking.differences())) >= 2
    assert index.mend() == 2
    assert titles("zebra") == ["An open zebra"]
    assert titles("giraffe") == []


def test_entries_of_another_analysis_are_made_anew(stage: Stage) -> None:
    published(stage, "An open zebra")
    Entry.objects.update(analysis=0, terms="° other")
    assert titles("zebra") == []
    assert (index.mend(), index.mend()) == (1, 0)
    assert titles("zebra") == ["An open zebra"]


def test_a_rebuilt_index_is_the_same_and_a_check_finds_what_is_wrong(stage: Stage) -> None:
    for number in range(3):
        published(stage, f"Zebra {number} of the savannah", lead="Stripes in the savannah")
    before = [list(model.objects.order_by("pk").values()) for model in (Entry, Word)]
    assert said("check") == "The index says what the articles say.\n"
    Entry.objects.filter(place=Entry.objects.earliest("place").place).update(terms="° wrong")
    Word.objects.filter(word="savannah").update(articles=9)
    Related.objects.all().delete()
    with pytest.raises(CommandError, match="differs"):
        said("check")
    assert said("rebuild") == "The index was made anew: 3 articles.\n"
    assert [list(model.objects.order_by("pk").values()) for model in (Entry, Word)] == before
    assert said("mend") == "Out of step were 0 articles.\n"
    assert is_in_step()


def said(do: str) -> str:
    """Return what the command says."""
    out = StringIO()
    call_command("search", do, stdout=out, stderr=StringIO())
    return out.getvalue()
