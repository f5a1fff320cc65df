"""The pages that people see most, in the languages whose script or direction is another one."""

import pytest

from tests.browser.conftest import Window
from tests.browser.test_pages import faults
from tests.http.browser import PHONE

PAGES: dict[str, tuple[str, ...]] = {
    "": ("/", "/accounts/signup/"),
    "Noor": ("/post/how-bees-vote/", "/me/"),
    "Ondine": ("/write/new/",),
}


@pytest.mark.parametrize(
    ("language", "direction"), [pytest.param("ko", "ltr", marks=pytest.mark.slow), ("ar", "rtl")]
)
def test_axe_finds_nothing_in_a_language_and_nothing_is_cut_off(
    window: Window, language: str, direction: str
) -> None:
    faulty: list[object] = []
    for who, paths in PAGES.items():
        page = window(who, PHONE, locale=language)
        for path in paths:
            faulty += faults(page, path)
            html = page.locator("html")
            assert html.get_attribute("lang") == language
            assert html.get_attribute("dir") == direction
            assert page.locator("body").evaluate("(body) => getComputedStyle(body).direction") == (
                direction
            )
    assert faulty == []
