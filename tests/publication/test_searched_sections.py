"""Search goes by the sections that readers see now, whatever articles were written under."""

import re

import pytest
from django.test import Client

from tests.articles.search.corpus import article
from tests.http.stage import Stage, id_of
from tests.pages.conftest import BEES, SEA, published
from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.articles.search import checking
from tweipress.core.ids import MemberId
from tweipress.publication import actions, queries

pytestmark = pytest.mark.django_db(transaction=True)
OPTION = re.compile(r"<option( selected)?>([^<]*)</option>")
KICKER = re.compile(r'<p class="kicker"><a href="[^"]*">([^<]*)</a>')


def number(name: str) -> int:
    return next(row.pk for row in queries.sections() if row.name == name)


def rename(by: MemberId, name: str, new: str) -> None:
    assert actions.rename_section(by, None, number(name), new) is None


@pytest.fixture
def by(stage: Stage) -> MemberId:
    """Return who may order sections; there are Science and World, with an article in each."""
    by = id_of(stage.operator)
    for name, data in (("Science", BEES), ("World", SEA)):
        assert actions.add_section(by, None, name) is None
        published(stage.author, data)
        stage.books.next_day()
    return by


def asked(query: str) -> tuple[int, set[str], list[tuple[str, str]]]:
    """Return how many articles a search shows, their sections, and the choice of sections."""
    page = Client().get(f"/search/?{query}").content.decode()
    sections = KICKER.findall(page)
    return len(sections), set(sections), OPTION.findall(page)


def test_a_renamed_section_is_one_choice_and_finds_what_was_written_under_any_name(
    stage: Stage, by: MemberId
) -> None:
    assert asked("q=the&section=Science") == (
        1,
        {"Science"},
        [(" selected", "Science"), ("", "World")],
    )
    rename(by, "Science", "Nature")
    rename(by, "Nature", "Labs & Fields")
    published(stage.author, {**SEA, "title": "The lab at sea", "section": "Labs & Fields"})
    choice = [(" selected", "Labs &amp; Fields"), ("", "World")]
    for name in ("Labs+%26+Fields", "Science", "Nature"):
        same = asked(f"q=the&section={name}")
        assert same == (2, {"Labs &amp; Fields"}, choice), name
        assert asked(f"section={name}") == same, name
    assert asked("q=the&section=World")[:2] == (1, {"World"})
    assert asked("q=the")[0] == 3


def test_a_merged_section_is_found_under_the_one_that_has_it_now(by: MemberId) -> None:
    assert actions.remove_section(by, None, number("Science"), number("World")) is None
    for name in ("World", "Science"):
        assert asked(f"q=the&section={name}") == (2, {"World"}, [(" selected", "World")]), name
    assert asked("q=thousand&section=World")[0] == 1
    assert asked("q=the+-thousand&section=World")[0] == 1


def test_a_section_that_is_only_in_articles_is_found_by_its_name(by: MemberId) -> None:
    assert actions.remove_section(by, None, number("Science"), None) is None
    assert asked("section=Science")[:2] == (1, {"Science"})
    for name in ("Nowhere", "%22+OR+%22", "%27+%7C+%27", "x" * 500):
        assert asked(f"section={name}")[0] == 0, name


def test_changed_sections_leave_the_index_in_step(by: MemberId) -> None:
    rename(by, "Science", "Nature")
    assert list(checking.differences()) == []
    assert actions.remove_section(by, None, number("Nature"), number("World")) is None
    assert list(checking.differences()) == []


def test_articles_of_a_renamed_section_are_related_as_those_of_one(by: MemberId) -> None:
    for title in ("Bread and the weather", "The rook on the wall", "What a night train costs"):
        article(title)
    before = article("A market of honey", "Jars and bees.", section="World", day=2)
    rename(by, "World", "Abroad")
    article("What honey is worth", "Prices doubled.", section="Abroad", day=3)
    stored = articles.by_slug(before.slug)
    assert isinstance(stored, Article)
    assert [other.title for other in articles.related(stored)] == ["What honey is worth"]
