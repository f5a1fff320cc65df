"""Each reader makes the same values of its kind of export, and says what it leaves."""

from datetime import date
from pathlib import Path

import pytest

from tests.imports.exports import (
    LONG,
    SITE,
    attachment,
    entry,
    feed,
    ghost,
    ghost_post,
    packed,
    write,
    wxr,
    wxr_comment,
    wxr_item,
)
from tweipress.articles.actions import ContentError
from tweipress.imports.reading.kinds import Kind, entries, source_of, told
from tweipress.imports.values import Entry, Left, OldArticle, Skip, Skipped


def read(path: Path, kind: Kind | None = None) -> list[Entry]:
    which, source = told(source_of(path, SITE, "Noor"), kind)
    return list(entries(which, source))


def only(path: Path) -> OldArticle:
    (one,) = read(path)
    assert isinstance(one, OldArticle), one
    return one


def kinds(article: OldArticle) -> list[str]:
    return [block["kind"] for section in article.sections for block in section["blocks"]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export"


def test_what_an_export_is_is_told_by_how_it_begins(file: Path, tmp_path: Path) -> None:
    for content, kind in (
        (ghost(), Kind.GHOST),
        (wxr(), Kind.WORDPRESS),
        (feed(entry(1)), Kind.RSS),
        (b"[]", Kind.OWN),
    ):
        file.write_bytes(content)
        assert told(source_of(file), None)[0] is kind
    folder = write(tmp_path / "site", {"_posts/2019-05-01-a.md": "text", "data.json": "{}"})
    assert told(source_of(folder), None)[0] is Kind.MARKDOWN
    zipped = packed(tmp_path / "all.zip", {"a/ghost.json": ghost(), "a/images/x.png": b"x"})
    which, source = told(source_of(zipped), None)
    assert (which, source.name) == (Kind.GHOST, "a/ghost.json")


@pytest.mark.parametrize("content", [b"", b"MZ\x00", b"<html></html>", b"\x89PNG"])
def test_what_is_no_export_is_said_to_be_none(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(ContentError):
        read(file)


def test_a_post_of_ghost_has_author_section_tags_language_and_address(file: Path) -> None:
    file.write_bytes(ghost(ghost_post(feature_image="__GHOST_URL__/content/images/top.png")))
    article = only(file)
    assert (article.title, article.lead) == ("The ferry & the bridge", "What it costs.")
    assert (article.author.name, article.author.email) == ("Ondine Marsh", "o@old.example")
    assert (article.day, article.language) == (date(2023, 5, 1), "es")
    assert (article.section, article.tags) == ("Harbour", ["Ferries"])
    assert (article.slug, article.addresses) == ("ferry", ["/ferry/"])
    assert kinds(article) == ["picture", "paragraph", "picture"]
    assert article.sections[0]["blocks"][2]["picture"] == f"{SITE}/content/images/2023/05/ferry.png"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": "draft"}, Skip.DRAFT),
        ({"type": "page"}, Skip.PAGE),
        ({"visibility": "paid"}, Skip.NOT_FOR_ALL),
        ({"html": None}, Skip.NO_HTML),
        ({"published_at": "soon"}, Skip.NO_DATE),
        ({"published_at": 10**30}, Skip.NO_DATE),
    ],
)
def test_what_not_everybody_read_in_ghost_is_left(
    file: Path, changes: dict[str, object], why: Skip
) -> None:
    file.write_bytes(ghost(ghost_post(**changes)))
    (left,) = read(file)
    assert isinstance(left, Skipped)
    assert left.why is why


def test_a_classic_text_of_wordpress_gets_its_paragraphs_and_shortcodes(file: Path) -> None:
    text = """First line.

Second with [sic] and <strong>marks</strong>.
[caption id="a"]<a href="x.png"><img class="wp-image-5" src="x.png" alt="" /></a> Under it[/caption]
[gallery ids="5,6"]
[sourcecode language="css"]
input[type="text"] {

}
[/sourcecode]
[youtube https://www.youtube.com/watch?v=abcdefghijk]
[contact-form-7 id="1" title="Contact"]"""
    file.write_bytes(wxr(wxr_item(1, text), attachment(5, "x.png"), attachment(6, "y.png")))
    article = only(file)
    blocks = [block for section in article.sections for block in section["blocks"]]
    assert [block.get("text") for block in blocks[:2]] == (
        ["First line.", "Second with [sic] and **marks**."]
    )
    assert (
        blocks[2] | {"caption": "Under it", "alt": "Shows x.png", "credit": "Leilani"} == blocks[2]
    )
    assert [block["alt"] for block in blocks[3:5]] == ["Shows x.png", "Shows y.png"]
    assert blocks[5] == {"kind": "code", "text": 'input[type="text"] {\n\n}', "language": "css"}
    assert blocks[6] == {"kind": "embed", "url": "https://www.youtube.com/watch?v=abcdefghijk"}
    assert article.left[Left.SHORTCODE, "contact-form-7"] == 1


