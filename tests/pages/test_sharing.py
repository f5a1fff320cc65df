"""What an article shows where it is shared: tags for cards, facts for programs, a made picture."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pytest_django import Settings

from tests.http.stage import Stage, id_of
from tests.pages.conftest import BEES, published, shown
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.pages.sharing import drawings
from tweipress.pages.sharing.card import Card, svg

PICTURE = re.compile(r'property="og:image" content="http://localhost:8000([^"]+)"')
FACTS = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> None:
    """Keep the pictures of a test apart."""
    settings.TWEIPRESS_DATA = tmp_path


def facts(page: str) -> dict[str, Any]:
    (text,) = FACTS.findall(page)
    told: dict[str, Any] = json.loads(text)
    return told


def test_a_page_tells_programs_what_it_is(stage: Stage, bees: Article) -> None:
    page = shown(Client(), f"/post/{bees.slug}/")
    told = facts(page)
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == "How Bees <Vote>"
    assert told["author"]["url"] == "http://localhost:8000/member/author/"
    assert told["mainEntityOfPage"] == f"http://localhost:8000/post/{bees.slug}/"
    assert told["image"][0].startswith("http://localhost:8000/card/how-bees-vote/")
    assert "Twei" not in json.dumps({**told, "publisher": None})
    assert '<meta property="og:title" content="How Bees &lt;Vote&gt;">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page


def test_a_hostile_title_ends_no_script(stage: Stage) -> None:
    hostile = "</script><script>alert(1)</script>"
    article = published(stage.author, {**BEES, "title": hostile, "lead": hostile})
    page = shown(Client(), f"/post/{article.slug}/")
    assert facts(page)["headline"] == hostile
    assert "<script>alert(1)" not in page


def test_the_picture_is_drawn_once_and_kept(stage: Stage, bees: Article, tmp_path: Path) -> None:
    (path,) = PICTURE.findall(shown(Client(), f"/post/{bees.slug}/"))
    first = Client().get(path)
    assert (first.status_code, first["Content-Type"]) == (200, "image/png")
    assert "immutable" in first["Cache-Control"]
    with Image.open(BytesIO(first.content)) as picture:
        assert picture.size == (1200, 630)
    (file,) = (tmp_path / "cards").iterdir()
    drawn_ns = file.stat().st_mtime_ns
    assert Client().get(path).content == first.content
    assert file.stat().st_mtime_ns == drawn_ns


def test_a_picture_of_an_old_title_leads_to_the_new_one(stage: Stage, bees: Article) -> None:
    (before,) = PICTURE.findall(shown(Client(), f"/post/{bees.slug}/"))
    assert actions.edit(id_of(stage.author), bees, {**BEES, "title": "How Bees Wait"}) is None
    (after,) = PICTURE.findall(shown(Client(), f"/post/{bees.slug}/?again"))
    assert after != before
    answer = Client().get(before)
    assert (answer.status_code, answer["Location"]) == (302, after)
    assert Client().get(f"/card/nothing/{'0' * 32}.png").status_code == 404


def test_only_so_many_pictures_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drawings, "KEPT_MAX", 4)
    monkeypatch.setattr(drawings, "SPARE", 2)
    for number in range(6):
        drawings.drawn(Card(f"Title {number}", "", "en", "Paper"))
    assert len(list((tmp_path / "cards").iterdir())) <= 4
    assert drawings.kept(Card("Title 5", "", "en", "Paper")) is not None


def test_a_full_disk_costs_drawing_again(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text("no folder")
    assert drawings.drawn(Card("Title", "", "en", "Paper")).startswith(b"\x89PNG")


def test_letters_that_no_font_has_leave_the_papers_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(drawings, "_can_draw", lambda samples: False)
    monkeypatch.setattr(drawings, "_png", lambda drawing: said.append(drawing) or b"")  # type: ignore[func-returns-value]  # for its effect
    drawings.drawn(Card("바다", "Section", "ko", "The Paper"))
    assert "바다" not in said[0]
    assert said[0].count("The Paper") == 2


def test_the_machine_has_latin_letters_and_none_that_nobody_draws() -> None:
    assert drawings._is_visible("a")  # noqa: SLF001  # what the fallback stands on
    assert not drawings._is_visible("\U00012000")  # noqa: SLF001  # the same


@given(st.text(max_size=200), st.text(max_size=40), st.sampled_from(["en", "ar", "ko", "xx"]))
def test_a_picture_of_anything_is_well_formed(title: str, section: str, language: str) -> None:
    drawing = svg(Card(title, section, language, "Tweipress"))
    root = ET.fromstring(drawing)  # noqa: S314  # it is ours
    lines = [node for node in root.iter() if node.tag.endswith("text")]
    assert len(lines) <= 7


@pytest.mark.parametrize("title", ["x" * 200, "바" * 200, "the sea " * 25, "🐝" * 200])
def test_a_long_title_stays_within_the_picture(title: str) -> None:
    root = ET.fromstring(svg(Card(title, "", "en", "Tweipress")))  # noqa: S314  # it is ours
    for node in root.iter():
        if node.tag.endswith("text"):
            assert 60 < int(node.attrib["y"]) < 620
