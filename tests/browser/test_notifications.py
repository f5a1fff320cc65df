"""Notifications in a browser: the figure follows without a reload, and the worker may run."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP, PHONE

WORKER_RUNS = """async () => {
  const form = document.querySelector("[data-push]");
  const { installing, waiting, active } = await navigator.serviceWorker.register(form.dataset.push);
  const worker = installing || waiting || active;
  while (worker.state !== "activated") {
    if (worker.state === "redundant") return worker.state;
    await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
  }
  return worker.state;
}"""


def test_the_figure_follows_what_is_read_elsewhere_and_the_worker_runs_under_the_policy(
    window: Window,
) -> None:
    desk, phone = window("Kwabena", DESKTOP), window("Kwabena", PHONE)
    desk.goto("/")
    figure = desk.locator("[data-unread]")
    expect(figure).to_have_text(re.compile("[1-9]"))
    phone.goto("/notifications/")
    phone.get_by_role("button", name="Mark everything as read").click()
    expect(phone.locator("[data-unread]")).to_have_text("")
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(figure).to_have_text("")
    desk.goto("/notifications/choices/")
    assert desk.evaluate(WORKER_RUNS) == "activated"
