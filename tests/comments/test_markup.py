"""The Markdown of comments: what is rendered, what stays as typed, and what it may cost."""

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, commented, signed_in
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.markup import NESTING_MAX, html
from tweipress.comments.models import TEXT_MAX, Comment
from tweipress.core.rules.prices import comment_price

WRITE = "/comments/on/bees/write/"
HTMX = {"HX-Request": "true"}
LINK = '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow ugc noopener">'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* **c**\nd", "<p>a <em>b</em> <strong>c</strong><br>\nd</p>"),
        ("one\n\n`two`", "<p>one</p>\n<p><code>two</code></p>"),
        ("> q *e*", "<blockquote>\n<p>q <em>e</em></p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("```js\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ('[a](https://example.org/?a=1&b=2 "title")', f"<p>{LINK}a</a></p>"),
        ('**"인용"**은', '<p><strong>"인용"</strong>은</p>'),
        (r"\*a\*", "<p>*a*</p>"),
    ],
)
def test_the_subset_is_rendered(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading *e*", "<p># no heading <em>e</em></p>"),
        ("<b onclick=x>b</b> *e*", "<p>&lt;b onclick=x&gt;b&lt;/b&gt; <em>e</em></p>"),
        ("![p](javascript:x) *e*", "<p>![p](javascript:x) <em>e</em></p>"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
        ("[a](//example.org)", "<p>[a](//example.org)</p>"),
        ("&lt; *e*", "<p>&amp;lt; <em>e</em></p>"),
    ],
)
def test_everything_else_stays_as_it_was_typed(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize("text", ["Bees vote.", "5 > 4 & 3 < 4", "a - b", "one\n\ntwo", ""])
def test_plain_text_is_not_rendered(text: str) -> None:
    assert html(text) == ""


@pytest.mark.parametrize(
    "text",
    [">" * TEXT_MAX, "- " * 999 + "a", "> " * (NESTING_MAX + 1) + "a", "*" * 999 + "a" + "*" * 999],
)
def test_what_is_nested_too_deep_stays_plain_and_whole(text: str) -> None:
    assert html(text) == ""


@pytest.mark.parametrize("piece", ["[", "[a](", "*a **b ", "`a``", "*_", "\\", "[](https://a"])
def test_hostile_marks_give_bounded_html(piece: str) -> None:
    text = (piece * TEXT_MAX)[:TEXT_MAX]
    assert len(html(text)) < 20 * TEXT_MAX


def test_the_page_shows_the_rendered_text_and_a_removed_one_not(
    stage: Stage, article: Article
) -> None:
    commented(deeds.write(stage.commenter, article, "They *vote* [here](https://x.org).", "f1"))
    page = Client().get("/post/bees/").content.decode()
    assert '<div class="comment-text" dir="auto"><p>They <em>vote</em> <a href="https://x' in page
    number = Comment.objects.get().pk
    assert deeds.hide(stage.moderator, number, "Advertising") is None
    assert "<em>vote</em>" not in signed_in(stage.critic).get("/post/bees/").content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_preview_shows_the_text_keeps_it_and_moves_nothing(
    stage: Stage, article: Article, headers: dict[str, str]
) -> None:
    seq, client = stage.seq(), signed_in(stage.commenter)
    sent = {"text": "They *vote*.", "key": "k1", "preview": "1"}
    answered = client.post(WRITE, sent, headers=headers)
    page = answered.content.decode()
    assert answered.status_code == 200
    assert "<p>They <em>vote</em>.</p>" in page
    assert ">They *vote*.</textarea>" in page
    assert 'name="key" value="k1"' in page
    assert (stage.seq(), Comment.objects.count()) == (seq, 0)
    assert client.post(WRITE, {"text": "They *vote*.", "key": "k1"}).status_code == 303


def test_a_preview_refuses_what_cannot_be_a_comment(stage: Stage, article: Article) -> None:
    sent = {"text": "b" * (TEXT_MAX + 1), "key": "k1", "preview": "1"}
    answered = signed_in(stage.commenter).post(WRITE, sent)
    assert answered.status_code == 422
    assert b'data-refusal="TEXT_TOO_LONG"' in answered.content


def test_a_visitor_who_previews_is_asked_to_sign_in(stage: Stage, article: Article) -> None:
    answered = Client().post(WRITE, {"text": "Bees.", "preview": "1"})
    assert answered["Location"].startswith("/accounts/login/")


def test_a_price_above_the_one_shown_is_refused_and_the_text_kept(
    stage: Stage, article: Article
) -> None:
    seq, client = stage.seq(), signed_in(stage.commenter)
    price_twei = comment_price(books.tariff()).total_twei
    sent = {"text": "Bees vote.", "key": "k1", "agreed": str(price_twei - 1)}
    answered = client.post(WRITE, sent)
    page = answered.content.decode()
    assert 'data-refusal="COMMENT_DEARER"' in page
    assert ">Bees vote.</textarea>" in page
    assert f'name="agreed" value="{price_twei}"' in page
    assert stage.seq() == seq
    assert client.post(WRITE, {**sent, "agreed": str(price_twei)}).status_code == 303
    assert Comment.objects.get().posting_seq
