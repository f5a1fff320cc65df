"""Words that are written in a real browser: offline, asleep, in two windows, by two people."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from harness.process import PATIENCE_S, PAUSE_S
from tests.browser.conftest import Window
from tests.browser.site import Site
from tests.browser.test_pages import looked_at
from tests.browser.watch import Watch
from tests.http.browser import PHONE

COUNT = """() => {
  const real = window.fetch;
  let now = 0;
  window.fetch = async (...asked) => {
    now += 1;
    sessionStorage.setItem("most", Math.max(now, sessionStorage.getItem("most") ?? 0));
    try { return await real(...asked); } finally { now -= 1; }
  };
}"""
"""Counts in a page how many requests of its scripts are under way at once, at most."""
AUTHOR, EDITOR = "Saskia", "Tomas"
KEPT = "Autosaved on"
STORED = "Object.entries(localStorage).map(([name, value]) => name + value).join('')"


@dataclass
class Draft:
    """A draft of the author's, and the window in which it was begun."""

    page: Page
    path: str


@pytest.fixture(name="window")
def _bare(window: Window) -> Window:
    """Open windows without the rich editor, which fills the same form and has its own tests."""

    def opened(*of: Any, **options: Any) -> Page:
        page = window(*of, **options)
        page.context.route("**/django_prose_editor/*", lambda route: route.abort())
        return page

    return opened


@pytest.fixture
def draft(window: Window) -> Iterator[Draft]:
    """Begin a draft, and delete it afterwards: an author has room for fifty."""
    page = window(AUTHOR, PHONE)
    page.goto("/write/new/")
    page.get_by_label("Title").fill(f"The Ferry {uuid4().hex[:6]}")
    text(page).fill("The ferry leaves at nine.")
    save(page)
    path = page.url
    yield Draft(page, path)
    cleaner = window(AUTHOR, PHONE)
    cleaner.goto(f"{path}delete/")
    cleaner.get_by_role("button", name="Delete the draft").click()
    expect(cleaner.get_by_text("The draft was deleted.")).to_be_visible()


def text(page: Page) -> Any:
    """Return the field of the body."""
    return page.locator("[name=body]")


def save(page: Page) -> None:
    with page.expect_navigation():  # the page may say so of the time before
        page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def line(page: Page) -> Any:
    return page.locator("[data-autosave-line]")


def trouble(page: Page) -> Any:
    return page.locator("[data-autosave-trouble]")


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(PAUSE_S)


def test_what_is_typed_is_autosaved_and_offered_on_return(draft: Draft) -> None:
    page = draft.page
    text(page).fill("The ferry leaves at ten.")
    expect(line(page)).to_contain_text(KEPT)
    page.goto("/")
    page.goto(draft.path)
    expect(text(page)).to_have_value("The ferry leaves at nine.")
    page.locator("#unsaved a").first.click()
    expect(text(page)).to_have_value("The ferry leaves at ten.")
    save(page)
    expect(text(page)).to_have_value("The ferry leaves at ten.")
    expect(page.locator("#unsaved")).to_have_count(0)


def test_a_lost_connection_keeps_the_words_and_sends_them_when_it_is_back(draft: Draft) -> None:
    page = draft.page
    page.context.set_offline(True)
    text(page).fill("The ferry does not leave.")
    expect(trouble(page)).to_contain_text("Not saved: no connection.")
    page.get_by_role("button", name="Save the draft").click()
    expect(text(page)).to_have_value("The ferry does not leave.")
    assert page.url == draft.path
    page.context.set_offline(False)
    expect(line(page)).to_contain_text(KEPT)
    expect(trouble(page)).to_be_empty()
    until(lambda: "tweipress.unsent" not in page.evaluate(STORED))
    save(page)


def test_words_of_a_window_that_was_closed_offline_come_back_for_their_writer_alone(
    window: Window, draft: Draft
) -> None:
    page = draft.page
    page.context.set_offline(True)
    text(page).fill("The ferry is full of secrets.")
    until(lambda: "tweipress.unsent" in page.evaluate(STORED))
    assert "secrets" not in page.evaluate(STORED)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(draft.path)
    again.get_by_role("link", name="Open that text").click()
    expect(text(again)).to_have_value("The ferry is full of secrets.")
    assert "tweipress.unsent" not in again.evaluate(STORED)
    draft.page = again


def test_leaving_with_words_that_were_not_sent_is_asked_about(draft: Draft) -> None:
    page = draft.page
    text(page).fill("Kept.")
    expect(line(page)).to_contain_text(KEPT)
    page.context.set_offline(True)
    text(page).press_sequentially(" Not kept.")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    page.context.set_offline(False)
    expect(trouble(page)).to_be_empty()
    until(lambda: "tweipress.unsent" not in page.evaluate(STORED))
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_a_laptop_that_was_closed_for_hours_has_the_words_after_signing_in_again(
    window: Window, site: Site, watch: Watch, draft: Draft
) -> None:
    watch.expected |= {401, 403}
    page = draft.page
    page.clock.install()
    page.goto(draft.path)
    text(page).fill("Written before the lid was closed.")
    page.context.clear_cookies()
    page.clock.fast_forward("08:00:00")
    expect(trouble(page)).to_contain_text("Not saved: you are signed out.")
    page.get_by_role("button", name="Save the draft").click()
    expect(text(page)).to_have_value("Written before the lid was closed.")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new window").click()
    entrance = opened.value
    entrance.get_by_label("Email").fill(f"{AUTHOR.lower()}@example.org")
    entrance.get_by_label("Password").fill(site.password)
    entrance.get_by_role("button", name="Sign in").click()
    expect(entrance.locator(".bar-member")).to_contain_text(AUTHOR)
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(line(page)).to_contain_text(KEPT)
    save(page)
    expect(text(page)).to_have_value("Written before the lid was closed.")


