"""The desk in a browser: an idea, a plan, a schedule; on a phone and a desktop."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.test_pages import looked_at
from tests.http.browser import PHONE


def day_in(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}"


def planned(page: Page, title: str) -> Page:
    """Put an idea on the desk, and open its plan."""
    page.goto("/desk/")
    page.get_by_text("A new idea").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Due").fill(day_in(2))
    page.get_by_role("button", name="Put it on the desk").click()
    page.get_by_role("link", name=title).click()
    return page


def test_an_editor_plans_an_idea_without_javascript(window: Window) -> None:
    page = planned(window("Ondine", PHONE, java_script_enabled=False), "A quay of one's own")
    page.get_by_label("Status").select_option("Draft")
    page.get_by_label("Assignee").fill("Kwabena")
    page.get_by_role("button", name="Save the plan").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    when = page.get_by_role("group", name="Publish on")
    when.get_by_label("Date").fill(day_in(3))
    when.get_by_label("Time").fill("07:30")
    page.get_by_role("button", name="Schedule it").click()
    expect(page.get_by_text("07:30 UTC").first).to_be_visible()
    page.goto("/desk/?status=scheduled")
    expect(page.get_by_role("link", name="A quay of one's own")).to_be_visible()


def test_axe_finds_nothing_on_the_desk(window: Window) -> None:
    page = planned(window("Ondine", PHONE), "Who paints the buoys?")
    faulty = looked_at(page, "plan", twice=True)
    page.goto("/desk/")
    faulty += looked_at(page, "budget", twice=True)
    page.goto(f"/desk/calendar/?month={day_in(2)[:7]}")
    expect(page.get_by_role("link", name="Who paints the buoys?").first).to_be_visible()
    faulty += looked_at(page, "calendar", twice=True)
    assert faulty == []
