"""Sharing an article on its pages: the author's form, the question, the names that readers see."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import BEES, shown, words
from tests.pages.packed import taken
from tweipress.articles import actions
from tweipress.articles.coauthors.models import Answer, Coauthor
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.pages.actions.leaving import close_account
from tweipress.people.models import Member, Texts


@pytest.fixture
def draft(stage: Stage) -> Article:
    """The author's draft."""
    return actions.save_draft(id_of(stage.author), BEES)


def lines(*wanted: tuple[str, str]) -> dict[str, str]:
    """Return the author's form with these co-authors."""
    form = {f"{name}_{number}": "" for number in range(1, 8) for name in ("name", "percent")}
    for number, (name, percent) in enumerate(wanted, 1):
        form |= {f"name_{number}": name, f"percent_{number}": percent}
    return form


def path_of(article: Article) -> str:
    return f"/write/{article.code}/coauthors/"


def ask(stage: Stage, article: Article, *wanted: tuple[str, str]) -> tuple[int, str]:
    answer = signed_in(stage.author).post(path_of(article), lines(*wanted))
    page = answer.content.decode()
    return answer.status_code, words(page) if "<main" in page else page


def fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a question's form."""
    return dict(re.findall(r'<input type="hidden" name="(key|terms)" value="([^"]*)">', page))


def answer(member: Member, article: Article, do: str, **changes: str) -> Any:
    client = signed_in(member)
    page = shown(client, path_of(article))
    return client.post(path_of(article), fields(page) | {"do": do} | changes)


def publish_shared(stage: Stage, article: Article) -> Article:
    """Let author and critic publish an article together."""
    assert ask(stage, article, ("critic", "40"))[0] == 303
    assert answer(stage.critic, article, "agree").status_code == 303
    article.refresh_from_db()
    assert isinstance(actions.publish(article), Receipt)
    article.refresh_from_db()
    return article


def test_an_author_asks_and_a_co_author_sees_what_it_costs_and_agrees(
    stage: Stage, draft: Article
) -> None:
    assert ask(stage, draft, ("critic", "33.33"))[0] == 303
    critic = signed_in(stage.critic)
    assert path_of(draft) in shown(critic, "/write/")
    page = words(shown(critic, path_of(draft)))
    assert "you pay 16 Twei when author publishes the article" in page
    assert "thousand workers leave" in page, "nobody agrees to a text unread"
    assert answer(stage.critic, draft, "agree").status_code == 303
    assert Coauthor.objects.get().answer == Answer.AGREED
    assert "Take my agreement back" in shown(critic, path_of(draft))
    assert shown(critic, f"/write/{draft.code}/")
    publishing = words(shown(signed_in(stage.author), f"/write/{draft.code}/publish/"))
    assert "Publish for 34 Twei" in publishing
    assert stage.spendable_twei(stage.critic) == 200


def test_who_declines_is_asked_no_more_and_nobody_publishes_without_them(
    stage: Stage, draft: Article
) -> None:
    ask(stage, draft, ("critic", "40"))
    assert answer(stage.critic, draft, "decline").status_code == 303
    page = words(shown(signed_in(stage.author), f"/write/{draft.code}/publish/"))
    assert "Not every co-author has agreed" in page
    assert "Publish for" not in page
    assert ask(stage, draft)[0] == 303, "without a co-author it is the author's alone again"
    assert "Publish for 50 Twei" in shown(signed_in(stage.author), f"/write/{draft.code}/publish/")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ([("nobody", "40")], "Nobody here is called “nobody”"),
        ([("author", "40")], "a part is left for you"),
        ([("critic", "40"), ("critic", "10")], "a part is left for you"),
        ([("critic", "60"), ("reader", "40")], "a part is left for you"),
        ([("critic", "")], "has a name and a part"),
        ([("", "40")], "has a name and a part"),
        ([("critic", "0")], "0.01"),
        ([("critic", "-5")], "0.01"),
        ([("critic", "100")], "99.99"),
        ([("critic", "33.333")], "2 decimal"),
        ([("critic", "NaN")], "number"),
        ([("x" * 500, "40")], "150"),
        ([("cri\0tic", "40")], ""),
    ],
)
def test_a_form_that_makes_no_shares_is_refused_and_changes_nothing(
    stage: Stage, draft: Article, wanted: list[tuple[str, str]], said: str
) -> None:
    status, page = ask(stage, draft, *wanted)
    assert status in {400, 422}
    assert said in page
    assert not Coauthor.objects.exists()


