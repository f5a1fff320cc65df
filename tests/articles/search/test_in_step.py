"""What else changes an article, or who wrote it, leaves nothing old in the index."""

import pytest

from tests.articles.conftest import data, fresh
from tests.articles.search.corpus import titles
from tests.http.stage import Stage, id_of
from tweipress.articles import actions, queries
from tweipress.articles.filing import actions as filing
from tweipress.articles.filing.forms import Filed
from tweipress.articles.models import Article
from tweipress.articles.search import checking
from tweipress.articles.search.models import Entry
from tweipress.pages.actions import leaving
from tweipress.people.models import Texts


@pytest.fixture
def wells(stage: Stage) -> Article:
    """An article that another one is related to."""
    lead = "Groundwater, wells and drought in the plain."
    drought = _published(stage, "Wells in a drought", lead)
    _published(stage, "Eleven hundred wells", lead)
    return drought


def _published(stage: Stage, title: str, lead: str) -> Article:
    draft = actions.save_draft(id_of(stage.author), data(title=title, lead=lead))
    actions.publish(draft)
    stage.books.next_day()
    return fresh(draft)


def named() -> list[str]:
    """Return the addresses that the page of the other article names."""
    other = queries.by_slug("eleven-hundred-wells")
    assert other is not None
    return [related.slug for related in queries.related(other)]


def test_a_new_address_is_the_one_that_related_articles_name(wells: Article) -> None:
    assert named() == ["wells-in-a-drought"]
    for slug in ("dry-wells", "no-water", "dry-wells"):
        assert filing.file(wells, Filed(wells.language, [], slug, None)) is None
        assert named() == [slug]
        assert list(checking.differences()) == []


def test_an_address_that_is_refused_changes_nothing(wells: Article) -> None:
    assert filing.file(wells, Filed(wells.language, [], "eleven-hundred-wells", None)) is not None
    assert named() == ["wells-in-a-drought"]
    assert list(checking.differences()) == []


def test_a_check_says_which_articles_name_others_by_what_they_were(wells: Article) -> None:
    Article.objects.filter(pk=wells.pk).update(slug="moved-by-hand")
    (other,) = Entry.objects.exclude(article=wells).values_list("article", flat=True)
    said = [f"article {other} names others by an old address or title"]
    assert list(checking.differences()) == said


def test_who_leaves_and_lets_the_texts_stay_is_found_as_before(
    stage: Stage, wells: Article
) -> None:
    assert leaving.close_account(stage.author, Texts.STAY) is None
    assert len(titles("drought", author=stage.author.pk)) == 2
    assert list(checking.differences()) == []


def test_texts_that_go_with_their_author_leave_the_index(stage: Stage, wells: Article) -> None:
    assert leaving.close_account(stage.author, Texts.GO) is None
    assert titles("drought") == titles("", author=stage.author.pk) == []
    assert not Entry.objects.exists()
    assert list(checking.differences()) == []
