"""The size of the text, and sharing: forms, links and a cookie, all without a script."""

import pytest
from django.test import Client

from tests.http.stage import Stage, signed_in
from tests.pages.conftest import shown
from tweipress.articles.filing import addresses
from tweipress.articles.models import Article

FROM = {"referer": "http://testserver/post/how-bees-vote/"}


def test_a_chosen_size_holds_on_every_article_of_this_browser(stage: Stage, bees: Article) -> None:
    path = f"/post/{bees.slug}/"
    for client in (Client(), signed_in(stage.reader)):
        before = shown(client, path)
        assert "sizes." not in before
        assert 'class="text-' not in before
        assert 'href="/text-size/"' in before
        form = client.get("/text-size/", headers=FROM).content.decode()
        assert f'name="back_to" value="{path}"' in form
        answer = client.post("/text-size/", {"size": "larger", "back_to": path})
        assert (answer.status_code, answer["Location"]) == (303, path)
        cookie = answer.cookies["text_size"]
        assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("larger", "Lax", True)
        after = shown(client, path)
        assert 'class="text-larger"' in after
        assert "pages/sizes" in after
        assert client.post("/text-size/", {"size": "normal"})["Location"] == "/text-size/"
        assert 'class="text-' not in shown(client, path)


def test_a_chosen_size_reaches_no_other_visitor(stage: Stage, bees: Article) -> None:
    path, large = f"/post/{bees.slug}/", Client()
    large.cookies["text_size"] = "large"
    for _ in range(2):
        assert 'class="text-large"' in shown(large, path)
        assert 'class="text-' not in shown(Client(), path)


@pytest.mark.parametrize("size", ["", "huge", '"><script>', "LARGE", "large " * 999])
def test_a_size_that_is_none_is_refused_and_ignored(stage: Stage, bees: Article, size: str) -> None:
    answer = Client().post("/text-size/", {"size": size})
    assert answer.status_code == 422
    assert "text_size" not in answer.cookies
    odd = Client()
    odd.cookies["text_size"] = size
    assert 'class="text-' not in shown(odd, f"/post/{bees.slug}/")


@pytest.mark.parametrize(
    "back_to", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "/\\evil"]
)
def test_a_size_leads_to_no_other_site(stage: Stage, back_to: str) -> None:
    answer = Client().post("/text-size/", {"size": "large", "back_to": back_to})
    assert answer["Location"].startswith("/")
    assert "evil.example" not in answer["Location"].partition("/x")[0]
    page = Client().get("/text-size/", HTTP_REFERER=back_to).content.decode()
    assert 'name="back_to" value="/text-size/"' in page


def test_an_article_is_shared_at_its_newest_address(stage: Stage, bees: Article) -> None:
    old = bees.slug
    page = shown(Client(), f"/post/{old}/share/")
    assert "noindex" in page
    assert f'data-share="http://localhost:8000/post/{old}/"' in page
    assert addresses.readdress(bees, "bees-decide") is None
    answer = Client().get(f"/post/{old}/share/")
    assert (answer.status_code, answer["Location"]) == (301, "/post/bees-decide/share/")
    assert Client().get("/post/nothing/share/").status_code == 404


def test_only_a_member_s_page_has_what_quotes(stage: Stage, bees: Article) -> None:
    path = f"/post/{bees.slug}/"
    assert "data-aids" not in shown(Client(), path)
    page = shown(signed_in(stage.reader), path)
    assert page.count("data-aids=") == 1
    assert page.count("data-quote=") == 1
