"""From opening an article to its rating, as the page's script does it."""

import secrets

import pytest
from django.core.management import call_command

from tests.http.stage import Stage
from tests.reading.conftest import FLOOR_S, Reader, fields_of, published, refusal, why
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId
from tweipress.reading.models import ReadingTrace
from tweipress.reading.queries import retention

KINDS = ("plus", "minus", "done")


def pluses_left(stage: Stage) -> int:
    """Return how many paid Pluses the reader has left today."""
    standing = books.standing(MemberId(stage.reader.pk))
    assert standing is not None
    return standing.left["pluses"]


def test_a_plus_pays_exactly_what_the_panel_showed(stage: Stage, reader: Reader) -> None:
    shown_twei = reader.panel().quote_twei
    before_twei = stage.spendable_twei(stage.reader)
    assert shown_twei > 0
    response = reader.send("plus", token=reader.prove(reader.open()))
    assert (response.status_code, response["Location"]) == (
        303,
        f"/post/{reader.article.slug}/#reading",
    )
    assert stage.spendable_twei(stage.reader) == before_twei + shown_twei
    panel = reader.panel()
    assert (panel.state, panel.rating, panel.earned_twei) == ("rated", "plus", shown_twei)


def test_a_minus_costs_its_price_and_gives_the_quote_back(stage: Stage, reader: Reader) -> None:
    stage.done(Role(member=MemberId(stage.reader.pk), role=roles.Role.CONTRIBUTOR))
    left_twei = books.offers([reader.article.pk], None)[reader.article.pk].left_twei
    response = reader.send("minus", token=reader.prove(reader.open()))
    assert response.status_code == 303
    assert stage.spendable_twei(stage.reader) == 100 - books.tariff().minus_twei
    assert books.offers([reader.article.pk], None)[reader.article.pk].left_twei == left_twei
    assert reader.panel().rating == "minus"


def test_done_reading_counts_as_read_and_leaves_the_rating_for_later(
    stage: Stage, reader: Reader
) -> None:
    assert reader.send("done", token=reader.prove(reader.open())).status_code == 303
    panel = reader.panel()
    assert (panel.state, panel.has_read, panel.rating) == ("ready", True, "")
    assert not panel.starts_by_itself
    reader.send("plus", token=reader.prove(reader.open()))
    assert reader.panel().rating == "plus"


def test_beacons_write_nothing_to_the_books(stage: Stage, reader: Reader) -> None:
    token = reader.open()
    before = stage.seq()
    reader.prove(token)
    assert stage.seq() == before


def test_the_posting_keeps_a_digest_and_the_site_the_times_for_two_weeks(
    stage: Stage, reader: Reader
) -> None:
    reader.send("plus", token=reader.prove(reader.open()))
    trace = ReadingTrace.objects.get(member=stage.reader, article=reader.article)
    assert trace.arrivals_ms == [8000, 16000, 24000]
    stage.books.next_day(13)
    other = Reader(stage, stage.outsider, reader.article)
    other.send("done", token=other.prove(other.open()))
    assert ReadingTrace.objects.count() == 2
    stage.books.next_day(2)
    assert retention.is_due()
    call_command("forget")
    assert not retention.is_due()
    assert ReadingTrace.objects.get().member_id == stage.outsider.pk


def test_coming_back_resumes_the_session(stage: Stage, reader: Reader) -> None:
    token = reader.open()
    session = fields_of(reader.send("open", script=True))["session"]
    before = stage.seq()
    again = reader.send("open", script=True)
    assert fields_of(again)["session"] == session
    assert fields_of(again)["index"] == "1"
    assert stage.seq() == before
    assert reader.send("plus", token=reader.prove(token)).status_code == 303


def test_a_page_that_lost_its_token_begins_anew_in_the_same_session(reader: Reader) -> None:
    reader.prove(reader.open(), sections=2)
    token = fields_of(reader.send("open", script=True))["token"]
    assert reader.send("plus", token=reader.prove(token)).status_code == 303