def test_a_form_without_lines_does_not_drop_anybody(stage: Stage, draft: Article) -> None:
    ask(stage, draft, ("critic", "40"))
    assert signed_in(stage.author).post(path_of(draft), {}).status_code == 422
    assert Coauthor.objects.count() == 1


def test_an_answer_to_other_terms_or_to_none_is_refused(stage: Stage, draft: Article) -> None:
    ask(stage, draft, ("critic", "40"))
    for do, terms, status in (("agree", "1=1 50", 409), ("agree", "", 409), ("steal", "", 422)):
        assert answer(stage.critic, draft, do, terms=terms).status_code == status
    assert Coauthor.objects.get().answer == Answer.NONE


def test_nobody_else_sees_that_a_draft_is_there(stage: Stage, draft: Article) -> None:
    ask(stage, draft, ("critic", "40"))
    for client in (signed_in(stage.reader), signed_in(stage.moderator)):
        assert client.get(path_of(draft)).status_code == 404
        assert client.post(path_of(draft), {"do": "agree"}).status_code == 404
    assert Client().get(path_of(draft)).status_code == 302


def test_readers_see_the_names_of_all_wherever_an_article_is_named(
    stage: Stage, draft: Article
) -> None:
    article = publish_shared(stage, draft)
    page = shown(Client(), f"/post/{article.slug}/")
    linked = '<a href="/member/author/">author</a> and <a href="/member/critic/">critic</a>'
    assert f"By {linked}" in page
    told = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert [author["name"] for author in told["author"]] == ["author", "critic"]
    assert f"By {linked}" in shown(Client(), "/")
    for name in ("author", "critic"):
        assert "How Bees" in shown(Client(), f"/member/{name}/")
        item = json.loads(shown(Client(), f"/feeds/json/author/{name}/"))["items"][0]
        assert [author["name"] for author in item["authors"]] == ["author", "critic"]
    assert "<dc:creator" in shown(Client(), "/feeds/rss/")
    assert shown(Client(), "/feeds/atom/").count("<author>") == 2
    assert "How Bees" in words(shown(Client(), "/search/?q=bees&author=critic"))


def test_a_single_author_is_told_to_programs_as_ever(stage: Stage, bees: Article) -> None:
    page = shown(Client(), f"/post/{bees.slug}/")
    told = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert told["author"]["name"] == "author"


def test_a_co_author_is_an_author_on_the_page(stage: Stage, draft: Article) -> None:
    article = publish_shared(stage, draft)
    page = words(shown(signed_in(stage.critic), f"/post/{article.slug}/"))
    assert "your own article" in page.lower()


def test_who_leaves_is_named_by_number_and_declines_what_is_not_published(
    stage: Stage, draft: Article
) -> None:
    article = publish_shared(stage, draft)
    other = actions.save_draft(id_of(stage.author), {**BEES, "title": "Another"})
    ask(stage, other, ("critic", "10"))
    assert close_account(stage.critic, Texts.STAY) is None
    number = stage.critic.pk
    article.refresh_from_db()
    assert article.coauthors == [[number, f"former-member-{number}"]]
    assert f"former-member-{number}" in shown(Client(), f"/post/{article.slug}/")
    assert Coauthor.objects.get(article=other.pk).answer == Answer.DECLINED


def test_what_was_shared_is_taken_along(stage: Stage, draft: Article) -> None:
    article = publish_shared(stage, draft)
    rows = taken(stage.critic).rows("shared-articles.csv")
    assert [(row["article"], row["part_bps"], row["answer"]) for row in rows] == [
        (str(article.pk), "4000", "agreed")
    ]
    assert rows[0]["address"].endswith(f"/post/{article.slug}/")


def test_an_article_that_is_shared_is_not_reviewed(stage: Stage, draft: Article) -> None:
    ask(stage, draft, ("critic", "40"))
    author = signed_in(stage.author)
    page = words(shown(author, f"/write/{draft.code}/publish/"))
    assert "cannot be reviewed" in page
    refused = author.post(f"/write/{draft.code}/review/", {"key": "a"})
    assert refused.status_code == 409