def test_in_two_tabs_the_later_one_sees_both_and_chooses(watch: Watch, draft: Draft) -> None:
    watch.expected.add(409)
    first, second = draft.page, draft.page.context.new_page()
    second.goto(draft.path)
    text(first).fill("The ferry leaves at ten.")
    save(first)
    text(second).fill("The ferry leaves at eleven.")
    expect(trouble(second)).to_contain_text("saved a newer version on")
    faulty = looked_at(second, "a newer version")
    second.get_by_role("button", name="Save the draft").click()
    expect(second.get_by_role("heading", name="Two texts: choose")).to_be_visible()
    expect(second.locator(".conflict .change del")).to_contain_text("ten.")
    expect(second.locator(".conflict .change ins")).to_contain_text("eleven.")
    faulty += looked_at(second, "two texts", twice=True)
    second.get_by_text("The saved text, whole").click()
    faulty += looked_at(second, "the saved text, whole")
    second.get_by_role("button", name="Keep my text").click()
    expect(second.get_by_text("Saved.", exact=True)).to_be_visible()
    second.get_by_role("link", name="Earlier and unsaved texts").click()
    expect(second.get_by_role("heading", name="Earlier and unsaved texts")).to_be_visible()
    faulty += looked_at(second, "earlier and unsaved texts", twice=True)
    second.locator(".draft a").nth(1).click()
    expect(text(second)).to_have_value("The ferry leaves at ten.")
    faulty += looked_at(second, "an earlier version")
    assert faulty == []


def test_an_author_and_an_editor_lose_nothing_to_each_other(
    window: Window, watch: Watch, draft: Draft
) -> None:
    watch.expected.add(409)
    author, editor = draft.page, window(EDITOR, PHONE)
    editor.goto(draft.path)
    text(author).fill("The author's ferry.")
    expect(line(author)).to_contain_text(KEPT)
    text(editor).fill("The editor's ferry.")
    save(editor)
    expect(editor.locator("#unsaved")).to_have_count(0)
    author.get_by_role("button", name="Save the draft").click()
    author.get_by_role("button", name="Keep the saved text").click()
    expect(text(author)).to_have_value("The editor's ferry.")
    author.locator("#unsaved a").first.click()
    expect(text(author)).to_have_value("The author's ferry.")
    text(author).fill("The editor's and the author's ferry.")
    save(author)
    expect(text(author)).to_have_value("The editor's and the author's ferry.")


def test_a_button_waits_for_the_autosave_under_way_and_one_request_is_sent_at_a_time(
    draft: Draft,
) -> None:
    page = draft.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.evaluate(COUNT)
    page.route("**/autosave/", hold)
    with page.expect_request("**/autosave/"):
        text(page).fill("Half of it")
    text(page).fill("All of it.")
    save(page)
    expect(text(page)).to_have_value("All of it.")
    expect(page.locator("#unsaved")).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('most')") == "1"


def test_a_new_article_that_was_never_saved_is_found_again(window: Window) -> None:
    page = window(AUTHOR, PHONE)
    page.goto("/write/new/")
    text(page).fill("Only a thought, without a title.")
    expect(line(page)).to_contain_text(KEPT)
    page.goto("/write/")
    faulty = looked_at(page, "begun and not saved")
    page.get_by_role("link", name="Only a thought, without a title.").click()
    expect(text(page)).to_have_value("Only a thought, without a title.")
    page.goto("/write/")
    page.get_by_role("button", name=re.compile("Throw this text away.*Only a thought")).click()
    expect(page.get_by_text("The unsaved text was thrown away.")).to_be_visible()
    assert faulty == []


def test_without_a_script_the_later_one_sees_both_too(
    window: Window, watch: Watch, draft: Draft
) -> None:
    watch.expected |= {409, 403}
    page = window(AUTHOR, PHONE, java_script_enabled=False)
    page.goto(draft.path)
    text(draft.page).fill("With a script.")
    save(draft.page)
    text(page).fill("Without a script.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("heading", name="Two texts: choose")).to_be_visible()
    page.get_by_role("button", name="Keep my text").click()
    expect(text(page)).to_have_value("Without a script.")
    page.context.clear_cookies()
    text(page).fill("Signed out meanwhile.")
    page.get_by_role("button", name="Save the draft").click()
    expect(text(page)).to_have_value("Signed out meanwhile.")
