"""Error pages say what happened, why, and what to do; every page keeps the strict policy."""

import re

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import server_error

from tests.http.stage import Stage, signed_in
from tests.pages.conftest import shown, words
from tweipress.articles.models import Article

POLICY = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:"),
    *("connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
}
INLINE = re.compile(
    r"<style|<script(?![^>]*\ssrc=|[^>]* type=\"application/(?:ld\+)?json\")"
    r"|\sstyle=|\son[a-z]+=|javascript:|\s(?:data-)?hx-on"
)
"""What a policy without inline parts stops; a block of JSON is data, which no browser runs."""
PAGES = ("/", "/section/Science/", "/search/", "/search/?q=swarm", "/about/rules/")
MORE = ("/about/privacy/", "/accounts/login/", "/accounts/signup/", "/nowhere/", "/post/nothing/")
MEMBERS = ("/me/", "/write/", "/write/new/")


@pytest.mark.parametrize("who", ["", "reader", "commenter", "author", "moderator"])
def test_no_page_has_anything_inline_and_each_says_its_policy(
    stage: Stage, bees: Article, who: str
) -> None:
    client = signed_in(stage.cast[who]) if who else Client()
    for path in (*PAGES, *MORE, f"/post/{bees.slug}/", *(MEMBERS if who else ())):
        response = client.get(path)
        page = response.content.decode()
        if response.status_code in {200, 404}:
            assert INLINE.findall(page) == [], path
            assert "</footer>" in page
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY, path


@pytest.mark.parametrize("path", ["/nowhere/", "/post/nothing/", "/section/Nothing/", "/member/x/"])
def test_a_page_that_is_not_there_says_what_to_do(stage: Stage, path: str) -> None:
    said = words(shown(Client(), path, 404))
    assert "There is no such page." in said
    assert "front page" in said


def test_a_form_that_cannot_be_read_and_leads_nowhere_is_not_found(stage: Stage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.reader)
    client.get("/")  # for the cookie of the token: without it, no form is read
    response = client.post("/nowhere/", b"{", content_type="multipart/form-data")
    assert response.status_code == 404
    assert "There is no such page." in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_every_error_page_has_its_three_sentences(name: str) -> None:
    page = render_to_string(f"{name}.html")
    notice = re.search(r'role="alert">(.*?)</div>', page, re.DOTALL)
    assert notice
    sentences = re.findall(r"<(?:h1|p)>(.*?)</(?:h1|p)>", notice[1], re.DOTALL)
    assert [bool(sentence.strip()) for sentence in sentences] == [True] * 3


@pytest.mark.django_db(databases=[])
def test_the_page_of_an_own_mistake_needs_no_database() -> None:
    page = server_error(HttpRequest()).content.decode()
    assert "Something went wrong on our side." in page
    assert "Sign in" not in page


def test_a_form_from_an_old_page_is_refused_kindly(stage: Stage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.reader)
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert "This form could not be accepted." in response.content.decode()


def test_a_script_that_asks_for_nothing_known_gets_the_notice_alone(stage: Stage) -> None:
    response = Client().get("/nowhere/", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 404
    assert "There is no such page." in page
    assert "<html" not in page


def test_pages_are_read_and_nothing_else(stage: Stage) -> None:
    for path in ("/", "/search/", "/about/rules/", "/about/privacy/"):
        assert Client().post(path).status_code == 405
