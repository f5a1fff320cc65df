"""Small exports of our own making, each in the form of what writes one; the cast wrote them."""

import io
import json
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image

from tests.articles.conftest import paragraph

SITE = "https://old.example"
LONG = paragraph(120)


def png(colour: str = "teal", size: tuple[int, int] = (320, 200)) -> bytes:
    """Return a picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def ghost_post(**changes: Any) -> dict[str, Any]:
    """Return a post as Ghost exports it."""
    html = f"<p>{LONG}</p><figure class='kg-card kg-image-card'>"
    html += "<img src='__GHOST_URL__/content/images/2023/05/ferry.png' alt='A ferry'></figure>"
    return {
        "id": "63a",
        "uuid": "0f1e",
        "title": "The ferry &amp; the bridge",
        "slug": "ferry",
        "html": html,
        "feature_image": None,
        "type": "post",
        "status": "published",
        "visibility": "public",
        "published_at": "2023-05-01T10:00:00.000Z",
        "custom_excerpt": "What it costs.",
        **changes,
    }


def ghost(*posts: dict[str, Any]) -> bytes:
    """Return an export of Ghost."""
    data = {
        "posts": list(posts),
        "users": [{"id": "1", "name": "Ondine Marsh", "slug": "ondine", "email": "o@old.example"}],
        "tags": [
            {"id": "t1", "name": "Harbour", "visibility": "public"},
            {"id": "t2", "name": "#internal", "visibility": "internal"},
            {"id": "t3", "name": "Ferries", "visibility": "public"},
        ],
        "posts_tags": [
            {"post_id": post["id"], "tag_id": tag, "sort_order": n}
            for post in posts
            for n, tag in enumerate(("t1", "t2", "t3"))
        ],
        "posts_authors": [{"post_id": post["id"], "author_id": "1"} for post in posts],
        "settings": [{"key": "locale", "value": "es"}],
    }
    return json.dumps(
        {"db": [{"meta": {"exported_on": 1, "version": "5.0"}, "data": data}]}
    ).encode()


def wxr_comment(number: int, **changes: str) -> str:
    """Return a comment as WordPress exports it."""
    fields = {
        "author": "Saskia",
        "date": f"2019-05-0{number} 10:00:00",
        "content": f"Comment {number}",
        "approved": "1",
        "type": "comment",
        "parent": "0",
        "user_id": "0",
        **changes,
    }
    named = "".join(f"<wp:comment_{k}><![CDATA[{v}]]></wp:comment_{k}>" for k, v in fields.items())
    return f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{named}</wp:comment>"


def wxr_item(number: int, text: str, *more: str, **changes: str) -> str:
    """Return a post as WordPress exports it."""
    fields = {
        "post_id": str(number),
        "post_date": "2019-05-01 23:30:00",
        "post_name": f"post-{number}",
        "status": "publish",
        "post_type": "post",
        "post_password": "",
        **changes,
    }
    title = fields.pop("title", f"Post {number}")
    named = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in fields.items())
    return f"""<item><title>{escape(title)}</title>
      <link>{SITE}/2019/05/post-{number}/</link><dc:creator><![CDATA[tomas]]></dc:creator>
      <content:encoded><![CDATA[{text}]]></content:encoded>
      <excerpt:encoded><![CDATA[]]></excerpt:encoded>{named}
      <category domain="category" nicename="n"><![CDATA[News]]></category>
      <category domain="category" nicename="u"><![CDATA[Uncategorized]]></category>
      <category domain="post_tag" nicename="b"><![CDATA[bees]]></category>
      {"".join(more)}</item>"""


def attachment(number: int, name: str, parent: int = 0) -> str:
    """Return a picture as WordPress exports it: what is known of it, and where it is."""
    return wxr_item(
        number,
        "",
        f"<wp:attachment_url>{SITE}/wp-content/uploads/2019/05/{name}</wp:attachment_url>",
        "<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
        f"<wp:meta_value><![CDATA[Shows {name}]]></wp:meta_value></wp:postmeta>"
        "<wp:postmeta><wp:meta_key>_media_credit</wp:meta_key>"
        "<wp:meta_value><![CDATA[Leilani]]></wp:meta_value></wp:postmeta>",
        post_type="attachment",
        post_parent=str(parent),
        status="inherit",
    )


def wxr(*items: str, space: str = "http://wordpress.org/export/1.2/") -> bytes:
    """Return an export of WordPress."""
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="{space}excerpt/" xmlns:wp="{space}"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title><link>{SITE}</link>
<language>en-US</language><wp:base_blog_url>{SITE}</wp:base_blog_url>
<wp:author><wp:author_id>7</wp:author_id><wp:author_login><![CDATA[tomas]]></wp:author_login>
<wp:author_email><![CDATA[tomas@old.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Tomas]]></wp:author_display_name></wp:author>
{"".join(items)}</channel></rss>""".encode()


def feed(*entries: str) -> bytes:
    """Return a feed."""
    return f"""<?xml version="1.0"?><rss version="2.0"
      xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title>
      <link>{SITE}</link><language>es</language>{"".join(entries)}</channel></rss>""".encode()


def entry(number: int, text: str = f"<p>{LONG}</p>") -> str:
    """Return an entry of a feed."""
    return f"""<item><title>Entry {number}</title><link>{SITE}/e/{number}.html</link>
      <guid>e{number}</guid><pubDate>Wed, 01 May 2019 10:00:00 +0200</pubDate>
      <dc:creator>Hedda</dc:creator><category>bees</category>
      <content:encoded><![CDATA[{text}]]></content:encoded></item>"""


def write(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write files into a folder; return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def packed(path: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write files into a zip; return it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path
