"""Going on where one was: only for who chose it, a later place wins, and nobody else sees it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown
from tweipress.articles.models import Article
from tweipress.articles.places import actions, queries
from tweipress.articles.places.bounds import KEPT, LATE, PLACES_MAX
from tweipress.articles.places.models import Place
from tweipress.articles.places.queries import END, Spot
from tweipress.bank import clock
from tweipress.core.ids import ArticleId
from tweipress.pages.actions.leaving import close_account
from tweipress.people.models import Member, Texts

A_WHILE = timedelta(hours=1)
GO_ON = 'href="#here"'


def switch(client: Client, do: str) -> int:
    return client.post("/places/", {"do": do}).status_code


def send(client: Client, article: Article, place: str, later_ms: int = 0) -> int:
    sent = {"place": place, "at": str(clock.now_ms() + later_ms)}
    return client.post(f"/post/{article.slug}/place/", sent).status_code


def spots() -> list[tuple[int, int]]:
    return list(Place.objects.order_by("pk").values_list("part", "paragraph"))


@pytest.fixture
def reader(stage: Stage) -> Client:
    """A member who chose a while ago that places are kept."""
    client = signed_in(stage.reader)
    assert switch(client, "on") == 303
    Member.objects.filter(name="reader").update(places_since=clock.now() - A_WHILE)
    return client


def test_nothing_is_kept_for_who_has_not_chosen_it(stage: Stage, bees: Article) -> None:
    client = signed_in(stage.reader)
    assert "Your place is not kept." in shown(client, "/places/")
    assert send(client, bees, "1-1") == 204
    assert send(Client(), bees, "1-1") == 303
    assert spots() == []
    for page in (shown(client, f"/post/{bees.slug}/"), shown(Client(), f"/post/{bees.slug}/")):
        assert "places.js" not in page
        assert 'id="here"' not in page


def test_the_page_leads_to_where_one_was_on_any_device(reader: Client, bees: Article) -> None:
    path = f"/post/{bees.slug}/"
    first = shown(reader, path)
    assert "places.js" in first
    assert GO_ON not in first
    assert send(reader, bees, "1-1") == 204
    page = shown(signed_in(Member.objects.get(name="reader")), path)
    assert page.count(GO_ON) == page.count('<span id="here"></span><p') == 1
    assert GO_ON not in shown(signed_in(Member.objects.get(name="author")), path)
    assert GO_ON not in shown(Client(), path)


def test_what_comes_late_does_not_overwrite_what_is_newer(reader: Client, bees: Article) -> None:
    send(reader, bees, "1-1", -2000)
    send(reader, bees, "1-0", -5000)
    assert spots() == [(1, 1)]
    send(reader, bees, "end", -1000)
    send(reader, bees, "1-0", -1500)
    assert spots() == [END]
    assert GO_ON not in shown(reader, f"/post/{bees.slug}/")
    send(reader, bees, "1-0")
    assert spots() == [(1, 0)]


def test_no_time_is_after_now_or_a_day_old(
    reader: Client, bees: Article, sea: Article, stage: Stage
) -> None:
    assert send(reader, bees, "1-1", 10**9) == 204
    assert Place.objects.get().at <= clock.now()
    actions.keep(id_of(stage.reader), sea, Spot(1, 0), clock.now() - LATE * 2)
    chosen = Member.objects.get(pk=stage.reader.pk).places_since
    assert chosen is not None
    actions.keep(id_of(stage.reader), sea, Spot(1, 0), chosen - A_WHILE)
    assert Place.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "at"),
    [
        *(("", "1"), ("0-1", "1"), ("1", "1"), ("1-", "1"), ("-1-1", "1"), ("1-10000000", "1")),
        *(
            ("1-1", ""),
            ("1-1", "-5"),
            ("1-1", "9" * 40),
            ("١-1", "1"),
            ("<b>", "1"),
            ("1-1-1", "1"),
        ),
    ],
)
def test_a_place_that_is_none_is_refused(
    reader: Client, bees: Article, place: str, at: str
) -> None:
    answer = reader.post(f"/post/{bees.slug}/place/", {"place": place, "at": at})
    assert answer.status_code == 422
    assert spots() == []


def test_a_place_that_an_edit_took_away_is_not_offered(reader: Client, bees: Article) -> None:
    assert send(reader, bees, "99-1") == 204
    assert spots() == []
    assert send(reader, bees, "1-999") == 204
    assert GO_ON not in shown(reader, f"/post/{bees.slug}/")


def test_switching_off_and_leaving_delete_all_places(
    reader: Client, bees: Article, sea: Article, stage: Stage
) -> None:
    send(reader, bees, "1-1")
    assert switch(reader, "perhaps") == 422
    assert len(spots()) == 1
    assert switch(reader, "off") == 303
    assert spots() == []
    assert send(reader, bees, "1-1") == 204
    assert spots() == []
    assert switch(reader, "on") == 303
    assert switch(reader, "on") == 303
    send(reader, sea, "1-0")
    assert len(spots()) == 1
    assert close_account(Member.objects.get(pk=stage.reader.pk), Texts.STAY) is None
    assert spots() == []
    assert Member.objects.get(pk=stage.reader.pk).places_since is None


def test_the_oldest_places_are_forgotten(
    reader: Client, bees: Article, sea: Article, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PLACES_MAX > 1
    monkeypatch.setattr(actions, "PLACES_MAX", 1)
    send(reader, bees, "1-1", -1000)
    send(reader, sea, "1-0")
    assert [row.article for row in queries.kept_by(id_of(stage.reader))] == [sea.pk]
    Place.objects.update(at=clock.now() - KEPT)
    assert queries.place_in(id_of(stage.reader), ArticleId(sea.pk)) is None
    Place.objects.update(at=clock.now() - KEPT - LATE * 2)
    assert queries.is_due()
    assert actions.forget_old() == 1
    assert not queries.is_due()


def test_the_end_of_an_article_is_remembered_for_a_day(reader: Client, bees: Article) -> None:
    send(reader, bees, "end")
    assert actions.forget_old() == 0
    Place.objects.update(at=clock.now() - LATE * 2)
    assert actions.forget_old() == 1


def test_places_are_counted_apart_from_forms(reader: Client, bees: Article) -> None:
    answer = reader.post(f"/post/{bees.slug}/place/", {"place": "1-1", "at": "1"})
    assert "places-member" in answer["RateLimit"]
    assert "forms" not in answer["RateLimit"]


def test_a_page_asks_for_a_place_only_for_who_chose_it(
    reader: Client, stage: Stage, bees: Article
) -> None:
    counts = []
    for client in (signed_in(stage.author), reader):
        shown(client, f"/post/{bees.slug}/")
        with CaptureQueriesContext(connection) as asked:
            shown(client, f"/post/{bees.slug}/")
        counts.append(sum("places_place" in query["sql"] for query in asked))
    assert counts == [0, 1]
