"""The type: how long a line is, and how large its letters are."""

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP

POST = "/post/how-bees-vote/"
LINES = """() => [...document.querySelectorAll('.post-body p')].flatMap((p) => {
  const lines = new Map(), range = document.createRange();
  const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) for (let at = 0; at < walk.currentNode.length; at++) {
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    lines.set(top, (lines.get(top) || 0) + 1);
  }
  return [...lines.values()].slice(0, -1);
})"""
SIZE = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"


def test_a_line_of_text_has_about_66_to_75_characters_of_18_to_20_px(window: Window) -> None:
    page = window("", DESKTOP)
    page.goto(POST)
    lines = page.evaluate(LINES)
    assert 64 <= sum(lines) / len(lines) <= 76
    assert 18 <= page.evaluate(SIZE) <= 20
