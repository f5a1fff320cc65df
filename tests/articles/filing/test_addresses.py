"""Addresses: readable, changed by who may edit, kept for ever, and never another article's."""

import unicodedata
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions, queries
from tweipress.articles.filing import addresses
from tweipress.articles.filing.models import Address
from tweipress.articles.models import Article
from tweipress.bank import Receipt

KOREAN = "바다를 기록하는 마을"
KOREAN_SLUG = "바다를-기록하는-마을"


def published(stage: Stage, **changes: Any) -> Article:
    draft = actions.save_draft(id_of(stage.author), data(**changes))
    assert isinstance(actions.publish(draft), Receipt)
    stage.books.next_day()
    return fresh(draft)


def filed(client: Client, article: Article, **changes: str) -> tuple[int, str]:
    form = {"language": "en", "tags": "", "slug": "", "translates": ""} | changes
    answer = client.post(f"/write/{article.code}/filing/", form)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (KOREAN, KOREAN_SLUG),
        ("القرية التي تكتب البحر", "القرية-التي-تكتب-البحر"),
        ("Ένα χωριό", "ένα-χωριό"),
        ("Деревня у моря", "деревня-у-моря"),
    ],
)
def test_a_title_of_any_script_has_a_readable_address(stage: Stage, title: str, slug: str) -> None:
    article = published(stage, title=title)
    assert article.slug == slug
    page = Client().get(f"/post/{quote(slug)}/")
    assert page.status_code == 200
    assert f"/post/{quote(slug)}/" in page.content.decode()


def test_a_title_of_five_hundred_emoji_has_an_address_all_the_same(stage: Stage) -> None:
    article = published(stage, title="🐝" * 200)
    assert article.slug == article.code
    assert Client().get(f"/post/{article.slug}/").status_code == 200
    answer = Client().get(f"/post/{quote('🐝' * 500)}/")
    assert answer.status_code in {404, 414}


def test_an_address_written_with_its_accents_apart_is_the_same(stage: Stage) -> None:
    article = published(stage, title="Ένα χωριό")
    apart = unicodedata.normalize("NFD", article.slug)
    assert apart != article.slug
    assert Client().get(f"/post/{quote(apart)}/").status_code == 200


def test_forms_work_at_an_address_of_another_script(stage: Stage) -> None:
    article = published(stage, title=KOREAN)
    answer = signed_in(stage.reader).post(f"/post/{quote(KOREAN_SLUG)}/save/")
    assert answer.status_code == 303
    assert unquote(answer["Location"]) == f"/post/{article.slug}/"


def test_the_old_address_redirects_for_ever_wherever_it_leads(stage: Stage) -> None:
    article, author = published(stage), signed_in(stage.author)
    for slug in ("second-name", "third-name"):
        assert filed(author, article, slug=slug)[0] == 303
    for old in ("how-bees-vote", "second-name"):
        answer = Client().get(f"/post/{old}/?report=1")
        assert (answer.status_code, answer["Location"]) == (301, "/post/third-name/?report=1")
        assert answer["Cache-Control"] == "no-store"
        versions = Client().get(f"/post/{old}/versions/")
        assert (versions.status_code, versions["Location"]) == (301, "/post/third-name/versions/")
    assert Client().get("/post/third-name/").status_code == 200


def test_a_form_that_was_open_while_the_address_changed_still_works(stage: Stage) -> None:
    article = published(stage)
    filed(signed_in(stage.author), article, slug="new-name")
    answer = signed_in(stage.reader).post("/post/how-bees-vote/save/")
    assert (answer.status_code, answer["Location"]) == (303, "/post/new-name/")


def test_an_address_can_be_given_back_to_its_article(stage: Stage) -> None:
    article, author = published(stage), signed_in(stage.author)
    filed(author, article, slug="new-name")
    assert filed(author, article, slug="how-bees-vote")[0] == 303
    assert Client().get("/post/how-bees-vote/").status_code == 200
    assert Client().get("/post/new-name/")["Location"] == "/post/how-bees-vote/"


def test_an_old_address_is_never_given_to_another_article(stage: Stage) -> None:
    article, author = published(stage), signed_in(stage.author)
    filed(author, article, slug="new-name")
    other = published(stage, title="How bees vote", lead="Another one.")
    assert other.slug.startswith("how-bees-vote-")
    status, page = filed(author, other, slug="how-bees-vote")
    assert status == 409
    assert 'data-refusal="ADDRESS_TAKEN"' in page
    assert fresh(other).slug == other.slug
    answer = Client().get("/post/how-bees-vote/")
    assert answer["Location"] == "/post/new-name/"


def test_an_article_has_as_many_addresses_as_fit(stage: Stage) -> None:
    article = published(stage)
    for number in range(addresses.ADDRESSES_MAX - 1):
        assert addresses.readdress(article, f"name-{number}") is None
        article = fresh(article)
    refused = addresses.readdress(article, "one-too-many")
    assert refused is not None
    assert refused.name == "ADDRESSES_MANY"
    assert addresses.readdress(article, "how-bees-vote") is None


def test_a_draft_that_changes_its_address_leaves_the_one_before_to_others(stage: Stage) -> None:
    draft, author = actions.save_draft(id_of(stage.author), data()), signed_in(stage.author)
    for slug in ("first", "Second Name!"):
        assert filed(author, draft, slug=slug)[0] == 303
    assert list(Address.objects.values_list("slug", flat=True)) == ["second-name"]
    assert isinstance(actions.publish(draft), Receipt)
    assert fresh(draft).slug == "second-name"
    assert queries.by_slug("second-name") == draft


def test_only_who_may_edit_files_an_article(stage: Stage) -> None:
    article = published(stage)
    for member, status in ((stage.outsider, 404), (stage.moderator, 404), (stage.editor, 303)):
        assert filed(signed_in(member), article, slug="taken-over")[0] == status
    assert Client().get(f"/write/{article.code}/filing/").status_code == 302


@pytest.mark.parametrize("slug", ["🐝" * 80, "---", "\u202e"])
def test_an_address_without_a_letter_is_refused(stage: Stage, slug: str) -> None:
    article = published(stage)
    status, page = filed(signed_in(stage.author), article, slug=slug)
    assert status == 422
    assert "An address needs a letter or a digit." in page
    assert fresh(article).slug == "how-bees-vote"


def test_a_page_names_its_one_address(stage: Stage) -> None:
    article = published(stage, title=KOREAN)
    page = Client().get(f"/post/{article.slug}/").content.decode()
    assert f'rel="canonical" href="http://localhost:8000/post/{quote(KOREAN_SLUG)}/"' in page
