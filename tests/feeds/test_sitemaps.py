"""Sitemaps: every page once, today's news, and where robots are told of them."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tests.feeds.conftest import published
from tests.http.stage import Stage, id_of
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.articles.queries import feeds
from tweipress.bank import clock

SITE = "http://localhost:8000"


def told(path: str) -> list[str]:
    """Return the addresses in a sitemap."""
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314  # it is ours
    return [node.text or "" for node in root.iter() if node.tag.endswith("}loc")]


def test_the_index_leads_to_every_page_of_the_site(stage: Stage) -> None:
    files = told("/sitemap.xml")
    assert files == [f"{SITE}/sitemap/{name}.xml" for name in ("pages", "news", "articles/0")]
    pages = [page for file in files for page in told(file.removeprefix(SITE))]
    wanted = ("/", "/section/Nature/", "/section/World/", "/tag/sea-life/", "/about/rules/")
    assert {SITE + path for path in wanted} <= set(pages)
    assert pages.count(f"{SITE}/post/how-bees-vote/") in {1, 2}  # once as news
    for page in set(pages):
        assert Client().get(page.removeprefix(SITE)).status_code == 200


def test_what_was_taken_back_and_drafts_are_in_no_sitemap(stage: Stage) -> None:
    article = Article.objects.get(slug="how-bees-vote")
    actions.take_back(id_of(stage.author), article, "Wrong.")
    assert f"{SITE}/post/how-bees-vote/" not in told("/sitemap/articles/0.xml")


def test_a_range_has_its_own_articles(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "RANGE", 1)
    numbers = Article.objects.order_by("pk").values_list("pk", "slug")
    for number, slug in numbers:
        assert told(f"/sitemap/articles/{number}.xml") == [f"{SITE}/post/{slug}/"]


@pytest.mark.parametrize("number", [7, 10**30])
def test_a_range_beyond_the_last_article_is_not_there(stage: Stage, number: int) -> None:
    assert Client().get(f"/sitemap/articles/{number}.xml").status_code == 404


def test_news_are_of_the_last_two_days(stage: Stage) -> None:
    Article.objects.filter(slug="how-bees-vote").update(dated_at=clock.now() - timedelta(hours=49))
    published(stage, title="Today")
    assert f"{SITE}/post/today/" in told("/sitemap/news.xml")
    assert f"{SITE}/post/how-bees-vote/" not in told("/sitemap/news.xml")
    news = Client().get("/sitemap/news.xml?again").content.decode()
    assert "<news:name>localhost</news:name><news:language>en</news:language>" in news


def test_robots_are_told_of_the_sitemap_and_of_what_is_private(stage: Stage) -> None:
    text = Client().get("/robots.txt").content.decode()
    assert f"Sitemap: {SITE}/sitemap.xml\n" in text
    assert "Disallow: /me/\n" in text
