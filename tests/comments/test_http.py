"""The forms of the comment block in a browser: with a script, without one, and in wrong hands."""

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, commented, signed_in
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.models import Comment, DislikeReason
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.ids import ArticleId, MemberId
from tweipress.people.models import Member

WRITE = "/comments/on/bees/write/"
HTMX = {"HX-Request": "true"}
REASON = DislikeReason.UNTRUE.value
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>&{{ 7 }}"


@pytest.fixture
def number(stage: Stage, article: Article) -> int:
    """Return the number of the commenter's comment."""
    commented(deeds.write(stage.commenter, article, "Bees vote.", "form-0"))
    return Comment.objects.get().pk


def test_without_a_script_a_comment_leads_back_to_the_comments(
    stage: Stage, article: Article
) -> None:
    answered = signed_in(stage.commenter).post(WRITE, {"text": "Bees vote.", "key": "k1"})
    assert (answered.status_code, answered["Location"]) == (303, "/post/bees/#comments")
    assert Comment.objects.get().posting_seq


def test_with_a_script_a_comment_answers_with_the_block_anew(
    stage: Stage, article: Article
) -> None:
    client = signed_in(stage.commenter)
    answered = client.post(WRITE, {"text": "Bees vote.", "key": "k1"}, headers=HTMX)
    page = answered.content.decode()
    assert answered.status_code == 200
    assert page.lstrip().startswith('<section class="comments" id="comments"')
    assert "1 Comment<" in page
    assert 'alt="Avatar of commenter"' in page


def test_with_a_script_the_masthead_learns_what_is_left_to_spend(
    stage: Stage, article: Article
) -> None:
    client = signed_in(stage.commenter)
    before_twei = stage.spendable_twei(stage.commenter)
    answered = client.post(WRITE, {"text": "Bees vote.", "key": "k1"}, headers=HTMX)
    left = (
        f'<span class="balance" id="balance" data-hx-swap-oob="true">{before_twei - 25} Twei</span>'
    )
    assert left in answered.content.decode()
    page = client.get("/post/bees/").content.decode()
    assert f'id="balance">{before_twei - 25} Twei' in page


