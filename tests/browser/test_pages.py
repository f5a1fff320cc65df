"""Every kind of page as each of the cast sees it: axe finds nothing, nothing is cut off."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.http.browser import DESKTOP, PHONE

BEES, OLD = "/post/how-bees-vote/", "/post/everything-twice/"
READERS = "/reports/how-bees-vote/readers/"
WRITING = ("/write/", "/write/new/", "/pictures/")
FILTERED = "/search/?q=bees&section=Science"
ENTRANCE = ("login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/x/")
SECURITY = ("logout/", "email/", "password/change/", "reauthenticate/", "confirm-email/")
FACTORS = ("2fa/", "2fa/totp/activate/", "2fa/recovery-codes/generate/", "inactive/")
BOOKS = ("", "account/", "posting/", "posting/1/change/", "member/?q=7")
DESK = (
    *("/desk/paper/", "/desk/paper/sections/", "/desk/paper/pages/", "/desk/paper/pages/new/"),
    *("/desk/paper/editors/", "/desk/paper/checklist/", "/desk/paper/comments/"),
)
QUICK = {"", "Noor", "Hedda"}
"""Whose pages `make test` looks at; `make test-all` looks at everybody's."""
PAGES: dict[str, tuple[str, ...]] = {
    "": (
        *(
            "/",
            "/section/Science/",
            "/tag/archives/",
            "/search/",
            "/search/?q=tide",
            FILTERED,
            BEES,
        ),
        *(
            "/member/Ondine/",
            "/join/nothing/",
            "/about/rules/",
            "/about/trust/",
            "/about/privacy/",
            "/about/flags/",
            "/about/levels/",
            "/about/review/",
            "/page/about/",
            "/letters/",
            "/moderation/log/",
            "/moderation/report/",
            "/notices/",
            "/nowhere/",
        ),
        *(f"/accounts/{path}" for path in ENTRANCE),
    ),
    "Aurelio": ("/", BEES, OLD, "/me/", "/me/profile/", "/staff/overview/", "/write/"),
    "Noor": (
        BEES,
        OLD,
        "/me/",
        "/me/reading/",
        "/me/earnings/",
        "/me/statement/",
        "/reports/how-bees-vote/bought/",
        "/me/takeout/",
        "/following/",
        "/notifications/",
        "/notifications/choices/",
        "/reading-list/",
        "/me/flags/",
        "/me/decisions/",
        "/me/muted/",
        "/member/Leilani/",
        *(f"/accounts/{path}" for path in SECURITY + FACTORS),
    ),
    "Ondine": (BEES, READERS, "/me/", "/me/trust/", "/member/Noor/", *WRITING),
    "Dexter": ("/me/", "/me/flags/", "/me/decisions/"),
    "Mireille": (
        BEES,
        "/member/Dexter/",
        "/staff/",
        "/staff/comments/",
        "/staff/queue/",
        "/staff/flags/",
        "/moderation/members/Dexter/",
        "/moderation/appeals/",
        "/moderation/notices/",
    ),
    "Hedda": (
        "/staff/",
        "/staff/overview/",
        "/staff/jobs/",
        *DESK,
        *(f"/staff/bank/{table}" for table in BOOKS),
    ),
}
TWICE = {"/", FILTERED, BEES, OLD, "/me/", "/staff/overview/", "/write/new/"}
"""Pages that look different on a phone and on a desktop: they are looked at on both."""

ALL: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
VIOLATIONS = "(rules) => axe.run(rules).then((it) => it.violations)"
COLOURS = ALL | {"runOnly": ["color-contrast", "link-in-text-block"]}
EXPECTED = {403, 404}
EVERY_KIND = """
### Below

3. One[^a]
   - in it
     1. and in that
4. two

```python
if True: hum("a very long line of code, longer than any phone is wide, and then some more")
```

|       | Spans | Built |
|-------|-------|-------|
| North | `2`   | 1890[^a] |
| South | **3** |       |

: All bridges

| One | word |
|-----|------|

![A bridge](picture:1)
At noon
— Kwabena

@[The bridge](https://en.wikipedia.org/wiki/Bridge)

> Hum. — *All of it*
> — A walker

[^a]: See [the town](https://town.example/).
"""
TEXT = "## On foot\n\n" + "Every bridge has a *note* of its own. " * 20 + EVERY_KIND
CHANGED = "Promise.all(document.getAnimations().map((it) => it.finished)).then(() => null)"


def faults(page: Page, path: str) -> list[object]:
    """Go to a page and look at it; what is found names the path."""
    page.emulate_media(color_scheme="light")
    page.goto(path)
    return looked_at(page, path, twice=path in TWICE)


def looked_at(page: Page, name: str, *, twice: bool = False) -> list[object]:
    """Return what is found on the page as it is: all in light, the colours in dark.

    The window is a phone's; `twice` is to look on a desktop too.
    """
    page.emulate_media(color_scheme="light")
    page.evaluate(CHANGED)
    faulty: list[object] = [(name, *fault) for fault in seen(page, ALL)]
    if twice:
        page.set_viewport_size(DESKTOP)
        faulty += [(name, "desktop", *fault) for fault in seen(page, ALL)]
        page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.evaluate(CHANGED)
    return [*faulty, *((name, "dark", *fault) for fault in seen(page, COLOURS))]


