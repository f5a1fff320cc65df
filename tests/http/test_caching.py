"""Caches and the files at the root: who may keep an answer."""

from contextlib import closing

import pytest
from django.test import Client

from tests.http.stage import Stage, set_stage, signed_in
from tests.scratch_books import BooksStage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """Give the cast on fresh books."""
    return set_stage(books)


@pytest.mark.parametrize("path", ["/", "/me/", "/me/profile/", "/nowhere/", "/about/rules/"])
def test_no_cache_keeps_what_a_signed_in_member_sees(stage: Stage, path: str) -> None:
    assert signed_in(stage.reader).get(path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/about/rules/", "/search/?q=bees"])
def test_a_cache_can_keep_a_visitors_page_by_language(stage: Stage, path: str) -> None:
    page = Client().get(path)
    assert "Cache-Control" not in page.headers
    assert {"Accept-Language", "Cookie"} <= set(page["Vary"].split(", "))


@pytest.mark.parametrize("path", ["/robots.txt", "/favicon.ico"])
def test_what_programs_ask_for_at_the_root_is_there(path: str) -> None:
    with closing(Client().get(path)) as file:
        assert file.status_code == 200
