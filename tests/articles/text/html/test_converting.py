"""HTML of other systems becomes blocks; what has no block is counted, and no word is lost."""

from typing import Any

import pytest

from tweipress.articles.text import content
from tweipress.articles.text.faults import ContentError
from tweipress.articles.text.html.losses import Loss
from tweipress.articles.text.html.reading import Converted, convert
from tweipress.articles.text.html.tree import HTML_CHARS
from tweipress.articles.text.html.words import line_of, text_of

PAGE = "https://old.example/2019/05/bees/"


def blocks(html: str) -> list[dict[str, Any]]:
    return [block for section in convert(html, PAGE).sections for block in section["blocks"]]


def lost(html: str) -> dict[Loss, int]:
    return dict(convert(html, PAGE).lost)


def checked(converted: Converted) -> content.Text:
    """Return the text as it would be saved, with a number for each picture."""
    for section in converted.sections:
        for block in section["blocks"]:
            if block["kind"] == "picture":
                block["picture"] = 1
    return content.checked("Bees", "", "", converted.sections)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A <b>bold</b> and <em>soft</em> word</p>", "A **bold** and *soft* word"),
        (
            "<p>See <a href='/x/?a=1&amp;b=2'>this</a></p>",
            "See [this](https://old.example/x/?a=1&b=2)",
        ),
        ("loose text", "loose text"),
        ("<p>stars * and _lines_ stay</p>", "stars \\* and \\_lines\\_ stay"),
        ("<div><span>in <code>a*b</code></span></div>", "in `a*b`"),
        ("<p>he said <q>no</q></p>", "he said “no”"),
        ("<p>a<br>b</p>", "a b"),
        ('<p>good <img class="emoji" alt="🐝" src="b.png"> day</p>', "good 🐝 day"),
        ("<p><a href='javascript:alert(1)'>click</a></p>", "click"),
    ],
)
def test_a_paragraph_keeps_its_words_and_the_marks_that_there_are(html: str, text: str) -> None:
    assert blocks(html) == [{"kind": "paragraph", "text": text}]


def test_two_breaks_begin_a_paragraph_also_within_marks_around_several() -> None:
    assert [block["text"] for block in blocks("one<br><br>two<br/> <br>three")] == (
        ["one", "two", "three"]
    )
    assert [block["text"] for block in blocks("<b>one<br><br>two</b>")] == ["**one**", "**two**"]


def test_a_break_behind_a_long_sentence_begins_a_paragraph_and_one_in_a_poem_does_not() -> None:
    long = "A sentence of more words than a line of any poem has, " * 2 + "ends here."
    assert len(blocks(f"<p>{long}<br>{long}</p>")) == 2
    assert len(blocks("<p>Bees hum,<br>bees rest.<br>Winter.</p>")) == 1


def test_the_highest_headings_begin_sections() -> None:
    sections = convert("<h3>One</h3><p>a</p><h4>Within</h4><h3>Two</h3><p>b</p>").sections
    assert [section["heading"] for section in sections] == ["One", "Two"]
    assert sections[0]["blocks"][1] == {"kind": "subheading", "text": "Within"}


def test_more_headings_than_fit_become_subheadings_and_a_long_one_a_paragraph() -> None:
    many = convert("".join(f"<h2>H{n}</h2><p>text</p>" for n in range(50)))
    assert len(many.sections) == 39  # one more may begin without a heading
    assert checked(many).headings
    (long,) = blocks(f"<h2>{'word ' * 60}</h2>")
    assert long["kind"] == "paragraph"


def test_lists_are_nested_and_what_is_no_text_in_them_stands_behind() -> None:
    html = """<ol start="3"><li>three<ul><li>in <p>it</p></li></ul></li>
        <li>four <img src="x.jpg" alt="X"></li></ol>"""
    listed, picture = blocks(html)
    assert listed["start"] == 3
    assert listed["items"] == [{"text": "three", "items": ["in it"]}, "four"]
    assert picture["picture"] == "https://old.example/2019/05/bees/x.jpg"


