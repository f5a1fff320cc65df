"""The plain way: forms, buttons at the end of each section, and pages that say what is missing."""

import re

from django.test import Client

from tests.http.stage import Stage
from tests.reading.conftest import FLOOR_S, Reader, refusal
from tweipress.articles.models import Article

INPUT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def page(reader: Reader) -> str:
    """Return the article's page as the browser gets it."""
    response = reader.browser.get(f"/post/{reader.article.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def press(reader: Reader, form: str, **fields: str) -> str:
    """Press a form's button on the page as it is now, and return where that leads."""
    path = f"/read/{reader.article.slug}/{form}/"
    form_html = re.search(
        rf'<form method="post" action="{path}".*?</form>', page(reader), re.DOTALL
    )
    assert form_html, f"no form {form} on the page"
    sent = {**dict(INPUT.findall(form_html[0])), **fields}
    response = reader.browser.post(path, sent)
    assert response.status_code == 303, response.content.decode()
    return str(response["Location"])


def buttons(html: str) -> list[str]:
    """Return the sections whose button can be pressed now."""
    shown = re.findall(r'<p class="part-end" data-part-end="(\d)"( hidden)?>', html)
    return [number for number, hidden in shown if not hidden]


def test_an_article_is_read_and_paid_with_buttons_alone(stage: Stage, reader: Reader) -> None:
    assert buttons(page(reader)) == []
    quote_twei = reader.panel().quote_twei
    assert press(reader, "open").endswith("#reading")
    for number, leads_to in (("1", "#part-2"), ("2", "#part-3"), ("3", "#reading")):
        assert buttons(page(reader)) == [number]
        stage.books.clock.advance(FLOOR_S)
        assert press(reader, "beacon", index=number).endswith(leads_to)
    assert buttons(page(reader)) == []
    assert f"100 % read: a Plus now earns {quote_twei} Twei" in page(reader)
    before_twei = stage.spendable_twei(stage.reader)
    press(reader, "plus")
    assert stage.spendable_twei(stage.reader) == before_twei + quote_twei
    said = page(reader)
    assert f"Your Plus counts: you earned {quote_twei} Twei." in said
    assert "reading" not in reader.browser.cookies or not reader.browser.cookies["reading"].value


def test_the_live_line_says_how_much_has_been_read(stage: Stage, reader: Reader) -> None:
    press(reader, "open")
    quote_twei = reader.panel().quote_twei
    assert f"0 % read, 23 s to go, then {quote_twei} Twei" in page(reader)
    stage.books.clock.advance(FLOOR_S)
    press(reader, "beacon", index="1")
    assert f"33 % read, 16 s to go, then {quote_twei} Twei" in page(reader)


def test_too_early_is_a_kind_page_that_leads_back_to_the_section(reader: Reader) -> None:
    press(reader, "open")
    response = reader.send("beacon", index="1")
    assert (response.status_code, refusal(response)) == (425, "PROOF_TOO_EARLY")
    assert response["Retry-After"] == "8"
    said = response.content.decode()
    assert "Try again in 8 seconds" in said
    assert f'href="/post/{reader.article.slug}/#part-1"' in said


def test_a_rating_before_the_end_says_what_is_missing(reader: Reader) -> None:
    press(reader, "open")
    response = reader.send("plus")
    assert (response.status_code, refusal(response)) == (409, "PROOF_MISSING")
    assert "You have not read every part yet" in response.content.decode()


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    stage: Stage, reader: Reader
) -> None:
    press(reader, "open")
    stage.books.clock.advance(FLOOR_S)
    press(reader, "beacon", index="1")
    cookie = reader.browser.cookies["reading"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 900)


def test_a_cookie_of_another_reading_does_no_harm(
    stage: Stage, reader: Reader, seeds: Article
) -> None:
    press(reader, "open")
    stage.books.clock.advance(FLOOR_S)
    press(reader, "beacon", index="1")
    elsewhere = Reader(stage, stage.reader, seeds)
    elsewhere.browser = reader.browser
    press(elsewhere, "open")
    assert buttons(page(elsewhere)) == ["1"]
    stage.books.clock.advance(FLOOR_S)
    assert press(elsewhere, "beacon", index="1").endswith("#part-2")


def test_a_forged_cookie_counts_as_none(stage: Stage, reader: Reader) -> None:
    press(reader, "open")
    reader.browser.cookies["reading"] = "forged.token"
    assert buttons(page(reader)) == ["1"]


def test_a_visitor_has_no_buttons(sea: Article) -> None:
    html = Client().get(f"/post/{sea.slug}/").content.decode()
    assert "I have read this section" not in html
