"""The language of a page: the member's own choice, else the browser's, else English."""

import pytest
from django.test import Client
from django.utils import translation

from tests.http.stage import Stage, set_stage, signed_in
from tests.scratch_books import BooksStage
from tweipress.people.actions.members import set_profile

pytestmark = pytest.mark.django_db(transaction=True)
SPANISH = {"accept-language": "es-ES,es;q=0.9,en;q=0.5"}


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """Give the cast on fresh books."""
    return set_stage(books)


def test_a_visitor_reads_what_the_browser_asks_for(stage: Stage) -> None:
    page = Client().get("/", headers=SPANISH)
    assert '<html lang="es" dir="ltr">' in page.content.decode()
    assert page["Content-Language"] == "es"
    assert "Accept-Language" in page["Vary"]


@pytest.mark.parametrize(("language", "direction"), [("ko", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/signup/", "/nowhere/"])
def test_every_frame_has_its_language_and_direction(
    stage: Stage, path: str, language: str, direction: str
) -> None:
    page = Client().get(path, headers={"accept-language": language})
    assert f'<html lang="{language}" dir="{direction}">' in page.content.decode()
    assert page["Content-Language"] == language


def test_a_language_that_the_site_lacks_becomes_english(stage: Stage) -> None:
    page = Client().get("/", headers={"accept-language": "tlh"})
    assert '<html lang="en" dir="ltr">' in page.content.decode()


def test_a_members_choice_counts_more_than_the_browsers(stage: Stage) -> None:
    set_profile(stage.reader, "", language="es")
    page = signed_in(stage.reader).get("/me/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "es"


def test_a_member_without_a_choice_reads_what_the_browser_asks_for(stage: Stage) -> None:
    page = signed_in(stage.reader).get("/me/", headers=SPANISH)
    assert page["Content-Language"] == "es"


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_a_member_chooses_any_language_that_is_offered(stage: Stage, language: str) -> None:
    browser = signed_in(stage.reader)
    assert browser.post("/me/profile/", {"bio": "", "language": language}).status_code == 302
    assert browser.get("/me/")["Content-Language"] == language


def test_a_member_chooses_a_language_in_the_profile(stage: Stage) -> None:
    browser = signed_in(stage.reader)
    assert browser.post("/me/profile/", {"bio": "", "language": "es"}).status_code == 302
    assert browser.get("/me/profile/")["Content-Language"] == "es"
    assert browser.post("/me/profile/", {"language": "tlh"}).status_code == 422


def test_an_error_page_has_the_readers_language_too(stage: Stage) -> None:
    page = Client().get("/nowhere/", headers=SPANISH)
    assert page.status_code == 404
    assert '<html lang="es" dir="ltr">' in page.content.decode()


def test_the_language_ends_with_the_request(stage: Stage) -> None:
    Client().get("/", headers=SPANISH)
    assert translation.get_language() == "en"
