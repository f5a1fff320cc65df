"""Search, and the pages about the site."""

from django.test import Client

from tests.http.stage import Stage
from tests.pages.conftest import shown, words
from tweipress.articles.models import Article
from tweipress.bank import queries


def test_a_search_finds_articles_with_every_word(bees: Article, sea: Article) -> None:
    said = words(shown(Client(), "/search/?q=WORKERS+thousand"))
    assert "1 article with “WORKERS thousand”" in said
    assert "How Bees" in said
    assert sea.title not in said


def test_a_search_without_an_answer_says_what_to_try(bees: Article) -> None:
    said = words(shown(Client(), "/search/?q=<b>zebra</b>"))
    assert "No article contains every word of “&lt;b&gt;zebra&lt;/b&gt;”." in said


def test_an_empty_or_endless_search_is_answered(bees: Article) -> None:
    assert "newest first" not in words(shown(Client(), "/search/?q=%20"))
    assert "No article contains" in words(shown(Client(), "/search/?q=" + "x" * 3000))


def test_the_rules_name_the_prices_in_force(stage: Stage) -> None:
    tariff = queries.tariff()
    said = words(shown(Client(), "/about/rules/"))
    assert f"Publishing, from LVL {tariff.publish_level}, costs {tariff.publish_twei} Twei." in said
    assert f"costs you {tariff.minus_twei} Twei" in said
    assert tariff.hash[:12] in said


def test_the_privacy_page_says_how_long_times_are_kept(stage: Stage) -> None:
    assert "for 14 days" in words(shown(Client(), "/about/privacy/"))
