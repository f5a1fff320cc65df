"""The demo's paper: its name, its sections, and a page about it."""

from typing import Any, Final

from tweipress.articles import queries as articles
from tweipress.core.ids import CONSOLE
from tweipress.core.state.outcome import Refused
from tweipress.demo.stage import StoryStoppedError, accepted
from tweipress.publication import actions as paper

SETTINGS: Final[dict[str, Any]] = {
    "name": "The Tidewater Courier",
    "tagline": "What people make, mend and measure",
    "contact": "desk@example.org",
    "says_platform": True,
}
"""A demo says what it runs on: that is what it shows."""
SECTIONS: Final = ("World", "Economy", "Science", "Technology", "Culture")
ABOUT: Final = [
    {
        "heading": "",
        "blocks": [
            {
                "kind": "paragraph",
                "text": "This paper is a demo. Its writers and readers are made up, and so are its"
                " articles; the rules by which they are paid are real.",
            }
        ],
    },
    {
        "heading": "Who may write",
        "blocks": [
            {
                "kind": "paragraph",
                "text": "Everybody who has joined, from the level that publishing takes. An author"
                " pays a tribute for each article, most of which its readers get.",
            }
        ],
    },
]


def begin_paper() -> None:
    """Give the demo's paper its name, its sections and a page."""
    accepted(paper.change(CONSOLE, None, SETTINGS))
    for name in SECTIONS:
        accepted(paper.add_section(CONSOLE, None, name))
    text = articles.content.checked("About the Courier", "", "", ABOUT)
    page = {
        "slug": "about",
        "title": text.title,
        "sections": text.as_json(),
        "made": articles.made(text),
        "is_public": True,
    }
    saved = paper.save_page(CONSOLE, None, 0, page)
    if isinstance(saved, Refused):
        raise StoryStoppedError(saved.name)