def test_a_list_without_items_is_text_and_text_beside_items_is_one() -> None:
    assert blocks("<ol>moved to the right</ol>") == [
        {"kind": "paragraph", "text": "moved to the right"}
    ]
    assert blocks("<ul>loose<li>a</li></ul>")[0]["items"] == ["loose", "a"]


def test_a_quote_has_its_source() -> None:
    html = "<blockquote><p>One.</p><p>Two.<br><cite>— The engineer</cite></p></blockquote>"
    assert blocks(html) == [
        {"kind": "quote", "text": "One."},
        {"kind": "quote", "text": "Two.", "source": "The engineer"},
    ]


def test_code_keeps_its_lines_and_its_language() -> None:
    html = '<pre><code class="language-python">if a &lt; b:\n\n    go()</code></pre>'
    assert blocks(html) == [{"kind": "code", "text": "if a < b:\n\n    go()", "language": "python"}]


def test_a_table_has_head_caption_and_as_many_cells_in_each_row() -> None:
    html = """<figure class="wp-block-table"><table>
      <thead><tr><th>Day</th><th>Bees</th></tr></thead>
      <tbody><tr><td colspan="2"><b>none</b></td></tr><tr><td>1</td></tr></tbody></table>
      <figcaption>Counted</figcaption></figure>"""
    assert blocks(html) == [
        {
            "kind": "table",
            "head": ["Day", "Bees"],
            "rows": [["**none**", ""], ["1", ""]],
            "caption": "Counted",
        }
    ]


def test_a_table_that_lays_out_a_page_is_what_is_in_it() -> None:
    html = "<table><tr><td><h2>Left</h2><p>a</p></td><td><p>b</p></td></tr></table>"
    assert [block["text"] for block in blocks(html)] == ["a", "b"]
    wide = f"<table><tr>{'<td>x</td>' * 30}</tr></table>"
    assert len(blocks(wide)) == 30
    assert lost(wide) == {Loss.TABLE: 1}


def test_a_figure_is_a_picture_with_caption_and_one_nobody_described_is_counted() -> None:
    html = (
        '<figure><img src="/i/old-harbour.jpg"><figcaption>The <b>harbour</b></figcaption></figure>'
    )
    assert blocks(html) == [
        {
            "kind": "picture",
            "picture": "https://old.example/i/old-harbour.jpg",
            "alt": "The harbour",
            "caption": "The harbour",
        }
    ]
    assert lost(html) == {Loss.UNDESCRIBED: 1}
    assert blocks('<img src="/i/old-harbour.jpg">')[0]["alt"] == "old harbour"
    assert blocks('<img src="/i/IMG_0042.jpg">')[0]["alt"] == "IMG_0042.jpg"


def test_text_beside_a_picture_in_a_figure_stays() -> None:
    kinds = [block["kind"] for block in blocks('<figure><img src="a.png" alt="A">Words</figure>')]
    assert kinds == ["picture", "paragraph"]


@pytest.mark.parametrize(
    ("html", "block", "losses"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abcdefghijk?rel=0"></iframe>',
            {"kind": "embed", "url": "https://www.youtube.com/watch?v=abcdefghijk"},
            {},
        ),
        (
            '<iframe src="https://unknown.example/map" title="A map"></iframe>',
            {"kind": "paragraph", "text": "[A map](https://unknown.example/map)"},
            {Loss.EMBED: 1},
        ),
        (
            "<p>https://vimeo.com/123456</p>",
            {"kind": "embed", "url": "https://vimeo.com/123456"},
            {},
        ),
        (
            """<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
            https://vimeo.com/123456
            </div><figcaption>A film</figcaption></figure>""",
            {"kind": "embed", "url": "https://vimeo.com/123456", "title": "A film"},
            {},
        ),
        (
            """<figure class="kg-card kg-bookmark-card">
            <a class="kg-bookmark-container" href="https://unknown.example/">
            <div class="kg-bookmark-title">Title</div><img src="thumb.png"></a></figure>""",
            {"kind": "paragraph", "text": "[Title](https://unknown.example/)"},
            {Loss.EMBED: 1},
        ),
        (
            """<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div>
            <div class="kg-callout-text">Mind <b>this</b></div></div>""",
            {"kind": "paragraph", "text": "💡 Mind **this**"},
            {Loss.BOX: 1},
        ),
        (
            '<audio src="/bees.mp3"></audio>',
            {"kind": "paragraph", "text": "[bees](https://old.example/bees.mp3)"},
            {Loss.AUDIO: 1},
        ),
        (
            '<script src="https://gist.github.com/someone/12ab.js"></script>',
            {
                "kind": "paragraph",
                "text": "[https://gist.github.com/someone/12ab](https://gist.github.com/someone/12ab)",
            },
            {Loss.EMBED: 1},
        ),
    ],
)
def test_what_is_embedded_is_a_card_or_a_link(
    html: str, block: dict[str, str], losses: dict[Loss, int]
) -> None:
    assert blocks(html) == [block]
    assert lost(html) == losses


