"""Languages, tags and translations of articles, as writers file them and readers see them."""

import pytest
from django.test import Client

from tests.articles.conftest import data, fresh
from tests.articles.filing.test_addresses import filed, published
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.filing import queries
from tweipress.articles.filing.models import Tag, Translation
from tweipress.articles.models import Article

HOSTILE = '<script>alert(1)</script>"'


def page_of(article: Article) -> str:
    return (
        Client().get(f"/post/{article.slug}/", headers={"accept-language": "en"}).content.decode()
    )


def test_an_article_says_its_language_and_direction(stage: Stage) -> None:
    article = published(stage)
    assert '<article lang="en" dir="ltr">' in page_of(article)
    filed(signed_in(stage.author), article, language="ar")
    page = page_of(article)
    assert '<article lang="ar" dir="rtl">' in page
    assert '<p class="byline" lang="en" dir="ltr">' in page
    front = Client().get("/", headers={"accept-language": "en"}).content.decode()
    assert '<h2 lang="ar" dir="rtl">' in front


def test_a_draft_begins_in_the_language_that_its_writer_reads_the_site_in(stage: Stage) -> None:
    spanish = {"accept-language": "es"}
    author = signed_in(stage.author)
    author.post("/write/new/", {"title": "Uno", "body": "Hola."}, headers=spanish)
    assert Article.objects.get(title="Uno").language == "es"


def test_an_unknown_language_is_refused(stage: Stage) -> None:
    article = published(stage)
    assert filed(signed_in(stage.author), article, language="tlh")[0] == 422
    assert fresh(article).language == "en"


def test_tags_are_the_same_however_they_are_written(stage: Stage) -> None:
    bees, sea = published(stage), published(stage, title="The sea", lead="Salt.")
    author = signed_in(stage.author)
    assert filed(author, bees, tags="Sea Life, #sea-life; Ökologie، 바다")[0] == 303
    assert fresh(bees).tags == [
        ["sea-life", "Sea Life"],
        ["okologie", "Ökologie"],
        ["바다", "바다"],
    ]
    assert filed(author, sea, tags="SEA  LIFE")[0] == 303
    assert fresh(sea).tags == [["sea-life", "Sea Life"]]
    page = Client().get("/tag/sea-life/").content.decode()
    assert page.index("The sea") < page.index("How bees vote")
    assert Client().get("/tag/%EB%B0%94%EB%8B%A4/").status_code == 200


def test_a_tag_page_is_there_while_something_has_the_tag(stage: Stage) -> None:
    bees, author = published(stage), signed_in(stage.author)
    filed(author, bees, tags="sea")
    assert Client().get("/tag/sea/").status_code == 200
    filed(author, bees, tags="")
    assert Client().get("/tag/sea/").status_code == 404
    draft = actions.save_draft(id_of(stage.author), data(title="Hidden"))
    filed(author, draft, tags="hidden")
    assert Client().get("/tag/hidden/").status_code == 404
    assert queries.tags_in_use() == []


@pytest.mark.parametrize("tags", [", ".join("abcdefghi"), "x" * 41, "🐝", "ok, ---"])
def test_too_many_tags_or_none_that_can_be_read_are_refused(stage: Stage, tags: str) -> None:
    article = published(stage)
    status, page = filed(signed_in(stage.author), article, tags=tags)
    assert status == 422
    assert "errorlist" in page
    assert not Tag.objects.exists()


def test_a_hostile_tag_is_a_word_like_any_other(stage: Stage) -> None:
    article = published(stage)
    filed(signed_in(stage.author), article, tags=HOSTILE)
    assert fresh(article).tags == [["scriptalert1-script", HOSTILE]]
    for path in (f"/post/{article.slug}/", "/tag/scriptalert1-script/"):
        page = Client().get(path).content.decode()
        assert "<script>alert" not in page


def test_translations_link_to_each_other(stage: Stage) -> None:
    english, spanish = published(stage), published(stage, title="Las abejas", lead="Votan.")
    author = signed_in(stage.author)
    assert filed(author, spanish, language="es", translates=english.slug)[0] == 303
    assert fresh(english).translations == [["es", "las-abejas"]]
    assert fresh(spanish).translations == [["en", "how-bees-vote"]]
    for one in (english, spanish):
        page = page_of(one)
        assert 'hreflang="es" href="http://localhost:8000/post/las-abejas/"' in page
        assert 'hreflang="en" href="http://localhost:8000/post/how-bees-vote/"' in page


def test_a_translation_follows_its_address_and_leaves_when_it_is_taken_back(stage: Stage) -> None:
    english, spanish = published(stage), published(stage, title="Las abejas", lead="Votan.")
    author = signed_in(stage.author)
    link = f"https://elsewhere.example/post/{english.slug}/?x#y"
    filed(author, spanish, language="es", translates=link)
    filed(author, spanish, language="es", translates=english.slug, slug="abejas")
    assert fresh(english).translations == [["es", "abejas"]]
    actions.take_back(id_of(stage.author), fresh(spanish), "Wrong.")
    assert fresh(english).translations == []


def test_a_draft_is_told_of_once_it_is_published(stage: Stage) -> None:
    english = published(stage)
    draft = actions.save_draft(id_of(stage.author), data(title="Las abejas", lead="Votan."))
    filed(signed_in(stage.author), draft, language="es", translates=english.slug)
    assert fresh(english).translations == []
    actions.publish(fresh(draft))
    assert fresh(english).translations == [["es", "las-abejas"]]


def test_a_group_has_each_language_once(stage: Stage) -> None:
    english = published(stage)
    spanish = published(stage, title="Las abejas", lead="Votan.")
    second = published(stage, title="Otras abejas", lead="También.")
    author = signed_in(stage.author)
    filed(author, spanish, language="es", translates=english.slug)
    status, page = filed(author, second, language="es", translates=english.slug, tags="lost")
    assert status == 409
    assert 'data-refusal="TRANSLATION_TAKEN"' in page
    assert (fresh(second).language, fresh(second).tags) == ("en", [])
    assert filed(author, spanish, language="en", translates=english.slug)[0] == 409


def test_one_that_is_left_alone_has_no_group(stage: Stage) -> None:
    english, spanish = published(stage), published(stage, title="Las abejas", lead="Votan.")
    author = signed_in(stage.author)
    filed(author, spanish, language="es", translates=english.slug)
    filed(author, spanish, language="es")
    assert not Translation.objects.exists()
    assert fresh(english).translations == fresh(spanish).translations == []


@pytest.mark.parametrize(
    "translates", ["how-bees-vote", "nowhere", "x" * 2000, "//", "\\", "http://["]
)
def test_only_another_article_of_the_same_author_can_be_linked(
    stage: Stage, translates: str
) -> None:
    article = published(stage)
    assert filed(signed_in(stage.author), article, translates=translates)[0] == 422
    foreign = actions.save_draft(id_of(stage.critic), data(title="Theirs"))
    assert filed(signed_in(stage.author), article, translates=foreign.code)[0] == 422