def test_a_double_click_pays_once(stage: Stage, article: Article) -> None:
    client = signed_in(stage.commenter)
    for _ in range(2):
        assert client.post(WRITE, {"text": "Bees vote.", "key": "k1"}).status_code == 303
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("text", "status", "name"),
    [
        ("", 422, "TEXT_EMPTY"),
        ("bees " * 500, 422, "TEXT_TOO_LONG"),
        ("b" * 100_000, 422, "TEXT_TOO_LONG"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_and_still_in_the_form(
    stage: Stage, article: Article, text: str, status: int, name: str, headers: dict[str, str]
) -> None:
    seq = stage.seq()
    client = signed_in(stage.commenter)
    answered = client.post(WRITE, {"text": text, "key": "k1"}, headers=headers)
    page = answered.content.decode()
    assert answered.status_code == status
    assert page.count(f'data-refusal="{name}"') == 1
    assert f">{text}</textarea>" in page
    assert 'name="key" value="k1"' in page
    assert stage.seq() == seq


def test_a_refusal_of_the_rules_has_its_status_and_keeps_the_text(
    stage: Stage, article: Article
) -> None:
    answered = signed_in(stage.outsider).post(WRITE, {"text": SCRIPT, "key": "k1"})
    page = answered.content.decode()
    assert answered.status_code == 403
    assert 'data-refusal="LEVEL_TOO_LOW"' in page
    assert "Available from LVL 13" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_used_key_with_another_text_is_a_conflict_and_the_form_gets_a_new_key(
    stage: Stage, article: Article
) -> None:
    client = signed_in(stage.commenter)
    client.post(WRITE, {"text": "Bees vote.", "key": "k1"})
    answered = client.post(WRITE, {"text": "Bees dance.", "key": "k1"})
    page = answered.content.decode()
    assert answered.status_code == 409
    assert 'data-refusal="KEY_REUSED"' in page
    assert ">Bees dance.</textarea>" in page
    assert 'value="k1"' not in page


@pytest.mark.parametrize("key", ["", "k" * 81, "a b"])
def test_a_form_without_a_key_of_ours_is_malformed(
    stage: Stage, article: Article, key: str
) -> None:
    answered = signed_in(stage.commenter).post(WRITE, {"text": "Bees.", "key": key})
    assert answered.status_code == 422
    assert b'data-refusal="MALFORMED"' in answered.content


def test_html_in_a_comment_is_shown_as_text(stage: Stage, article: Article) -> None:
    client = signed_in(stage.commenter)
    page = client.post(WRITE, {"text": SCRIPT, "key": "k1"}, headers=HTMX).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x" in page
    assert "<script" not in page
    assert "{{ 7 }}" in page


def test_likes_and_dislikes_answer_with_the_block_and_with_a_redirect(
    stage: Stage, number: int
) -> None:
    liked = signed_in(stage.critic).post(f"/comments/{number}/like/", {"key": "k1"}, headers=HTMX)
    assert liked.status_code == 200
    assert b'data-likes="1"' in liked.content
    assert b"You like this" in liked.content
    form = {"key": "k1", "reason": REASON}
    disliked = signed_in(stage.author).post(f"/comments/{number}/dislike/", form)
    assert (disliked.status_code, disliked["Location"]) == (303, "/post/bees/#comments")


@pytest.mark.parametrize(
    ("who", "what", "form", "status", "name"),
    [
        ("commenter", "like", {"key": "k"}, 403, "OWN_COMMENT"),
        ("outsider", "like", {"key": "k"}, 403, "LEVEL_TOO_LOW"),
        ("critic", "like", {}, 422, "MALFORMED"),
        ("critic", "dislike", {"key": "k"}, 422, "REASON_MISSING"),
        ("critic", "dislike", {"key": "k", "reason": SCRIPT}, 422, "REASON_MISSING"),
        ("critic", "hide", {"reason": "No."}, 403, "ROLE_MISSING"),
        ("moderator", "hide", {}, 422, "REASON_MISSING"),
    ],
)
def test_what_is_refused_on_a_comment_is_named_beside_it(
    stage: Stage, number: int, who: str, what: str, form: dict[str, str], status: int, name: str
) -> None:
    seq = stage.seq()
    answered = signed_in(stage.cast[who]).post(f"/comments/{number}/{what}/", form)
    page = answered.content.decode()
    assert answered.status_code == status
    assert page.index(f'id="comment-{number}"') < page.index(f'role="alert" data-refusal="{name}"')
    assert stage.seq() == seq


def test_a_second_vote_and_a_vote_after_settlement_are_conflicts(stage: Stage, number: int) -> None:
    client = signed_in(stage.critic)
    client.post(f"/comments/{number}/like/", {"key": "k1"})
    again = client.post(f"/comments/{number}/like/", {"key": "k2"})
    assert again.status_code == 409
    assert b'data-refusal="ALREADY_VOTED"' in again.content
    stage.books.clock.advance(books.tariff().settlement_s)
    stage.books.next_day()
    late = signed_in(stage.author).post(f"/comments/{number}/like/", {"key": "k1"})
    assert late.status_code == 409
    assert b'data-refusal="ALREADY_SETTLED"' in late.content


@pytest.mark.parametrize(
    ("who", "what", "form"),
    [
        ("commenter", "write", {"key": "k", "text": "Bees dance."}),
        ("critic", "like", {"key": "k"}),
        ("critic", "dislike", {"key": "k", "reason": REASON}),
        ("moderator", "hide", {"reason": "Off the point."}),
    ],
)
def test_while_no_day_is_open_nothing_is_done_and_nothing_is_lost(
    stage: Stage, number: int, who: str, what: str, form: dict[str, str]
) -> None:
    stage.done(CloseDay())
    seq = stage.seq()
    address = WRITE if what == "write" else f"/comments/{number}/{what}/"
    client = signed_in(stage.cast[who])
    answered = client.post(address, form)
    assert answered.status_code == 409
    assert b'data-refusal="DAY_CLOSED"' in answered.content
    assert form.get("text", "").encode() in answered.content
    assert stage.seq() == seq
    stage.books.tick()
    assert client.post(address, form).status_code == 303


def test_a_moderator_removes_a_comment(stage: Stage, number: int) -> None:
    form = {"reason": f"Advertising {SCRIPT}"}
    client = signed_in(stage.moderator)
    page = client.post(f"/comments/{number}/hide/", form, headers=HTMX).content.decode()
    assert "Removed by a moderator: Advertising &lt;script&gt;" in page
    assert "Bees vote." not in page


@pytest.mark.parametrize("path", [WRITE, "like", "dislike", "hide"])
def test_a_visitor_is_sent_to_sign_in_and_back_to_the_comments(
    stage: Stage, number: int, path: str
) -> None:
    address = path if path == WRITE else f"/comments/{number}/{path}/"
    there = "/accounts/login/?next=/post/bees/%23comments"
    answered = Client().post(address, {"key": "k", "text": "x", "reason": REASON})
    assert (answered.status_code, answered["Location"]) == (303, there)
    scripted = Client().post(address, {"key": "k"}, headers=HTMX)
    assert scripted["HX-Redirect"] == there


@pytest.mark.parametrize("path", [WRITE, "like", "dislike", "hide"])
def test_a_form_without_its_csrf_token_or_by_get_does_nothing(
    stage: Stage, number: int, path: str
) -> None:
    address = path if path == WRITE else f"/comments/{number}/{path}/"
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.moderator)
    seq = stage.seq()
    form = {"key": "k", "text": "x", "reason": REASON}
    assert client.post(address, form).status_code == 403
    assert client.get(address).status_code == 405
    assert stage.seq() == seq


@pytest.mark.parametrize(
    "address",
    [
        "/comments/on/wasps/write/",
        "/comments/999/like/",
        "/comments/9223372036854775808/like/",
        f"/comments/{10**40}/dislike/",
        "/comments/0/hide/",
    ],
)
def test_what_does_not_exist_is_not_found(stage: Stage, number: int, address: str) -> None:
    form = {"key": "k", "text": "x", "reason": REASON}
    assert signed_in(stage.critic).post(address, form).status_code == 404


def test_a_post_taken_back_takes_no_comment_and_keeps_the_text(
    stage: Stage, article: Article
) -> None:
    stage.done(
        UndoArticle(
            member=MemberId(stage.author.pk), article=ArticleId(article.pk), reason="Wrong."
        )
    )
    Article.objects.update(undo_seq=stage.seq())
    answered = signed_in(stage.commenter).post(WRITE, {"text": "Bees.", "key": "k1"})
    assert answered.status_code == 409
    assert b'data-refusal="ARTICLE_UNDONE"' in answered.content
    assert b">Bees.</textarea>" in answered.content


def test_a_refused_comment_cannot_be_voted_on(stage: Stage, article: Article) -> None:
    deeds.write(stage.outsider, article, "Mine.", "form-1")
    draft = Comment.objects.get()
    answered = signed_in(stage.critic).post(f"/comments/{draft.pk}/like/", {"key": "k"})
    assert answered.status_code == 404


def test_a_member_whom_the_books_do_not_know_is_told_so(stage: Stage, article: Article) -> None:
    stranger = Member.objects.create(email="stranger@example.org", name="stranger")
    answered = signed_in(stranger).post(WRITE, {"text": "Bees.", "key": "k"})
    assert answered.status_code == 404
    assert b'data-refusal="UNKNOWN_MEMBER"' in answered.content
    assert b">Bees.</textarea>" in answered.content
