"""The whole story once, on a phone and on a desktop: from joining to a comment's removal."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.reading import open_post, parts, read_on
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.http.browser import DESKTOP, PHONE

REPORT = "Buy a report: mine · 1 Twei"
COMMENT = "Marked <b>twice</b>, counted once & for all."
ALREADY_VOTED, REASON = 409, "Off the point"


@pytest.mark.parametrize(
    ("size", "slug", "author", "critic"),
    [
        pytest.param(
            DESKTOP,
            "how-bees-vote",
            "Ondine",
            "Radomir",
            id="desktop",
            marks=[pytest.mark.scratch_books, pytest.mark.slow_on_postgres],
        ),
        pytest.param(
            PHONE,
            "what-a-quiet-street-is-made-of",
            "Saskia",
            "Bayani",
            id="phone",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_one_articles_life_from_joining_to_a_removed_comment(
    site: Site, window: Window, watch: Watch, size: Any, slug: str, author: str, critic: str
) -> None:
    path = f"/post/{slug}/"
    newcomer = window("", size)
    join(newcomer, f"Newcomer-{size['width']}")
    expect(newcomer.locator(".stories .story", has_text="Earn").first).to_be_visible()
    earned_twei = reads_for_twei(newcomer, site, path)
    assert statement(newcomer)[0] == (earned_twei, earned_twei)
    buys_a_report(newcomer, path)
    assert statement(newcomer)[0] == (-1, earned_twei - 1)

    before_twei = balance_twei(window(author, size), path)
    number = comments(window("Noor", size), path)
    watch.expected.add(ALREADY_VOTED)
    likes(window("Juhani", size), path, number)
    dislikes(window(critic, size), path, number)
    page = window(author, size)
    assert balance_twei(page, path) == before_twei + 2 + 2
    assert [amount for amount, _ in statement(page)[:2]] == [2, 2]
    adds_up(buys_a_report(page, path))
    assert statement(page)[0] == (-1, before_twei + 2 + 2 - 1)

    looks_at_the_books(window("Hedda", size))
    removes(window("Mireille", size), path, number)
    newcomer.goto(path)
    shown = newcomer.locator(f"#{number}")
    expect(shown).to_contain_text(f"Removed by a moderator: {REASON}")
    expect(shown).not_to_contain_text(COMMENT)


def twei(text: str) -> int:
    """Return an amount as English pages write it."""
    return int(text.replace("−", "-").replace(",", ""))


def join(page: Page, name: str) -> None:
    """Sign up by e-mail and password, and land on the front page."""
    page.goto("/")
    page.get_by_role("link", name="Join").click()
    page.get_by_label("Email").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill("wells-and-hives-48")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("link", name=name)).to_contain_text("0 Twei")


def reads_for_twei(page: Page, site: Site, path: str) -> int:
    """Read an article to the end and press Plus; return what it earned."""
    quote_twei = open_post(page, path)
    expect(page.locator("#reports [data-refusal=FUNDS_SHORT]")).to_contain_text(
        "This costs 1 Twei and you have 0: earn by reading first."
    )
    expect(page.get_by_role("button", name=REPORT)).to_have_count(0)
    plus = page.get_by_role("button", name="Plus", exact=True)
    line = page.locator("[data-live]")
    percents = []
    for number in range(1, parts(page) + 1):
        expect(line).to_contain_text(f" s to go, then {quote_twei} Twei")
        percents.append(int(line.inner_text().partition(" % read, ")[0]))
        expect(plus).to_be_disabled()
        read_on(page, site, number)
    assert percents[0] == 0
    assert sorted(set(percents)) == percents
    expect(line).to_have_text(f"100 % read: a Plus now earns {quote_twei} Twei")
    page.clock.resume()
    plus.click()
    expect(page.locator("#reading")).to_contain_text(f"You earned: {quote_twei} Twei")
    expect(page.locator("#reading")).to_contain_text("Your rating: Plus")
    return quote_twei


def statement(page: Page) -> list[tuple[int, int]]:
    """Open the statement, see that it adds up line by line; return amounts and balances."""
    page.goto("/me/")
    cells = page.locator("section[aria-labelledby=statement] td.num").all_inner_texts()
    figures = [twei(text) for text in cells]
    rows = list(zip(figures[::2], figures[1::2], strict=True))
    for (amount, balance), (_, before) in pairwise(rows):
        assert balance == before + amount
    expect(page.locator(".balance")).to_have_text(f"{rows[0][1]:,} Twei")
    return rows


def balance_twei(page: Page, path: str) -> int:
    """Return what a member can spend."""
    page.goto(path)
    return twei(page.locator(".balance").inner_text().removesuffix(" Twei"))


def comments(page: Page, path: str) -> str:
    """Write a comment at the price that is shown; return the id it has on the page."""
    page.goto(path)
    before_twei = balance_twei(page, path)
    expect(page.locator("#comment-price")).to_contain_text("A comment costs 15 Twei")
    page.get_by_label("Your comment", exact=True).fill(COMMENT)
    page.get_by_role("button", name="Comment for 15 Twei and a bond of 10").click()
    own = page.locator(".comment").filter(has_text=COMMENT)
    expect(own).to_contain_text("Your comment")
    expect(page.locator(".balance")).to_have_text(f"{before_twei - 25:,} Twei")
    assert statement(page)[0] == (-25, before_twei - 25)
    page.goto(path)
    return str(own.get_attribute("id"))


def likes(page: Page, path: str, number: str) -> None:
    """Like a comment, and learn from an older page that each member has one vote."""
    older = page.context.new_page()
    for tab in (older, page):
        tab.goto(path)
    page.locator(f"#{number}").get_by_role("button", name="Like").click()
    expect(page.locator(f"#{number}")).to_contain_text("1 like · 0 dislikes")
    expect(page.locator(f"#{number}")).to_contain_text("You like this")
    older.locator(f"#{number}").get_by_role("button", name="Like").click()
    refusal = older.locator(f"#{number} [role=alert][data-refusal=ALREADY_VOTED]")
    expect(refusal).to_contain_text("Each member has one vote on each comment.")
    expect(older.locator(f"#{number}")).to_contain_text("You like this")


def dislikes(page: Page, path: str, number: str) -> None:
    """Dislike a comment for a reason."""
    page.goto(path)
    comment = page.locator(f"#{number}")
    comment.get_by_text("Dislike · 4 Twei").click()
    comment.get_by_label("Your reason").select_option(index=1)
    comment.get_by_role("button", name="Dislike for 4 Twei").click()
    expect(comment).to_contain_text("1 like · 1 dislike")
    expect(comment).to_contain_text("You dislike this")


def buys_a_report(page: Page, path: str) -> list[int]:
    """Buy a report, which fills the twelve lines; return its figures, sums included."""
    page.goto(path)
    figures = page.locator("#reports dd, .reports-total strong")
    assert figures.all_inner_texts() == ["..."] * 15
    page.get_by_role("button", name=REPORT).click()
    expect(page.locator("#reports")).to_contain_text("scope “mine”")
    expect(page.locator("#reports [data-twei]")).to_have_count(15)
    return [twei(text) for text in figures.all_inner_texts()]


def adds_up(report: list[int]) -> None:
    """See that the twelve lines make the subtotals and these the total."""
    profit, profit_sum, loss, loss_sum, total = (
        *(report[:6], report[6]),
        *(report[7:13], report[13], report[14]),
    )
    assert (sum(profit), sum(loss)) == (profit_sum, loss_sum)
    assert profit_sum - loss_sum == total
    assert profit[4:] > [0, 0]
    assert loss[4:] == [50, 1]


def looks_at_the_books(page: Page) -> None:
    """Look at the staff pages, where an operator can look and change nothing."""
    page.goto("/staff/")
    page.get_by_role("link", name="The economy at a glance").click()
    expect(page.locator("[data-total]")).to_have_text("0")
    page.get_by_role("link", name="The books, table by table").click()
    page.get_by_role("link", name="Postings").first.click()
    page.locator("#result_list tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    controls = "input:not([type=hidden]), select, textarea, button"
    expect(page.locator("#content").locator(controls)).to_have_count(0)
    expect(page.locator(".addlink, .changelink, .deletelink")).to_have_count(0)


def removes(page: Page, path: str, number: str) -> None:
    """Take a comment off the page, giving a reason."""
    page.goto(path)
    comment = page.locator(f"#{number}")
    comment.get_by_text("Remove", exact=True).click()
    comment.get_by_label("Reason, shown to everyone").fill(REASON)
    comment.get_by_role("button", name="Remove for good").click()
    expect(comment).to_contain_text(f"Removed by a moderator: {REASON}")