def seen(page: Page, rules: dict[str, Any]) -> list[tuple[object, ...]]:
    """Return what axe finds on the page as it is, and whether it is wider than its window."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(VIOLATIONS, rules)
    faulty: list[tuple[object, ...]] = [
        (rule["id"], *(node["target"] for node in rule["nodes"][:3])) for rule in violations
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faulty.append(("wider than the window",))
    return faulty


@pytest.mark.parametrize(
    "who",
    [
        pytest.param(who, id=who or "visitor", marks=[] if who in QUICK else [pytest.mark.slow])
        for who in PAGES
    ],
)
def test_axe_finds_nothing_on_any_page(window: Window, watch: Watch, who: str) -> None:
    page = window(who, PHONE)
    watch.expected |= EXPECTED
    assert [fault for path in PAGES[who] for fault in faults(page, path)] == []


def test_axe_finds_nothing_while_an_article_is_written(window: Window) -> None:
    page = window("Kwabena", PHONE)
    page.goto("/write/new/")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_label("Title").fill("What a Bridge Hums")
    page.get_by_label("Text:").fill(TEXT)
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("region", name="Preview").wait_for()
    faulty = looked_at(page, "preview", twice=True)
    page.get_by_role("button", name="Save, and see what publishing costs").click()
    page.get_by_role("heading", name="What it costs").wait_for()
    faulty += looked_at(page, "publish")
    faulty += faults(page, "/write/")
    page.get_by_role("link", name="What a Bridge Hums").click()
    faulty += looked_at(page, "draft")
    page.get_by_role("link", name="Delete the draft").click()
    faulty += looked_at(page, "delete")
    page.get_by_role("button", name="Delete the draft").click()
    page.get_by_text("The draft was deleted.").wait_for()
    page.goto("/write/")
    page.get_by_role("link", name="Take back").first.click()
    faulty += looked_at(page, "take back")
    assert faulty == []


def test_axe_finds_nothing_while_an_article_is_reviewed(window: Window) -> None:
    page = window("Kwabena", PHONE)
    page.goto("/write/new/")
    page.get_by_label("Title").fill("Who Paints the Lines")
    page.get_by_label("Text:").fill(TEXT)
    page.get_by_role("button", name="Save, and see what publishing costs").click()
    page.get_by_role("heading", name="Review").wait_for()
    faulty = looked_at(page, "ask", twice=True)
    page.get_by_role("button", name="Ask for a review").click()
    page.get_by_text("Your article is under review.").wait_for()
    faulty += looked_at(page, "asked")
    page = window("Tomas", PHONE)
    faulty += faults(page, "/reviews/")
    page.get_by_role("link", name="Who Paints the Lines").click()
    page.get_by_label("Why, for the author to read").wait_for()
    faulty += looked_at(page, "bench", twice=True)
    page.get_by_label("Why, for the author to read").fill("Sound, and the author’s own.")
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_text("No article is waiting for you.").wait_for()
    faulty += looked_at(page, "judged")
    page = window("Kwabena", PHONE)
    page.goto("/write/")
    page.get_by_role("link", name="Who Paints the Lines").click()
    page.get_by_role("link", name="See how the review stands").click()
    page.get_by_text("Sound, and the author’s own.").wait_for()
    faulty += looked_at(page, "approved")
    assert faulty == []


def test_axe_finds_nothing_where_an_article_repeats_another(window: Window) -> None:
    page = window("Saskia", PHONE)
    faulty: list[object] = []
    for title in ("A Note of Its Own", "A Note of Its Own Again"):
        page.goto("/write/new/")
        page.get_by_label("Title").fill(title)
        page.get_by_label("Text:").fill(TEXT)
        page.get_by_role("button", name="Save, and see what publishing costs").click()
        page.get_by_role("heading", name="What it costs").wait_for()
        if title.endswith("Again"):
            page.get_by_text("of this text has been published before").wait_for()
            faulty += looked_at(page, "a repeat before the click")
        page.get_by_role("button", name="Publish for").click()
        page.get_by_role("heading", name=title).wait_for()
    page.get_by_text("This article repeats what was published before").wait_for()
    faulty += looked_at(page, "a repeat", twice=True)
    page = window("Tomas", PHONE)
    faulty += faults(page, "/reviews/repeats/")
    page.get_by_role("link", name="A Note of Its Own Again").click()
    page.get_by_role("heading", name="Can this article be paid?").wait_for()
    faulty += looked_at(page, "a repeat as its editor reads it", twice=True)
    page.get_by_label("Why it may be paid").fill("A second edition.")
    page.get_by_role("button", name="Let it be paid").click()
    page.get_by_text("There are none.").wait_for()
    assert faulty == []


def test_axe_finds_nothing_on_pages_that_say_no(window: Window, watch: Watch) -> None:
    watch.expected.add(403)
    page = window("", PHONE)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password").fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").first.wait_for()
    faulty = looked_at(page, "sign-in refused")
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').remove()")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").first.wait_for()
    faulty += looked_at(page, "no token")
    assert faulty == []


def test_axe_finds_nothing_where_a_password_is_chosen(site: Site, window: Window) -> None:
    page = window("", PHONE)
    page.goto("/accounts/password/reset/")
    page.get_by_label("Email").fill("dexter@example.org")
    page.get_by_role("button", name="Send the link").click()
    page.wait_for_url("**/done/")
    page.goto(site.reset_link())
    page.get_by_role("heading", name="Choose a password").wait_for()
    assert looked_at(page, "choose a password") == []
