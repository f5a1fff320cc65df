"""Pictures in lists: each article's first one, in the size of its place, with nothing looked up."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.http.stage import Stage, id_of
from tests.pages.conftest import BEES, SEA, published, shown
from tests.pictures.conftest import added
from tests.pictures.hostile import photograph
from tweipress.articles.models import Article
from tweipress.pages.actions import pictures as following
from tweipress.pictures import actions as library
from tweipress.pictures.queries import PictureView

HIVE = "A hive in May"


@pytest.fixture
def hive(stage: Stage, settings: Settings, tmp_path: Path) -> PictureView:
    """Return a photograph of the author's, which is to be cut around its upper left."""
    settings.MEDIA_ROOT = tmp_path / "media"
    content = photograph(1600, 1000)
    return added(stage.author, content, "hive.jpg", alt=HIVE, focal_x=20, focal_y=55)


@pytest.fixture
def drawn(stage: Stage, hive: PictureView) -> Article:
    """Return an article with a picture."""
    return published(stage.author, illustrated(BEES, hive))


def illustrated(data: dict[str, Any], picture: PictureView) -> dict[str, Any]:
    """Return an article's text that ends with a picture."""
    block = {"kind": "picture", "picture": picture.number, "alt": ""}
    return {**data, "sections": [*data["sections"], {"heading": "", "blocks": [block]}]}


def thumbs(page: str) -> list[str]:
    """Return the pictures of a page's lists, with what they lead to."""
    return re.findall(r"<a [^>]*>(?:<picture>.*?)?<img.*?</a>", page, re.DOTALL)


def test_the_lead_is_large_and_loaded_at_once_the_others_small_and_when_they_are_near(
    stage: Stage, drawn: Article, hive: PictureView
) -> None:
    stage.books.next_day()
    newer = published(stage.author, illustrated(SEA, hive))
    lead, other = thumbs(shown(Client(), "/"))
    for thumb, article in ((lead, newer), (other, drawn)):
        assert thumb.startswith(f'<a class="thumb at-1-2" href="/post/{article.slug}/"')
        assert f'src="{hive.src}" width="1600" height="1000" alt=""' in thumb
        assert 'type="image/avif"' in thumb
        assert f"{hive.at(800)} 800w" in thumb
    assert 'fetchpriority="high"' in lead
    assert "lazy" not in lead
    assert f"{hive.at(1600)} 1600w" in lead
    assert 'loading="lazy"' in other
    assert "1600w" not in other


def test_every_list_shows_the_picture_and_says_nothing_twice(stage: Stage, drawn: Article) -> None:
    for path in ("/", "/section/Science/", "/search/?q=bees", "/member/author/"):
        (thumb,) = thumbs(shown(Client(), path))
        is_beside = 'tabindex="-1" aria-hidden="true"' in thumb
        assert is_beside is ("How Bees" not in thumb), "it is named once by those who read aloud"
        assert 'alt=""' in thumb
        assert HIVE not in thumb


def test_a_list_without_pictures_has_no_place_for_them(bees: Article) -> None:
    assert thumbs(shown(Client(), "/")) == []
    assert "has-picture" not in shown(Client(), "/")


def test_a_list_with_pictures_asks_the_databases_no_more(stage: Stage, hive: PictureView) -> None:
    def reads(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(Client(), path)
        return len(captured)

    paths = ("/", "/section/Science/", "/search/?q=bees", "/member/author/")
    published(stage.author, BEES)
    plain = [reads(path) for path in paths]
    stage.books.next_day()
    published(stage.author, illustrated({**BEES, "title": "More Bees"}, hive))
    assert [reads(path) for path in paths] == plain


def test_a_removed_picture_leaves_lists_and_related_articles(
    stage: Stage, drawn: Article, hive: PictureView
) -> None:
    stage.enter("editor", 0, "editor")
    stage.books.next_day()
    related = published(stage.author, {**BEES, "title": "How Bees Count"})
    assert len(thumbs(shown(Client(), f"/post/{related.slug}/"))) == 1
    assert library.remove(id_of(stage.editor), hive.number, "Not ours.") is None
    following.draw_again(hive.number)
    for path in ("/", f"/post/{related.slug}/"):
        assert thumbs(shown(Client(), path)) == []


def test_a_feed_names_the_picture(drawn: Article, hive: PictureView) -> None:
    rss, atom, told = (shown(Client(), f"/feeds/{form}/") for form in ("rss", "atom", "json"))
    assert re.search(rf'<media:content [^>]*url="[^"]+{hive.src}"', rss)
    assert re.search(rf'<link [^>]*href="[^"]+{hive.src}"[^>]* rel="enclosure"', atom) or (
        re.search(rf'<link [^>]*rel="enclosure"[^>]*{hive.src}', atom)
    )
    assert re.search(rf'"image": "[^"]+{hive.src}"', told)
