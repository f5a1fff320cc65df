"""Reading on: a place that goes along from device to device, a larger text, a quote."""

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP, PHONE

LONG, OTHER = "/post/the-town-that-writes-down-the-sea/", "/post/how-bees-vote/"
STORE = """() => { window.kept = []; Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: async (text) => { window.kept.push(text); } } }); }"""
CHOOSE = """(length) => { const text = document.querySelector('.post-body p').firstChild;
  document.getSelection().setBaseAndExtent(text, 0, text, length); }"""
"""The first words, chosen as with the pointer."""


def test_one_goes_on_on_a_phone_where_one_stopped_at_the_desk(window: Window) -> None:
    desk, phone = window("Kwabena", DESKTOP), window("Kwabena", PHONE)
    desk.goto("/places/")
    if desk.locator("button[value=on]").count():
        desk.locator("button[value=on]").click()
    desk.locator("button[value=off]").wait_for()
    desk.goto(LONG)
    third = desk.locator("[data-part='3'] > p").first
    with desk.expect_response("**/place/") as sent:
        third.evaluate("(it) => it.scrollIntoView({ behavior: 'instant', block: 'start' })")
    assert sent.value.status == 204
    phone.goto(LONG)
    phone.locator(".go-on a").click()
    phone.locator("#here + *").wait_for()
    assert phone.evaluate("location.hash") == "#here"
    assert phone.locator("[data-part='3'] #here, [data-part='2'] #here").count() == 1
    with phone.expect_response("**/place/") as sent:
        phone.locator(".post-foot").evaluate("(it) => it.scrollIntoView({ behavior: 'instant' })")
    assert sent.value.status == 204
    assert "place=end" in str(sent.value.request.post_data)
    desk.goto(LONG)
    assert desk.locator(".go-on").count() == 0
    desk.goto("/places/")
    desk.locator("button[value=off]").click()
    desk.locator("button[value=on]").wait_for()


def test_chosen_words_are_quoted_and_a_larger_text_fits_a_phone(window: Window) -> None:
    page = window("Juhani", PHONE)
    page.goto("/text-size/")
    page.get_by_role("radio", name="Very large").check()
    page.get_by_role("button", name="Save").click()
    for path in (LONG, "/post/everything-twice/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        size = "(it) => parseFloat(getComputedStyle(it).fontSize)"
        assert page.locator(".post-body p").first.evaluate(size) > 24
    page.goto(OTHER)
    page.evaluate(STORE)
    page.evaluate(CHOOSE, 9)
    bar = page.get_by_role("toolbar")
    bar.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    bar.get_by_text("The quote is copied").wait_for()
    (copied,) = page.evaluate("window.kept")
    words, address = copied.split("\n")
    assert f"{OTHER}#:~:text=" in address
    assert words.startswith("“")
    assert not words.endswith(" ”")
    if bar.get_by_role("button").count() > 1:
        bar.get_by_role("button").last.click()
        assert page.locator("#comment-text").input_value().startswith(words)
    else:
        page.keyboard.press("Escape")
    bar.wait_for(state="hidden")
