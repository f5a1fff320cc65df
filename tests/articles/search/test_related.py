"""Related articles: those that speak of the same name each other, while they are public."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.articles.conftest import data, fresh
from tests.articles.search.corpus import article
from tests.http.stage import Stage, id_of
from tweipress.articles import actions, queries
from tweipress.articles.models import Article
from tweipress.articles.search import checking
from tweipress.articles.search.related import SHOWN_MAX

FILLER = (
    ("Bread and the weather", "A baker reads the barometer."),
    ("The rook on the wall", "A bird comes to the prison."),
    ("Everything twice", "A clockmaker mends two of each."),
    ("What a night train costs", "Beds on rails, by the mile."),
)


def related(of: Article) -> list[str]:
    """Return the titles that the page of an article names."""
    shown = queries.by_slug(of.slug)
    assert shown is not None
    return [other.title for other in queries.related(shown)]


@pytest.fixture
def filler(transactional_db: None) -> None:
    """Publish articles about something else."""
    for title, lead in FILLER:
        article(title, lead)


def test_articles_about_the_same_name_each_other_the_closest_first(filler: None) -> None:
    wells = article(
        "Eleven hundred wells", "Groundwater sinks below the wells of the plain.", day=2
    )
    drought = article("A plain without groundwater", "Farmers deepen their wells.", day=3)
    tide = article("The town that writes down the sea", "Groundwater turns to salt.", day=4)
    assert related(wells) == [drought.title]
    assert related(drought) == [wells.title]
    assert related(tide) == [], "one word in common is chance"


def test_the_same_section_counts_as_much_as_a_word(filler: None) -> None:
    first = article("A market of honey", "Jars and bees.", section="Economy", day=2)
    second = article("What honey is worth", "Prices doubled.", section="Economy", day=3)
    third = article("Honey on bread", "Breakfast.", section="Food", day=4)
    assert related(first) == [second.title]
    assert related(third) == []


def test_words_that_say_nothing_relate_nothing(transactional_db: None) -> None:
    first = article("What is it all about?", "It was the one that we had before.")
    second = article("What was it after all?", "It is not the one which they have.", day=2)
    assert related(first) == related(second) == []


def test_what_is_taken_back_is_named_nowhere_and_a_new_title_everywhere(stage: Stage) -> None:
    wells, drought, plain = (
        _published(stage, title, lead="Groundwater, wells and drought in the plain.")
        for title in ("Eleven hundred wells", "Wells in a drought", "A plain of wells")
    )
    assert set(related(wells)) == {drought.title, plain.title}
    assert (
        actions.edit(id_of(stage.author), drought, data(title="Dry wells", lead=drought.lead))
        is None
    )
    assert set(related(wells)) == {"Dry wells", plain.title}
    actions.take_back(id_of(stage.author), plain, "A mistake.")
    assert related(wells) == ["Dry wells"]
    assert list(checking.differences()) == []


def test_an_article_names_a_few_others_and_its_page_asks_nothing_more_for_them(
    transactional_db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [
        article(f"Wells of county {number}", "Groundwater and drought.", day=number + 1)
        for number in range(SHOWN_MAX + 3)
    ]
    with django_assert_num_queries(1):
        assert len(related(many[-1])) == SHOWN_MAX


def _published(stage: Stage, title: str, lead: str) -> Article:
    draft = actions.save_draft(id_of(stage.author), data(title=title, lead=lead))
    actions.publish(draft)
    stage.books.next_day()
    return fresh(draft)