def test_a_toggle_of_ghost_is_a_subheading_with_what_it_opened() -> None:
    html = """<div class="kg-card kg-toggle-card"><div class="kg-toggle-heading">
      <h4 class="kg-toggle-heading-text">More</h4></div>
      <div class="kg-toggle-content"><p>Hidden words</p></div></div>"""
    assert [(block["kind"], block["text"]) for block in blocks(html)] == [
        ("subheading", "More"),
        ("paragraph", "Hidden words"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        """<p>Bees vote<sup><a href="#fn1">1</a></sup>.</p>
        <section class="footnotes"><ol><li id="fn1"><p>In 2009.
        <a href="#fnref1" class="footnote-backref">↩</a></p></li></ol></section>""",
        """<p>Bees vote<sup data-fn="ab" class="fn"><a href="#ab" id="ab-link">1</a></sup>.</p>
        <ol class="wp-block-footnotes"><li id="ab">In 2009.
        <a href="#ab-link">↩︎</a></li></ol>""",
    ],
)
def test_footnotes_are_footnotes(html: str) -> None:
    assert blocks(html) == [
        {"kind": "paragraph", "text": "Bees vote[^1]."},
        {"kind": "note", "label": "1", "text": "In 2009."},
    ]


def test_what_nobody_can_take_is_counted() -> None:
    html = """<p>a</p><hr><form><input></form><script>alert(1)</script><svg><path/></svg>
      <p><s>not</s> H<sub>2</sub>O</p>"""
    assert lost(html) == {
        Loss.LINE: 1,
        Loss.FORM: 1,
        Loss.SCRIPT: 1,
        Loss.DRAWING: 1,
        Loss.STRUCK: 1,
        Loss.RAISED: 1,
    }
    assert [block["text"] for block in blocks(html)] == ["a", "not H2O"]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "deep",
        "<b><p>" * 3_000 + "x",
        "<ul><li>" * 500 + "x",
        "<table><tr><td>" * 200 + "x",
        "<blockquote>" * 1_000 + "x",
        "&lt;script&gt;alert(1)&lt;/script&gt;<img src=x onerror=alert(1)>",
        "<p>\x00\ud800</p>".encode(errors="ignore").decode(),
        "<a href='http://[::1'>x</a><img src='http://[::1'>",
        "<p>[^1]: [x](javascript:y) **</p>",
    ],
)
def test_hostile_html_is_a_text_that_can_be_saved_or_refused(html: str) -> None:
    try:
        text = checked(convert(html, PAGE))
    except ContentError:
        return
    assert "<script" not in str(text.as_json()).replace("\\", "") or "&lt;" in html


def test_more_html_than_any_article_has_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ContentError, match="TOO_LONG"):
        convert("x" * (HTML_CHARS + 1))


def test_html_as_plain_text_keeps_lines_and_addresses() -> None:
    html = "<p>One <a href='https://a.example/'>link</a></p><p>Two<br>lines</p><script>x</script>"
    assert text_of(html) == "One link (https://a.example/)\n\nTwo\nlines"
    assert line_of("Bees &amp; <em>birds</em>\n") == "Bees & birds"
