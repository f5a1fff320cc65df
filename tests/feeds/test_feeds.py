"""Feeds of the site, a section, a tag and an author, as programs read them."""

import json
import re
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from django.test import Client
from django.utils.http import http_date
from pytest_django import Settings

from tests.articles.conftest import data
from tests.feeds.conftest import FORMS, published
from tests.http.stage import Stage, id_of
from tweipress.articles import actions
from tweipress.articles.filing import addresses
from tweipress.articles.models import Article
from tweipress.bank import clock

SCOPES = {
    "/feeds/{}/": ["The <sea> & “salt”", "How bees vote"],
    "/feeds/{}/section/Nature/": ["How bees vote"],
    "/feeds/{}/tag/sea-life/": ["How bees vote"],
    "/feeds/{}/author/author/": ["The <sea> & “salt”", "How bees vote"],
}


def entries(path: str) -> list[dict[str, Any]]:
    """Return what a program finds in a feed, the same of all three forms."""
    answer = Client().get(path)
    assert answer.status_code == 200, path
    if "json" in answer["Content-Type"]:
        told = json.loads(answer.content)
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        keys = {"id": "id", "title": "title", "link": "url"}
        return [{key: item[name] for key, name in keys.items()} for item in told["items"]]
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    keys = {"id": "id", "title": "title", "link": "link"}
    return [{key: entry[name] for key, name in keys.items()} for entry in parsed.entries]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_feed_has_the_newest_articles_of_its_scope(stage: Stage, form: str, scope: str) -> None:
    rows = entries(scope.format(form))
    titles = [re.sub("&amp;", "&", row["title"]) for row in rows]
    titles = [title.replace("&lt;", "<").replace("&gt;", ">") for title in titles]
    assert titles == SCOPES[scope]
    assert all(row["link"].startswith("http://localhost:8000/post/") for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_keeps_its_name_when_its_address_changes(stage: Stage, form: str) -> None:
    before = entries(f"/feeds/{form}/")
    article = Article.objects.get(slug="how-bees-vote")

    addresses.readdress(article, "new-name")
    after = entries(f"/feeds/{form}/?again")
    assert [row["id"] for row in after] == [row["id"] for row in before]
    assert after[1]["link"] == "http://localhost:8000/post/new-name/"


@pytest.mark.parametrize("form", FORMS)
def test_drafts_and_what_was_taken_back_are_in_no_feed(stage: Stage, form: str) -> None:
    actions.save_draft(id_of(stage.author), data(title="Hidden"))
    article = Article.objects.get(slug="how-bees-vote")
    actions.take_back(id_of(stage.author), article, "Wrong.")
    answer = Client().get(f"/feeds/{form}/")
    assert "Hidden" not in answer.content.decode()
    assert "bees" not in answer.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_no_figure_of_a_person_is_in_a_feed(stage: Stage, form: str, settings: Settings) -> None:
    settings.TWEIPRESS_FEED_TEXT = "full"
    stage.read(stage.reader, Article.objects.get(slug="how-bees-vote"))
    text = Client().get(f"/feeds/{form}/").content.decode()
    assert not re.search(r"\d+ Twei|LVL|Earn|comments?|@example", text)


@pytest.mark.parametrize("form", FORMS)
def test_the_setting_decides_whether_a_feed_has_whole_texts(
    stage: Stage, form: str, settings: Settings
) -> None:
    summary = Client().get(f"/feeds/{form}/").content.decode()
    assert "A swarm agrees." in summary
    assert "word100" not in summary
    settings.TWEIPRESS_FEED_TEXT = "full"
    full = Client().get(f"/feeds/{form}/?full").content.decode()
    assert "word100" in full
    assert "A swarm agrees." in full


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/nothing/",
        "/feeds/rss/section/Nowhere/",
        "/feeds/rss/tag/nothing/",
        "/feeds/rss/author/nobody/",
        f"/feeds/rss/tag/{quote('🐝' * 80)}/",
    ],
)
def test_a_feed_of_nothing_is_not_there(stage: Stage, path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_site_without_articles_has_a_feed_that_never_changes(books: Any, form: str) -> None:
    first, second = Client().get(f"/feeds/{form}/"), Client().get(f"/feeds/{form}/?again")
    assert first.status_code == 200
    assert first.content == second.content or "self" in first.content.decode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("browser", ["visitor", "with a cookie"])
def test_who_has_this_very_feed_is_answered_304(stage: Stage, form: str, browser: str) -> None:
    client, path = Client(), f"/feeds/{form}/"
    if browser != "visitor":
        client.cookies["anything"] = "at all"
    first = client.get(path)
    for _ in range(2):  # made for this request, and kept from another
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    published(stage, title="A third one", lead="New.")
    again = client.get(f"{path}?new", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "A third one" in again.content.decode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("browser", ["visitor", "with a cookie"])
def test_who_asks_by_a_date_alone_is_told_that_an_article_was_taken_back(
    stage: Stage, form: str, browser: str
) -> None:
    client, path = Client(), f"/feeds/{form}/"
    if browser != "visitor":
        client.cookies["anything"] = "at all"
    newest = published(stage, title="A third one", lead="New.")
    first = client.get(path)
    asked_at = first.get("Last-Modified") or http_date(clock.now_ms() // 1_000)
    actions.take_back(id_of(stage.author), newest, "Wrong.")
    for _ in range(2):  # made for this request, and kept from another
        again = client.get(f"{path}?again", headers={"if-modified-since": asked_at})
        assert again.status_code == 200
        assert "A third one" not in again.content.decode()


def test_pages_say_where_their_feeds_are(stage: Stage) -> None:
    for page, feed in (
        ("/", "/feeds/{}/"),
        ("/section/Nature/", "/feeds/{}/section/Nature/"),
        ("/tag/sea-life/", "/feeds/{}/tag/sea-life/"),
        ("/member/author/", "/feeds/{}/author/author/"),
    ):
        html = Client().get(page).content.decode()
        for form in FORMS:
            assert f'href="{feed.format(form)}"' in html, (page, form)
    assert 'href="/feeds/atom/"' in Client().get("/post/how-bees-vote/").content.decode()
