"""The paper's own pages: written as articles are, without an act, for whoever may read them."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.publication import actions, queries
from tweipress.publication.models import Page
from tweipress.publication.ownpages import PAGES_MAX
from tweipress.security.models import SecurityEvent

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = "/desk/paper/pages/"
BODY = "## Who we are\n\nFour people and a *heron*. <script>alert(1)</script>\n\n- Ink\n- Paper"


def page_form(**changed: Any) -> dict[str, Any]:
    """Return a page's form as it is sent."""
    sent = {"title": "About us", "slug": "about", "body": BODY, "version": 0}
    return {**sent, "is_public": "on", "is_listed": "on", "do": "save", **changed}


def written(operator: Client, **changed: Any) -> Page:
    """Return a page that an operator has written."""
    answer = operator.post(f"{PAGES}new/", page_form(**changed))
    assert answer.status_code == 303, answer.content.decode()
    return Page.objects.latest("pk")


def footer() -> list[str]:
    """Return the pages that every page links, in order."""
    return re.findall(r'href="/page/([^"]+)/"', Client().get("/").content.decode())


def test_a_page_has_headings_lists_and_emphasis_and_no_markup_of_its_own(
    stage: Stage, operator: Client
) -> None:
    before = stage.seq()
    written(operator, lead="In short.")
    page = Client().get("/page/about/").content.decode()
    for part in ("<h1>About us</h1>", "In short.", ">Who we are</h2>", "<em>heron</em>", "<li>"):
        assert part in page
    assert "<script>alert" not in page
    assert stage.seq() == before


def test_it_has_no_price_no_comments_and_nothing_to_rate(operator: Client) -> None:
    written(operator)
    page = Client().get("/page/about/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "Twei" not in main
    assert "<form" not in main


def test_public_pages_that_are_listed_are_linked_in_their_order(operator: Client) -> None:
    about = written(operator)
    written(operator, title="Imprint", slug="imprint")
    written(operator, title="Quiet", slug="quiet", is_listed="")
    written(operator, title="Secret", slug="secret", is_public="")
    assert footer() == ["about", "imprint"]
    sent = {"version": queries.row().version, "do": "down"}
    assert operator.post(f"{PAGES}{about.pk}/move/", sent).status_code == 303
    assert footer() == ["imprint", "about"]
    assert Client().get("/page/quiet/").status_code == 200
    assert Client().get("/page/secret/").status_code == 404


def test_the_list_offers_the_pages_that_most_papers_have(operator: Client) -> None:
    assert "Write the imprint" in operator.get(PAGES).content.decode()
    begun = operator.get(f"{PAGES}new/?slug=imprint").content.decode()
    assert 'value="imprint"' in begun
    assert 'value="Imprint"' in begun
    written(operator, slug="imprint")
    assert "Write the imprint" not in operator.get(PAGES).content.decode()


def test_an_address_is_made_of_the_title_and_an_old_one_leads_on(operator: Client) -> None:
    page = written(operator, slug="")
    assert page.slug == "about-us"
    sent = page_form(slug="who-we-are", version=page.version)
    assert operator.post(f"{PAGES}{page.pk}/", sent).status_code == 303
    moved = Client().get("/page/about-us/")
    assert (moved.status_code, moved["Location"]) == (301, "/page/who-we-are/")
    assert footer() == ["who-we-are"]


def test_a_title_without_latin_letters_asks_for_an_address(operator: Client) -> None:
    answer = operator.post(f"{PAGES}new/", page_form(title="발행인", slug=""))
    assert answer.status_code == 422
    assert "type one here" in answer.content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"slug": "../about"},
        {"slug": "About"},
        {"slug": "a" * 81},
        {"slug": "a b"},
        {"title": ""},
        {"title": "T" * 201},
        {"body": "x" * 200_000},
        {"version": "new"},
    ],
)
def test_what_no_page_can_be_is_refused_with_what_was_typed(
    operator: Client, changed: dict[str, str]
) -> None:
    answer = operator.post(f"{PAGES}new/", page_form(**changed))
    assert answer.status_code == 422
    assert "Four people" in answer.content.decode() or "body" in changed
    assert not Page.objects.exists()


def test_an_address_that_another_page_has_or_had_is_taken(operator: Client) -> None:
    first = written(operator)
    operator.post(f"{PAGES}{first.pk}/", page_form(slug="we", version=1))
    for slug in ("we", "about"):
        assert operator.post(f"{PAGES}new/", page_form(slug=slug)).status_code == 409
    assert Page.objects.count() == 1


def test_of_two_who_edit_one_page_the_later_sees_both_texts(operator: Client) -> None:
    page = written(operator)
    mine = page_form(body="Mine.", version=1)
    theirs = page_form(body="Theirs.", version=1)
    assert operator.post(f"{PAGES}{page.pk}/", theirs).status_code == 303
    answer = operator.post(f"{PAGES}{page.pk}/", mine)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine." in said
    assert "Theirs." in said
    (version,) = re.findall(r'name="version" value="(\d+)"', said)
    assert operator.post(f"{PAGES}{page.pk}/", {**mine, "version": version}).status_code == 303
    assert "Mine." in Client().get("/page/about/").content.decode()


def test_a_page_can_be_begun_without_a_text(operator: Client) -> None:
    written(operator, body="")
    assert Client().get("/page/about/").status_code == 200


def test_a_preview_saves_nothing(operator: Client) -> None:
    answer = operator.post(f"{PAGES}new/", page_form(do="preview"))
    assert "<em>heron</em>" in answer.content.decode()
    assert not Page.objects.exists()


def test_a_deleted_page_is_gone_with_its_addresses(operator: Client) -> None:
    page = written(operator)
    assert "cannot be undone" in operator.get(f"{PAGES}{page.pk}/delete/").content.decode()
    assert operator.post(f"{PAGES}{page.pk}/delete/", {"version": 7}).status_code == 409
    assert operator.post(f"{PAGES}{page.pk}/delete/", {"version": 1}).status_code == 303
    assert Client().get("/page/about/").status_code == 404
    assert footer() == []
    assert operator.get(f"{PAGES}{page.pk}/").status_code == 404


def test_there_are_only_so_many_pages(stage: Stage, operator: Client) -> None:
    for number in range(PAGES_MAX):
        Page.objects.create(slug=f"p{number}", title="P", position=number)
    assert operator.post(f"{PAGES}new/", page_form()).status_code == 409


def test_only_an_operator_may_write_them(stage: Stage, operator: Client) -> None:
    page = written(operator)
    editor = signed_in(stage.editor)
    for path in ("", "new/", f"{page.pk}/", f"{page.pk}/delete/"):
        assert editor.get(f"{PAGES}{path}").status_code == 403
    refused = actions.delete_page(id_of(stage.editor), page.pk, 1)
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.ROLE_MISSING
    events = SecurityEvent.objects.filter(event="paper_changed")
    assert [event.detail for event in events] == [{"page saved": "about", "public": True}]
