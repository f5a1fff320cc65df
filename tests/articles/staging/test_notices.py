"""Notices: who tells readers what was wrong, where they read it, and that none is changed."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import feedparser
import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.articles.conftest import data, fresh
from tests.articles.test_pages import SCRIPT, errors, refusals, shown, typed
from tests.http.stage import Stage, id_of, signed_in
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.articles.staging import actions as staging
from tweipress.articles.staging import notices, queries
from tweipress.articles.staging.models import NOTICE_CHARS, Notice
from tweipress.core.refusals import Refusal

POST, PAPER = "/post/how-bees-vote/", "/corrections/"
WRONG = "We said ten bees. There are twelve."


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return a published article."""
    draft = actions.save_draft(id_of(stage.author), data())
    actions.publish(draft)
    stage.books.clock.advance(3600)
    return fresh(draft)


def path(article: Article) -> str:
    return f"/write/{article.code}/corrections/"


def tell(stage: Stage, article: Article, text: str = WRONG, kind: str = "correction") -> None:
    assert staging.tell(id_of(stage.author), article, kind, text) is None


def number(text: str = WRONG) -> int:
    return Notice.objects.get(text=text).pk


def facts() -> dict[str, Any]:
    page = Client().get(POST).content.decode()
    told: dict[str, Any] = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    return told


def test_a_notice_stands_below_the_article_with_its_kind_and_time(
    stage: Stage, article: Article
) -> None:
    browser = signed_in(stage.author)
    answer = browser.post(path(article), {"kind": "clarification", "text": f" {WRONG}\n"})
    assert (answer.status_code, answer["Location"]) == (303, path(article))
    said = f"Clarification 1 January 2026, 01:00 UTC : {WRONG}"
    assert said in shown(Client().get(POST))
    assert said in shown(Client().get(PAPER))
    assert said in shown(browser.get(path(article)))
    assert 'href="#corrections"' in Client().get(POST).content.decode()


def test_an_article_without_notices_says_nothing_of_them(stage: Stage, article: Article) -> None:
    assert 'id="corrections"' not in Client().get(POST).content.decode()
    assert "correction" not in facts()
    assert "There is none." in shown(Client().get(PAPER))


def test_the_page_of_an_article_reads_nothing_more_for_its_notices(
    stage: Stage, article: Article
) -> None:
    browser = signed_in(stage.outsider)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(POST).status_code == 200
        return len(asked)

    statements()
    before = statements()
    tell(stage, article)
    browser.get(POST)
    assert statements() == before


def test_programs_are_told_of_notices_that_stand(stage: Stage, article: Article) -> None:
    tell(stage, article)
    stage.books.clock.advance(3600)
    tell(stage, article, "A second one.", "update")
    staging.withdraw(id_of(stage.author), article, number(), "There are ten.")
    at = "2026-01-01T02:00:00+00:00"
    assert facts()["correction"] == [
        {"@type": "CorrectionComment", "text": "A second one.", "datePublished": at}
    ]
    assert facts()["dateModified"] == at


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("text", ["full", "summary"])
def test_a_feed_has_the_notice_in_an_updated_entry(
    stage: Stage, article: Article, settings: Settings, form: str, text: str
) -> None:
    settings.TWEIPRESS_FEED_TEXT = text
    before = Client().get(f"/feeds/{form}/")
    tell(stage, article)
    feed = Client().get(f"/feeds/{form}/", headers={"If-None-Match": before["ETag"]})
    assert feed.status_code == 200
    assert WRONG in feed.content.decode()
    if form == "atom":
        assert feedparser.parse(feed.content).entries[0].updated == "2026-01-01T01:00:00+00:00"
    if form == "json":
        item = json.loads(feed.content)["items"][0]
        assert item["date_modified"] == "2026-01-01T01:00:00+00:00"


def test_the_sitemap_says_that_the_article_has_changed(stage: Stage, article: Article) -> None:
    assert "2026-01-01T01:00:00" not in Client().get("/sitemap/articles/0.xml").content.decode()
    tell(stage, article)
    assert "2026-01-01T01:00:00" in Client().get("/sitemap/articles/0.xml").content.decode()
    assert "/corrections/</loc>" in Client().get("/sitemap/pages.xml").content.decode()


def test_a_wrong_notice_is_withdrawn_by_a_further_one(stage: Stage, article: Article) -> None:
    tell(stage, article)
    browser, wrong = signed_in(stage.editor), number()
    sent = {"do": "withdraw", "notice": wrong, "reason": "There are ten, after all."}
    assert browser.post(path(article), sent).status_code == 303
    page = Client().get(POST).content.decode()
    assert f"<s>{WRONG}</s>" in page
    assert "Withdrawn</strong>" in page
    assert page.index(WRONG) < page.index("There are ten, after all.")
    assert Notice.objects.get(pk=wrong).text == WRONG
    assert "Withdraw this notice" not in shown(browser.get(path(article)))
    again = browser.post(path(article), {**sent, "reason": "Once more."})
    assert (again.status_code, refusals(again)) == (409, ["NOTICE_WITHDRAWN"])


