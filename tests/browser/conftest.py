"""One site for the whole session; windows on it, in each of which nothing may go wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.site import Site, served
from tests.browser.validity import Sources
from tests.browser.watch import Watch
from tests.browser.windows import opened
from tests.http.browser import DESKTOP, launched

Window = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A filled and served demo. Its members' quotas are whole: its day has just begun."""
    with served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one a file: its driver's loop is in the way of Django's own tests."""
    with launched() as browser:
        yield browser


@pytest.fixture
def watch() -> Watch:
    """What goes wrong in this test's windows."""
    return Watch()


@pytest.fixture(scope="session")
def sources() -> Iterator[Sources]:
    """Every page that is visited: at the end, the Nu HTML checker finds nothing wrong in them."""
    sources = Sources()
    yield sources
    assert sources.faults() == []


@pytest.fixture
def window(browser: Browser, site: Site, watch: Watch, sources: Sources) -> Iterator[Window]:
    """Open windows, each with cookies of its own: `window("Noor", PHONE)`; "" is a visitor."""
    contexts = []

    def on_site(who: str = "", size: ViewportSize = DESKTOP, **options: Any) -> Page:
        context = opened(browser, site, who, size, **options)
        contexts.append(context)
        watch.over(context)
        sources.over(context)
        return context.new_page()

    yield on_site
    for context in contexts:
        context.close()
    assert watch.faults == []
