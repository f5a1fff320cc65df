"""The paper's sections: their order, their names, and what becomes of articles under old names."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from tests.articles.conftest import form
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import BEES, SEA, published
from tweipress.articles import queries as articles
from tweipress.articles.models import Article, Revision
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.publication import actions, queries
from tweipress.publication.ordering import SECTIONS_MAX
from tweipress.security.models import SecurityEvent

pytestmark = pytest.mark.django_db(transaction=True)
SECTIONS = "/desk/paper/sections/"


@pytest.fixture
def bees(stage: Stage) -> Article:
    """An article in the section Science."""
    return published(stage.author, BEES)


@pytest.fixture
def sea(stage: Stage, bees: Article) -> Article:
    """An article in the section World, a day later."""
    stage.books.next_day()
    return published(stage.author, SEA)


def bar(path: str = "/") -> list[str]:
    """Return the sections of the bar, in order."""
    page = Client().get(path).content.decode()
    within = re.search(r'<nav class="sections".*?</nav>', page, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", within[0]) if within else []


def send(browser: Client, path: str, **fields: object) -> int:
    """Send a form as the page shows it now; return the status."""
    version = queries.row().version
    return browser.post(f"{SECTIONS}{path}", {"version": version, **fields}).status_code


def number(name: str) -> int:
    return next(row.pk for row in queries.sections() if row.name == name)


def listed(operator: Client, *names: str) -> None:
    for name in names:
        assert send(operator, "add/", name=name) == 303


def test_sections_without_a_list_are_in_the_bar_by_their_names(sea: Article) -> None:
    assert bar() == ["Science", "World"]


def test_the_bar_has_the_order_of_the_list_and_then_others(operator: Client, sea: Article) -> None:
    listed(operator, "World", "Culture")
    assert bar() == ["World", "Culture", "Science"]
    assert send(operator, f"{number('Culture')}/move/", do="up") == 303
    assert bar() == ["Culture", "World", "Science"]
    assert send(operator, f"{number('Culture')}/move/", do="down") == 303
    assert bar() == ["World", "Culture", "Science"]


def test_the_first_cannot_move_up_nor_the_last_down(operator: Client) -> None:
    listed(operator, "World", "Culture")
    assert send(operator, f"{number('World')}/move/", do="up") == 303
    assert send(operator, f"{number('Culture')}/move/", do="down") == 303
    assert [row.name for row in queries.sections()] == ["World", "Culture"]
    assert send(operator, f"{number('World')}/move/", do="sideways") == 422


def test_a_section_without_articles_has_a_page_that_says_so(operator: Client) -> None:
    listed(operator, "Culture")
    page = Client().get("/section/Culture/")
    assert "Nothing has been published here yet." in page.content.decode()


def test_a_renamed_section_keeps_its_articles_and_its_old_address_leads_on(
    operator: Client, bees: Article
) -> None:
    listed(operator, "Science")
    before = Article.objects.values_list("section", "updated", "versions").get()
    assert send(operator, f"{number('Science')}/rename/", name="Nature & Labs") == 303
    assert bar() == ["Nature &amp; Labs"]
    moved = Client().get("/section/Science/")
    assert (moved.status_code, moved["Location"]) == (301, "/section/Nature%20&%20Labs/")
    assert bees.title.partition(" <")[0] in Client().get(moved["Location"]).content.decode()
    for path in ("/", f"/post/{bees.slug}/"):
        page = Client().get(path).content.decode()
        assert '<a href="/section/Nature%20&amp;%20Labs/">Nature &amp; Labs</a>' in page
    assert Article.objects.values_list("section", "updated", "versions").get() == before


def test_older_articles_of_a_renamed_section_are_a_link_away(
    stage: Stage, operator: Client, bees: Article
) -> None:
    listed(operator, "Science")
    send(operator, f"{number('Science')}/rename/", name="Labs")
    stage.books.next_day()
    newer = published(stage.author, {**SEA, "section": "Labs"})
    page = Client().get("/section/Labs/").content.decode()
    assert page.index(newer.title) < page.index("How Bees")
    older = Client().get(f"/section/Labs/?before={newer.slug}").content.decode()
    assert "How Bees" in older


def test_a_name_can_be_given_back(operator: Client, bees: Article) -> None:
    listed(operator, "Science")
    here = number("Science")
    send(operator, f"{here}/rename/", name="Labs")
    assert send(operator, f"{here}/rename/", name="Science") == 303
    assert Client().get("/section/Science/").status_code == 200
    assert Client().get("/section/Labs/")["Location"] == "/section/Science/"


def test_browsers_keep_no_note_of_where_an_address_leads(operator: Client) -> None:
    listed(operator, "Science")
    send(operator, f"{number('Science')}/rename/", name="Labs")
    assert Client().get("/section/Science/")["Cache-Control"] == "no-store"


def test_authors_choose_from_the_list(stage: Stage, operator: Client) -> None:
    author = signed_in(stage.author)
    assert '<input type="text" name="section"' in author.get("/write/new/").content.decode()
    listed(operator, "World", "Culture")
    page = author.get("/write/new/").content.decode()
    within = re.search(r'<select name="section".*?</select>', page, re.DOTALL)
    assert within
    assert re.findall(r'value="([^"]*)"', within[0]) == ["", "World", "Culture"]
    assert author.post("/write/new/", form(section="Gossip")).status_code == 422
    assert author.post("/write/new/", form(section="Culture")).status_code == 303
    assert Article.objects.get().section == "Culture"


def test_an_article_under_a_former_name_is_edited_without_a_new_version(
    stage: Stage, operator: Client, bees: Article
) -> None:
    listed(operator, "Science")
    send(operator, f"{number('Science')}/rename/", name="Labs")
    author, path = signed_in(stage.author), f"/write/{bees.code}/"
    page = author.get(path).content.decode()
    assert '<option value="Science" selected>Labs</option>' in page
    (body,) = re.findall(r'<textarea name="body".*?>\n?(.*?)</textarea>', page, re.DOTALL)
    sent = {
        "title": bees.title,
        "lead": bees.lead,
        "section": "Science",
        "body": unescape(body),
        "do": "save",
    }
    assert author.post(path, sent).status_code == 303
    assert Revision.objects.filter(article=bees).count() == 1


def test_an_article_keeps_a_section_that_is_not_in_the_list(
    stage: Stage, operator: Client, bees: Article
) -> None:
    listed(operator, "World")
    page = signed_in(stage.author).get(f"/write/{bees.code}/").content.decode()
    assert '<option value="Science" selected>Science</option>' in page


def test_a_section_that_is_only_in_articles_is_offered_and_taken_in(
    operator: Client, sea: Article
) -> None:
    listed(operator, "Nature")
    page = operator.get(SECTIONS).content.decode()
    assert "Only in articles" in page
    assert send(operator, "take-in/", name="World") == 303
    assert send(operator, "take-in/", name="Science", into=number("Nature")) == 303
    assert bar() == ["Nature", "World"]
    assert "How Bees" in Client().get("/section/Nature/").content.decode()
    assert Client().get("/section/Science/")["Location"] == "/section/Nature/"
    assert send(operator, "take-in/", name="Nobodys") == 409


def test_a_removed_section_leaves_its_articles_to_another_or_as_they_are(
    operator: Client, sea: Article
) -> None:
    listed(operator, "Science", "World", "Nature")
    assert send(operator, f"{number('Science')}/remove/", into=number("Nature")) == 303
    assert bar() == ["World", "Nature"]
    assert "How Bees" in Client().get("/section/Nature/").content.decode()
    assert send(operator, f"{number('World')}/remove/", into="") == 303
    assert bar() == ["Nature", "World"]


@pytest.mark.parametrize("name", ["Science", "science", "SCIENCE ", "Old"])
def test_no_two_sections_have_one_name(operator: Client, name: str) -> None:
    listed(operator, "Old")
    send(operator, f"{number('Old')}/rename/", name="New")
    listed(operator, "Science")
    assert send(operator, "add/", name=name) == 409
    assert len(queries.sections()) == 2


@pytest.mark.parametrize("name", ["", "a/b", "..", "x" * 41, "Sci\u202eence", "a\nb", "\0"])
def test_a_name_that_no_address_can_hold_is_refused(operator: Client, name: str) -> None:
    assert send(operator, "add/", name=name) in {400, 422}
    assert queries.sections() == []


def test_markup_in_a_name_is_text(operator: Client, sea: Article) -> None:
    listed(operator, "<b>Bold<")
    assert "&lt;b&gt;Bold&lt;" in bar()
    assert Client().get("/section/%3Cb%3EBold%3C/").status_code == 200


def test_there_are_only_so_many(stage: Stage, operator: Client) -> None:
    for number_of in range(SECTIONS_MAX):
        assert actions.add_section(id_of(stage.operator), None, f"S{number_of}") is None
    assert send(operator, "add/", name="One more") == 409


def test_a_form_that_is_too_old_changes_nothing(stage: Stage, operator: Client) -> None:
    listed(operator, "World", "Culture")
    old = {"version": queries.row().version - 1}
    for path, fields in (
        ("add/", {"name": "New"}),
        (f"{number('World')}/rename/", {"name": "New"}),
        (f"{number('World')}/move/", {"do": "down"}),
        (f"{number('World')}/remove/", {"into": ""}),
    ):
        answer = operator.post(f"{SECTIONS}{path}", {**old, **fields})
        assert answer.status_code == 409, path
    assert [row.name for row in queries.sections()] == ["World", "Culture"]


def test_only_an_operator_may_order_them(stage: Stage, operator: Client) -> None:
    listed(operator, "World")
    editor = signed_in(stage.editor)
    for path in ("add/", "take-in/", f"{number('World')}/rename/"):
        assert editor.post(f"{SECTIONS}{path}", {"version": 1, "name": "X"}).status_code == 403
    refused = actions.remove_section(id_of(stage.editor), None, number("World"), None)
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.ROLE_MISSING


def test_each_change_of_a_section_is_a_security_event(operator: Client) -> None:
    listed(operator, "World")
    send(operator, f"{number('World')}/rename/", name="Abroad")
    said = list(
        SecurityEvent.objects.filter(event="paper_changed").values_list("detail", flat=True)
    )
    assert [sorted(detail) for detail in said] == [["section added"], ["name", "section renamed"]]


def test_letters_of_a_renamed_section_have_its_articles_whichever_name_was_asked_for(
    operator: Client, bees: Article
) -> None:
    listed(operator, "Science")
    assert send(operator, f"{number('Science')}/rename/", name="Labs") == 303
    since, until = bees.created - timedelta(days=2), bees.created + timedelta(days=2)
    for name in ("Labs", "Science"):
        assert articles.published_between(since, until, name, 5) == [bees], name
    assert articles.published_between(since, until, "World", 5) == []
