"""A real Chromium for tests of what people see and scripts do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

if TYPE_CHECKING:  # scripts/pictures.py starts a browser without Django's apps
    from tweipress.people.models import Member

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 900}
PATIENCE_MS: Final = 60_000
"""For anything that a page is expected to do: no test is about how long that takes."""
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the system's Chromium; without one the test fails in one line."""
    path = next((program for name in NAMES if (program := shutil.which(name))), None)
    if path is None:
        pytest.fail("No Chromium on the PATH: install the package chromium.", pytrace=False)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def sign_in(context: BrowserContext, address: str, member: "Member") -> None:
    """Give a browser the session that a member's sign-in would have given it."""
    client = Client()
    client.force_login(member)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