def test_blocks_of_wordpress_lose_their_comments_and_those_that_fill_themselves_are_told(
    file: Path,
) -> None:
    text = """<!-- wp:paragraph -->
<p>One</p>
<!-- /wp:paragraph -->

Between, as before blocks.

<!-- wp:list --><ul><!-- wp:list-item --><li>item</li><!-- /wp:list-item --></ul><!-- /wp:list -->
<!-- wp:latest-posts {"postsToShow":3} /-->
<!-- wp:block {"ref":9} /-->"""
    shared = wxr_item(
        9, "<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph -->", post_type="wp_block"
    )
    file.write_bytes(wxr(wxr_item(1, text), shared))
    article = only(file)
    assert kinds(article) == ["paragraph", "paragraph", "list", "paragraph"]
    assert dict(article.left) == {(Left.BLOCK, "latest-posts"): 1}


def test_a_post_of_wordpress_has_section_tags_day_and_all_its_addresses(file: Path) -> None:
    file.write_bytes(wxr(wxr_item(12, LONG, title="Bees <em>vote</em>")))
    article = only(file)
    assert (article.title, article.section, article.tags) == ("Bees vote", "News", ["bees"])
    assert (article.author.name, article.day) == ("Tomas", date(2019, 5, 1))
    assert article.addresses == [f"{SITE}/2019/05/post-12/", "/?p=12"]


def test_comments_come_behind_what_they_answer_and_only_those_that_were_shown(file: Path) -> None:
    comments = (
        wxr_comment(
            2, parent="3", content="<b>Answer</b>\n\nwith <a href='https://a.example'>link</a>"
        ),
        wxr_comment(3, user_id="7"),
        wxr_comment(4, approved="0"),
        wxr_comment(5, approved="spam"),
        wxr_comment(6, type="pingback"),
        wxr_comment(7, parent="8"),
        wxr_comment(8, parent="7"),
        wxr_comment(9, content="x" * 2_001),
    )
    file.write_bytes(wxr(wxr_item(1, LONG, *comments)))
    article = only(file)
    texts = [comment.text for comment in article.comments]
    assert texts.index("Comment 3") < texts.index("Answer\n\nwith link (https://a.example)")
    assert {"Comment 7", "Comment 8"} < set(texts)
    writers = {comment.text: comment.writer for comment in article.comments}
    assert (writers["Comment 3"].name, writers["Comment 3"].guest) == ("Tomas", False)
    assert writers["Comment 7"].guest
    assert article.left[Left.COMMENT_HELD, ""] == 2
    assert article.left[Left.PINGBACK, ""] == 1
    assert article.left[Left.COMMENT_LONG, ""] == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": "draft"}, Skip.DRAFT),
        ({"status": "private"}, Skip.NOT_FOR_ALL),
        ({"post_password": "secret"}, Skip.NOT_FOR_ALL),
        ({"status": "future"}, Skip.FUTURE),
        ({"post_type": "page"}, Skip.PAGE),
        ({"post_date": "0000-00-00 00:00:00"}, Skip.NO_DATE),
    ],
)
def test_what_not_everybody_read_in_wordpress_is_left(
    file: Path, changes: dict[str, str], why: Skip
) -> None:
    file.write_bytes(wxr(wxr_item(1, LONG, **changes)))
    (left,) = read(file)
    assert isinstance(left, Skipped)
    assert left.why is why


def test_the_export_of_wordpress_com_and_signs_that_xml_must_not_have_are_read(file: Path) -> None:
    raw = wxr(wxr_item(1, f"{LONG} \x0b\x08end"), space="https://wordpress.org/export/1.2/")
    file.write_bytes(raw)
    assert only(file).sections[0]["blocks"][0]["text"].endswith("end")


@pytest.mark.parametrize(
    "raw",
    [
        wxr().replace(b"<rss", b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rss', 1),
        wxr(wxr_item(1, LONG))[:-40],
        wxr(wxr_item(1, "é")).replace("é".encode(), b"\xe9"),
        feed(entry(1)).replace(
            b"<rss", b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss', 1
        ),
    ],
)
def test_xml_that_is_hostile_or_broken_is_refused(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    with pytest.raises(ContentError, match="NO_XML"):
        read(file)


def test_the_second_article_of_the_same_number_is_left(file: Path) -> None:
    file.write_bytes(wxr(wxr_item(1, LONG), wxr_item(1, LONG, title="Again")))
    first, second = read(file)
    assert isinstance(first, OldArticle)
    assert isinstance(second, Skipped)
    assert second.why is Skip.SAME_KEY


def test_an_entry_of_a_feed_is_an_article(file: Path) -> None:
    file.write_bytes(feed(entry(1)))
    article = only(file)
    assert (article.title, article.author.name, article.day) == (
        "Entry 1",
        "Hedda",
        date(2019, 5, 1),
    )
    assert (article.slug, article.language, article.tags) == ("1", "es", ["bees"])
    assert article.addresses == [f"{SITE}/e/1.html"]