@pytest.mark.parametrize("name", ["outsider", "moderator", "operator"])
def test_nobody_else_tells_readers_anything(stage: Stage, article: Article, name: str) -> None:
    browser = signed_in(stage.cast[name])
    assert browser.get(path(article)).status_code == 404
    answer = browser.post(path(article), {"kind": "correction", "text": WRONG})
    assert answer.status_code == 404
    assert Client().post(path(article), {"kind": "correction", "text": WRONG}).status_code == 302
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"kind": "correction", "text": ""}, "text"),
        ({"kind": "correction", "text": " \n\t"}, "text"),
        ({"kind": "correction", "text": "x" * (NOTICE_CHARS + 1)}, "text"),
        ({"kind": "withdrawal", "text": WRONG}, "kind"),
        ({"kind": "rumour", "text": WRONG}, "kind"),
        ({"text": WRONG}, "kind"),
    ],
)
def test_what_is_no_notice_is_refused_beside_its_field(
    stage: Stage, article: Article, sent: dict[str, str], wrong: str
) -> None:
    answer = signed_in(stage.author).post(path(article), sent)
    assert (answer.status_code, errors(answer)) == (422, [wrong])
    assert typed(answer, "text").strip() == sent["text"].strip()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("wrong", ["", "0", "-1", "x", "9" * 30])
def test_no_notice_but_an_own_one_of_the_article_is_withdrawn(
    stage: Stage, article: Article, wrong: str
) -> None:
    tell(stage, article)
    sent = {"do": "withdraw", "notice": wrong, "reason": "No."}
    answer = signed_in(stage.author).post(path(article), sent)
    assert (answer.status_code, refusals(answer)) == (422, ["MALFORMED"])
    other = actions.save_draft(id_of(stage.editor), data(title="Another"))
    actions.publish(other)
    sent["notice"] = str(number())
    answer = signed_in(stage.editor).post(path(other), sent)
    assert (answer.status_code, refusals(answer)) == (422, ["MALFORMED"])
    assert Notice.objects.count() == 1


def test_hostile_words_are_shown_as_they_are(stage: Stage, article: Article) -> None:
    tell(stage, article, SCRIPT)
    for shown_at in (POST, PAPER, "/feeds/atom/", "/feeds/rss/"):
        assert SCRIPT not in Client().get(shown_at).content.decode()
    assert SCRIPT in facts()["correction"][0]["text"]
    browser = signed_in(stage.author)
    assert SCRIPT not in browser.get(path(article)).content.decode()


def test_a_double_click_tells_once(stage: Stage, article: Article) -> None:
    for _ in range(2):
        tell(stage, article)
    assert Notice.objects.count() == len(fresh(article).corrections) == 1


def test_many_at_once_are_all_kept_with_the_article(stage: Stage, article: Article) -> None:
    def add(turn: int) -> None:
        try:
            tell(stage, article, f"Notice {turn}.")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(6)))
    assert len(queries.notices(fresh(article))) == Notice.objects.count() == 6


def test_there_are_as_many_notices_as_fit(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "NOTICES_A_DAY_MAX", 2)
    monkeypatch.setattr(notices, "NOTICES_MAX", 3)
    author = id_of(stage.author)
    for turn in range(2):
        tell(stage, article, f"Notice {turn}.")
    refused = staging.tell(author, article, "update", WRONG)
    assert refused is not None
    assert (refused.reason, refused.figures["wait_s"]) == (Refusal.NOTICES_SPENT, 86401)
    answer = signed_in(stage.author).post(path(article), {"kind": "update", "text": WRONG})
    assert (answer.status_code, refusals(answer)) == (429, ["NOTICES_SPENT"])
    assert staging.tell(id_of(stage.editor), article, "update", "By another.") is None
    refused = staging.tell(id_of(stage.editor), article, "update", WRONG)
    assert refused is not None
    assert refused.reason is Refusal.NOTICES_MANY


def test_only_a_published_article_has_notices(stage: Stage, article: Article) -> None:
    tell(stage, article)
    draft = actions.save_draft(id_of(stage.author), data(title="A draft"))
    browser = signed_in(stage.author)
    assert browser.get(path(draft)).status_code == 404
    actions.take_back(id_of(stage.author), article, "Invented.")
    assert browser.get(path(article)).status_code == 404
    refused = staging.tell(id_of(stage.author), article, "update", "Too late.")
    assert refused is not None
    assert refused.reason is Refusal.ARTICLE_UNDONE
    assert WRONG not in shown(Client().get(PAPER))


def test_the_paper_lists_its_notices_a_page_at_a_time(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for turn in range(1, 6):
        tell(stage, article, f"Notice {turn}.")
    seen: list[str] = []
    address = PAPER
    while address:
        page = Client().get(address)
        seen += re.findall(r"Notice \d\.", shown(page))
        older = re.search(r"\?before=\d+", page.content.decode())
        address = f"{PAPER}{older[0]}" if older else ""
    assert seen == [f"Notice {turn}." for turn in range(5, 0, -1)]
    assert Client().get(f"{PAPER}?before=x").status_code == 404
    assert Client().get(f"{PAPER}?before={'9' * 30}").status_code == 404


def test_notices_go_with_the_texts_of_an_author_who_leaves(stage: Stage, article: Article) -> None:
    tell(stage, article)
    actions.take_back(id_of(stage.author), article, "I leave.")
    actions.delete_texts(id_of(stage.author))
    assert (fresh(article).corrections, Notice.objects.count()) == ([], 0)


def test_a_writer_takes_the_own_notices_along(stage: Stage, article: Article) -> None:
    tell(stage, article)
    staging.withdraw(id_of(stage.editor), article, number(), "No.")
    own = list(queries.told_by(id_of(stage.author)))
    assert [(row.article, row.told.text, row.told.is_withdrawn) for row in own] == [
        (article.pk, WRONG, True)
    ]
    assert [row.told.withdraws for row in queries.told_by(id_of(stage.editor))] == [number()]
