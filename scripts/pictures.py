"""Take new pictures for docs/pictures from a freshly filled demo.

`make pictures`; needs Chromium.
"""

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.reading import open_post, parts, read_on
from tests.browser.site import Site, served
from tests.browser.windows import opened
from tests.http.browser import DESKTOP, PHONE, launched

PICTURES: Final = Path(__file__).parents[1] / "docs" / "pictures"
POST: Final = "/post/how-bees-vote/"
COLOURS: Final = 64
BYTES_MAX: Final = 200_000
TO_THE_TOP: Final = "(it) => scrollTo(0, it.getBoundingClientRect().top + scrollY - 24)"
NARROW: Final[ViewportSize] = {"width": 1000, "height": 700}
TALL: Final[ViewportSize] = {"width": 1000, "height": 1840}


def main() -> None:
    """Take all pictures, and say how large each is."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as site,
        launched() as browser,
    ):
        front(window(browser, site, "", DESKTOP))
        statement(window(browser, site, "Noor", NARROW))
        article(window(browser, site, "Leilani", PHONE), site)
        desk(window(browser, site, "Tomas", NARROW))
        editor(window(browser, site, "Kwabena", NARROW))


def window(browser: Browser, site: Site, who: str, size: ViewportSize) -> Page:
    """Open a window as one of the cast, without animations."""
    return opened(browser, site, who, size, reduced_motion="reduce").new_page()


def front(page: Page) -> None:
    """Take the front page as a visitor sees it."""
    page.goto("/")
    keep("front", page.screenshot())


def statement(page: Page) -> None:
    """Take the newest lines of a commenter's statement."""
    page.goto("/me/")
    page.locator("section[aria-labelledby=statement]").evaluate(TO_THE_TOP)
    keep("statement", page.screenshot())


def article(page: Page, site: Site) -> None:
    """Take an article half-way through on a phone; then its end on a desktop, after reading."""
    open_post(page, POST)
    half, whole = parts(page) // 2, parts(page)
    for number in range(1, half + 1):
        read_on(page, site, number)
    page.evaluate("scrollTo(0, 0)")
    keep("article-phone", page.screenshot())
    for number in range(half + 1, whole + 1):
        read_on(page, site, number)
    page.set_viewport_size(TALL)
    page.locator(".post-body blockquote").evaluate(TO_THE_TOP)
    keep("article-desktop", page.screenshot())


def desk(page: Page) -> None:
    """Take the desk's story budget, and the editors' page of the front."""
    page.goto("/desk/")
    page.locator("main").evaluate(TO_THE_TOP)
    keep("desk", page.screenshot())
    page.goto("/desk/front/")
    page.locator("main").evaluate(TO_THE_TOP)
    keep("arranging", page.screenshot())


def editor(page: Page) -> None:
    """Take a draft in the rich editor."""
    page.goto("/write/")
    page.get_by_role("link", name="What a lamp post costs").click()
    page.locator("[data-place] [role=textbox]").wait_for()
    page.locator("main").evaluate(TO_THE_TOP)
    keep("editor", page.screenshot())


def keep(name: str, png: bytes) -> None:
    """Save a picture with few colours, as small as possible."""
    path = PICTURES / f"{name}.png"
    image = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS)
    image.save(path, optimize=True)
    size = path.stat().st_size
    assert size < BYTES_MAX, f"{name} has {size} bytes"
    print(f"{path.name}: {image.width} x {image.height}, {size} bytes")


if __name__ == "__main__":
    main()