def test_another_articles_session_is_ended_only_when_the_reader_says_so(
    stage: Stage, reader: Reader, seeds: Article
) -> None:
    token = reader.open()
    elsewhere = Reader(stage, stage.reader, seeds)
    other = elsewhere.panel().elsewhere
    assert other is not None
    assert other.title == reader.article.title
    response = elsewhere.send("open", script=True)
    assert (response.status_code, refusal(response)) == (409, "SESSION_ELSEWHERE")
    assert "Switch to this article" in response.content.decode()
    assert elsewhere.send("open", switch="yes").status_code == 303
    stage.books.clock.advance(FLOOR_S)
    gone = reader.send("beacon", script=True, token=token, index="1")
    assert (gone.status_code, refusal(gone)) == (409, "SESSION_GONE")


@pytest.mark.parametrize("kind", KINDS)
def test_a_double_click_rates_once_and_says_the_same_twice(
    stage: Stage, reader: Reader, kind: str
) -> None:
    stage.done(Role(member=MemberId(stage.reader.pk), role=roles.Role.CONTRIBUTOR))
    token = reader.prove(reader.open())
    first = reader.send(kind, token=token, key="one-click")
    before = (stage.seq(), stage.spendable_twei(stage.reader))
    second = reader.send(kind, token=token, key="one-click")
    assert (first.status_code, second.status_code) == (303, 303)
    assert (stage.seq(), stage.spendable_twei(stage.reader)) == before


def test_a_double_click_opens_one_session(stage: Stage, reader: Reader) -> None:
    reader.send("open", key="one-click")
    before = stage.seq()
    assert reader.send("open", key="one-click").status_code == 303
    assert stage.seq() == before


def test_the_same_key_with_another_body_is_refused(stage: Stage, reader: Reader) -> None:
    stage.done(Role(member=MemberId(stage.reader.pk), role=roles.Role.CONTRIBUTOR))
    token = reader.prove(reader.open())
    reader.send("plus", token=token, key="one-click")
    before = stage.seq()
    response = reader.send("minus", token=token, key="one-click")
    assert (response.status_code, refusal(response)) == (409, "KEY_REUSED")
    assert stage.seq() == before


def test_a_second_tab_is_told_that_the_article_is_rated(stage: Stage, reader: Reader) -> None:
    token = reader.open()
    one, two = reader.prove(token), reader.prove(token)
    reader.send("plus", token=one)
    before = stage.seq()
    response = reader.send("plus", token=two)
    assert (response.status_code, refusal(response)) == (409, "ALREADY_RATED")
    response = reader.send("open")
    assert (response.status_code, refusal(response)) == (409, "ALREADY_RATED")
    assert stage.seq() == before


def test_when_the_pluses_are_spent_the_article_can_still_be_read(
    stage: Stage, reader: Reader
) -> None:
    while (left := pluses_left(stage)) > 0:
        author = stage.enter(f"author-{secrets.token_hex(4)}", 500, "contributor")
        other = Reader(stage, stage.reader, published(author, author.name))
        assert other.send("plus", token=other.prove(other.open())).status_code == 303
        assert pluses_left(stage) in {left - 1, left}  # a level reached may bring one more
    unread = published(stage.enter("newest", 500, "contributor"), "newest")
    for paying in (reader, Reader(stage, stage.reader, unread)):
        panel = paying.panel()
        assert (panel.quote_twei, why(panel)) == (0, "PLUS_QUOTA_SPENT")
    front = reader.browser.get("/").content.decode()
    assert front.count("You have run out of Pluses for today.") == 2
    assert "Earn " not in front
    token = reader.prove(reader.open())
    response = reader.send("plus", token=token)
    assert (response.status_code, refusal(response)) == (429, "PLUS_QUOTA_SPENT")
    assert "Done reading" in response.content.decode()
    assert reader.send("done", token=token).status_code == 303
    assert reader.panel().has_read


def test_an_article_that_has_paid_out_can_still_be_rated(stage: Stage, reader: Reader) -> None:
    stage.books.next_day(15)
    panel = reader.panel()
    assert (panel.quote_twei, why(panel)) == (0, "NOTHING_LEFT")
    assert reader.send("plus", token=reader.prove(reader.open())).status_code == 303
    assert (reader.panel().rating, reader.panel().earned_twei) == ("plus", 0)
