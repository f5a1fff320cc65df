"""Following and reading lists: forms, pages, bounds, and what leaving takes away."""

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown, words
from tweipress.articles.filing import actions as filing
from tweipress.articles.following import actions, queries
from tweipress.articles.following.actions import Followed
from tweipress.articles.following.models import Follow, Saved
from tweipress.articles.models import Article
from tweipress.pages.actions.leaving import close_account
from tweipress.people.models import Texts

FOLLOW = {"do": "follow", "back_to": "/section/Science/"}


def follow(client: Client, kind: str, what: str, **changes: str) -> tuple[int, str]:
    answer = client.post("/following/change/", FOLLOW | {"kind": kind, "what": what} | changes)
    return answer.status_code, answer.get("Location", "")


@pytest.mark.parametrize(
    ("kind", "what"), [("section", "Science"), ("author", "author"), ("tag", "life")]
)
def test_what_is_new_is_on_one_page(
    stage: Stage, bees: Article, sea: Article, kind: str, what: str
) -> None:
    filing.file(bees, filing.Filed("en", [("life", "Life")], "", None))
    reader = signed_in(stage.reader)
    assert "You follow nobody yet" in shown(reader, "/following/")
    for _ in range(2):  # twice is once
        assert follow(reader, kind, what) == (303, "/section/Science/")
    assert Follow.objects.count() == 1
    page = words(shown(reader, "/following/"))
    assert "How Bees" in page
    assert ("Writes Down the Sea" in page) == (kind == "author")
    assert follow(reader, kind, what, do="unfollow") == (303, "/section/Science/")
    assert not Follow.objects.exists()


def test_an_article_that_is_followed_twice_is_shown_once(stage: Stage, bees: Article) -> None:
    filing.file(bees, filing.Filed("en", [("life", "Life"), ("sea", "Sea")], "", None))
    reader = id_of(stage.reader)
    for what in (Followed(tag="life"), Followed(tag="sea"), Followed(section="Science")):
        assert actions.follow(reader, what) is None
    assert queries.news(reader) == [bees]


@pytest.mark.parametrize("path", ["/section/Science/", "/tag/life/", "/member/author/"])
def test_pages_have_a_button_for_members_that_says_what_it_does(
    stage: Stage, bees: Article, path: str
) -> None:
    filing.file(bees, filing.Filed("en", [("life", "Life")], "", None))
    assert 'action="/following/change/"' not in shown(Client(), path)
    reader = signed_in(stage.reader)
    assert 'value="follow"' in shown(reader, path)
    kind, what = path.strip("/").split("/")
    follow(reader, {"member": "author"}.get(kind, kind), what)
    assert 'value="unfollow"' in shown(reader, path)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("author", "nobody"),
        ("author", "reader"),
        ("section", "Nowhere"),
        ("section", ""),
        ("tag", "x"),
        ("tag", "🐝" * 500),
        ("planet", "Mars"),
        ("", ""),
    ],
)
def test_what_is_not_there_or_oneself_cannot_be_followed(
    stage: Stage, bees: Article, kind: str, what: str
) -> None:
    assert follow(signed_in(stage.reader), kind, what)[0] == 422
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "back_to", ["https://evil.example/", "//evil.example", "http://[", "javascript:x"]
)
def test_no_form_leads_to_another_site(stage: Stage, bees: Article, back_to: str) -> None:
    status, location = follow(signed_in(stage.reader), "author", "author", back_to=back_to)
    assert status == 303
    assert location.startswith("/")
    assert not location.startswith("//")


def test_a_member_follows_as_many_as_fit(
    stage: Stage, bees: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "FOLLOWS_MAX", 1)
    reader = signed_in(stage.reader)
    assert follow(reader, "section", "Science")[0] == 303
    assert follow(reader, "author", "author")[0] == 409


def test_a_visitor_is_asked_to_sign_in(stage: Stage, bees: Article) -> None:
    assert follow(Client(), "author", "author") == (303, "/accounts/login/?next=/section/Science/")
    answer = Client().post(f"/post/{bees.slug}/save/")
    assert answer["Location"] == f"/accounts/login/?next=/post/{bees.slug}/"


def test_an_article_is_saved_for_later_and_removed(
    stage: Stage, bees: Article, sea: Article
) -> None:
    reader = signed_in(stage.reader)
    assert "Your list is empty" in shown(reader, "/reading-list/")
    assert "Save for later" in shown(reader, f"/post/{bees.slug}/")
    for slug in (bees.slug, sea.slug, bees.slug):
        assert reader.post(f"/post/{slug}/save/").status_code == 303
    page = words(shown(reader, "/reading-list/"))
    assert page.index("Writes Down the Sea") < page.index("How Bees")
    answer = reader.post(f"/post/{bees.slug}/save/", {"do": "remove"})
    assert answer["Location"] == "/reading-list/"
    assert "How Bees" not in words(shown(reader, "/reading-list/"))


def test_a_reading_list_is_only_so_long(
    stage: Stage, bees: Article, sea: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SAVED_MAX", 1)
    reader = signed_in(stage.reader)
    assert reader.post(f"/post/{bees.slug}/save/").status_code == 303
    assert reader.post(f"/post/{sea.slug}/save/").status_code == 409
    assert reader.post("/post/nothing/save/").status_code == 404


def test_leaving_deletes_it_all_and_that_others_follow(stage: Stage, bees: Article) -> None:
    author, reader = id_of(stage.author), id_of(stage.reader)
    actions.follow(reader, Followed(author=author))
    actions.follow(author, Followed(section="Science"))
    actions.save(author, bees)
    actions.save(reader, bees)
    assert close_account(stage.author, Texts.STAY) is None
    assert not Follow.objects.exists()
    assert list(Saved.objects.values_list("member", flat=True)) == [reader]
