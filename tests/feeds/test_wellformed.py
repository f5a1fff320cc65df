"""Whatever a title says, a feed and a sitemap are well-formed, and say it back."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweipress.feeds.characters import fit
from tweipress.feeds.entries import Author, Entry, Feed, Picture
from tweipress.feeds.writers import as_json, atom, rss

pytestmark = pytest.mark.once
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = (
    "</title><script>alert(1)</script>",
    "]]>",
    "<!--",
    "&amp; &#0; &nbsp;",
    "\0\x01\x0b\x1f\ufffe\uffff",
    "\ud800",
    "\u202eabc",
    "🐝" * 500,
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>',
)
TEXTS = st.text(max_size=60) | st.sampled_from(HOSTILE)


def feed(title: str, summary: str, html: str, author: str, label: str) -> Feed:
    entry = Entry(
        key="tag:localhost,2026-01-02:/article/1",
        url="http://localhost:8000/post/bees/",
        title=fit(title),
        authors=(
            Author(fit(author), "http://localhost:8000/member/author/"),
            Author(fit(label), "http://localhost:8000/member/other/"),
        ),
        summary=fit(summary),
        html=fit(html),
        published=AT,
        updated=AT,
        language="en",
        labels=(fit(label),),
        picture=Picture("http://localhost:8000/pictures/file/d/400.jpg", 400, 300),
    )
    return Feed(fit(title), "http://localhost:8000/", "http://localhost:8000/feeds/", (entry,))


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_feed_of_anything_is_well_formed(
    title: str, summary: str, html: str, author: str, label: str
) -> None:
    made = feed(title, summary, html, author, label)
    for write in (rss, atom):
        text = write(made)
        root = ET.fromstring(text.encode())  # noqa: S314  # it is ours
        said = next(node.text or "" for node in root.iter() if node.tag.endswith("title"))
        assert said.split() == made.title.split()
        assert not feedparser.parse(text.encode()).bozo
    told = json.loads(as_json(made).encode())
    assert told["items"][0]["title"] == made.title


@given(st.text())
def test_what_xml_does_not_know_is_left_out_and_nothing_else(text: str) -> None:
    kept = fit(text)
    ET.fromstring(f"<a>{kept.translate({60: '', 38: ''})}</a>")  # noqa: S314  # it is ours
    assert fit(kept) == kept
    assert [sign for sign in text if sign.isalnum()] == [sign for sign in kept if sign.isalnum()]
