"""Replies, their place in a thread, orders, portions and addresses of comments."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from tests.comments import deeds
from tests.http.stage import Stage, commented, signed_in
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank.models import Comment as Books
from tweipress.comments import actions
from tweipress.comments.models import DEPTH_MAX, Comment
from tweipress.comments.threads.heat import HALF_LIFE_S, heat
from tweipress.comments.threads.queries import PORTION, REPLIES, Sort, newer, portion, thread
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.pages.view_models.comments import Shown
from tweipress.people.models import Member

WRITE = "/comments/on/bees/write/"
HTMX = {"HX-Request": "true"}


def answer(member: Member, article: Article, text: str, parent: int | None) -> Receipt | Refused:
    """Answer a comment."""
    key = f"form-{text}"
    return actions.write(MemberId(member.pk), ArticleId(article.pk), text, key, parent=parent)


def written(member: Member, article: Article, text: str, parent: int | None = None) -> int:
    """Return the number of a comment that was written now."""
    commented(answer(member, article, text, parent))
    return Comment.objects.get(text=text).pk


def tree(comments: tuple[Shown, ...]) -> list[object]:
    """Return texts as they hang below each other."""
    return [[one.text, *tree(one.replies)] for one in comments]


def filled(article: Article, writer: Member, first: int, replies: int = 0) -> None:
    """Put so many comments on an article, and as many replies to the first, without their acts."""
    have = Comment.objects.count()
    seq = 1_000_000 + have
    at = now()
    rows = [
        Comment(
            article=article,
            writer=writer,
            text=f"Comment {number}.",
            form_key=f"many-{number}",
            created=at + timedelta(seconds=number),
            heat=heat(0, number),
            posting_seq=seq + number,
        )
        for number in range(have, have + first + replies)
    ]
    Comment.objects.bulk_create(rows[:first], batch_size=500)
    for row in rows[first:]:
        row.parent, row.root, row.depth = rows[0], rows[0], 1
    Comment.objects.bulk_create(rows[first:], batch_size=500)
    Books.objects.bulk_create(
        [
            Books(
                comment=row.pk,
                article=article.pk,
                writer=writer.pk,
                at_ms=0,
                ended="settled",
                likes=0,
                dislikes=0,
            )
            for row in rows
        ],
        batch_size=500,
    )


def test_a_reply_costs_what_a_comment_costs(stage: Stage, article: Article) -> None:
    before = stage.spendable_twei(stage.commenter)
    first = written(stage.commenter, article, "Bees vote.")
    once = before - stage.spendable_twei(stage.commenter)
    written(stage.commenter, article, "So they do.", first)
    assert stage.spendable_twei(stage.commenter) == before - 2 * once


def test_replies_hang_four_deep_and_then_stand_beside_what_they_answer(
    stage: Stage, article: Article
) -> None:
    parent = None
    for depth in range(DEPTH_MAX + 2):
        writer = stage.commenter if depth < 3 else stage.author  # three a day
        parent = written(writer, article, f"{depth}", parent)
    shown = deeds.thread(article, None).comments
    assert tree(shown) == [["0", ["1", ["2", ["3", ["4"], ["5"]]]]]]
    flat = shown[0].replies[0].replies[0].replies[0].replies[1]
    assert flat.answers is not None
    assert (flat.answers.name, flat.answers.number) == ("author", flat.number - 1)
    assert Comment.objects.get(text="5").depth == DEPTH_MAX


def test_what_is_not_on_the_page_of_the_article_is_not_answered(
    stage: Stage, article: Article
) -> None:
    number = written(stage.commenter, article, "Bees vote.")
    draft = Comment.objects.create(
        article=article, writer=stage.commenter, text="x", form_key="d", created=now(), refusal="X"
    )
    for parent in (0, -1, 10**30, number + 50, draft.pk):
        refused = answer(stage.commenter, article, "Why?", parent)
        assert isinstance(refused, Refused)
        assert refused.reason is Refusal.UNKNOWN_COMMENT
    assert deeds.hide(stage.moderator, number, "Off the point.") is None
    refused = answer(stage.commenter, article, "Why?", number)
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.COMMENT_GONE
    assert not Comment.objects.filter(text="Why?").exists()


def test_one_form_answers_one_comment(stage: Stage, article: Article) -> None:
    first = written(stage.commenter, article, "Bees vote.")
    second = written(stage.commenter, article, "Ants too.")
    written(stage.commenter, article, "Why?", first)
    refused = answer(stage.commenter, article, "Why?", second)
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.KEY_REUSED


def test_a_reply_without_a_script_leads_to_its_thread(stage: Stage, article: Article) -> None:
    number = written(stage.commenter, article, "Bees vote.")
    client = signed_in(stage.commenter)
    assert f"/comments/{number}/reply/" in client.get("/post/bees/").content.decode()
    page = client.get(f"/comments/{number}/reply/").content.decode()
    assert "Bees vote." in page
    key = re.search(r'name="key" value="([^"]*)"', page)
    assert key
    form = {"text": "Why?", "key": key[1], "parent": str(number)}
    answered = client.post(WRITE, form)
    assert (answered.status_code, answered["Location"]) == (303, f"/comments/{number}/")
    page = client.get(f"/comments/{number}/").content.decode()
    assert 'aria-label="Replies to commenter"' in page
    assert "Why?" in page


def test_a_script_gets_the_form_of_a_reply_alone(stage: Stage, article: Article) -> None:
    number = written(stage.commenter, article, "Bees vote.")
    client = signed_in(stage.commenter)
    part = client.get(f"/comments/{number}/reply/", headers=HTMX).content.decode()
    assert f'id="comment-text-{number}"' in part
    assert "<html" not in part


@pytest.mark.parametrize("parent", ["x", "-1", "²", "9" * 40, "1" * 19, "0"])
def test_a_wrong_number_is_a_refusal(stage: Stage, article: Article, parent: str) -> None:
    form = {"text": "Why?", "key": "k", "parent": parent}
    answered = signed_in(stage.commenter).post(WRITE, form)
    assert answered.status_code == 404
    assert "There is no such comment." in answered.content.decode()


def test_a_refused_reply_waits_in_the_form_as_a_reply(stage: Stage, article: Article) -> None:
    number = written(stage.commenter, article, "Bees vote.")
    commented_by = Comment.objects.create(
        article=article,
        writer=stage.commenter,
        parent_id=number,
        root_id=number,
        depth=1,
        text="Why?",
        form_key="kept",
        created=now(),
        refusal=Refusal.BOOKS_FAILED.name,
    )
    page = signed_in(stage.commenter).get("/post/bees/").content.decode()
    assert f'name="parent" value="{commented_by.parent_id}"' in page


def test_likes_make_up_for_time() -> None:
    assert heat(1, 0) == heat(0, HALF_LIFE_S)
    assert heat(3, 0) == heat(1, HALF_LIFE_S)
    assert heat(0, 5) == 5


def test_a_like_moves_a_thread_up(stage: Stage, article: Article) -> None:
    first = written(stage.commenter, article, "First.")
    second = written(stage.commenter, article, "Second.")
    written(stage.commenter, article, "Reply.", second)
    numbers = [row.number for row in portion(ArticleId(article.pk)).rows if row.root is None]
    assert numbers == [second, first]
    commented(deeds.like(stage.critic, first, "k"))
    orders = {
        sort: [row.number for row in portion(ArticleId(article.pk), sort).rows if not row.root]
        for sort in Sort
    }
    assert orders == {
        Sort.BEST: [first, second],
        Sort.NEWEST: [second, first],
        Sort.OLDEST: [first, second],
    }


@pytest.mark.parametrize("sort", list(Sort))
def test_portions_bring_every_thread_once(stage: Stage, article: Article, sort: Sort) -> None:
    filled(article, stage.commenter, 130, 20)
    numbers, after = [], 0
    while True:
        part = portion(ArticleId(article.pk), sort, after)
        assert len(part.rows) <= PORTION
        assert part.total == 150
        numbers += [row.seq for row in part.rows if row.root is None]
        if after := part.after:
            continue
        break
    assert numbers == sorted(numbers, reverse=sort is not Sort.OLDEST)
    assert len(set(numbers)) == len(numbers) == 130


def test_a_long_thread_is_shown_in_part_and_the_rest_at_its_own_address(
    stage: Stage, article: Article
) -> None:
    filled(article, stage.commenter, 1, 120)
    root = Comment.objects.get(root=None)
    page = Client().get("/post/bees/").content.decode()
    assert page.count('class="comment"') == 1 + REPLIES
    link = re.search(rf'href="(/comments/{root.pk}/\?after=\d+)#replies"', page)
    assert link
    seen = REPLIES
    after = int(link[1].partition("=")[2])
    while after:
        part = thread(root.pk, after)
        assert part is not None
        seen += len(part.rows) - 1
        after = part.after
    assert seen == 120


def test_ten_thousand_comments_weigh_what_fifty_weigh(stage: Stage, article: Article) -> None:
    filled(article, stage.commenter, PORTION)
    few, few_bytes = asked()
    filled(article, stage.commenter, 6_000, 3_950)
    many, many_bytes = asked()
    assert many_bytes < 1.2 * few_bytes
    assert many <= few + 3


def asked() -> tuple[int, int]:
    """Return how many statements a visitor's page takes, and its bytes."""
    with CaptureQueriesContext(connection) as captured:
        page = Client().get("/post/bees/")
    assert page.status_code == 200
    return len(captured), len(page.content)


def test_a_comment_has_an_address_that_is_the_articles(stage: Stage, article: Article) -> None:
    first = written(stage.commenter, article, "Bees vote.")
    second = written(stage.commenter, article, "Why?", first)
    third = written(stage.commenter, article, "Because.", second)
    page = Client().get(f"/comments/{third}/").content.decode()
    assert all(text in page for text in ("Bees vote.", "Why?", "Because."))
    assert re.search(r'<link rel="canonical" href="[^"]*/post/bees/">', page)
    assert deeds.hide(stage.moderator, third, "Off the point.") is None
    page = Client().get(f"/comments/{third}/").content.decode()
    assert "Removed by a moderator: Off the point." in page
    assert "Because." not in page


@pytest.mark.parametrize(
    "query", ["?sort=best&after=x", "?sort=hot", "?after=" + "9" * 40, "?after=-1", "?after=²"]
)
def test_odd_questions_get_the_first_portion(stage: Stage, article: Article, query: str) -> None:
    written(stage.commenter, article, "Bees vote.")
    assert "Bees vote." in Client().get(f"/comments/on/bees/{query}").content.decode()


def test_what_there_is_not_is_not_found(stage: Stage, article: Article) -> None:
    for path in (f"/comments/{10**18}/", f"/comments/{10**40}/", "/comments/on/wasps/"):
        assert Client().get(path).status_code == 404
    client = signed_in(stage.commenter)
    for path in (f"/comments/{10**40}/reply/", "/comments/on/wasps/new/"):
        assert client.get(path).status_code == 404


def test_a_member_hears_how_many_are_new(stage: Stage, article: Article) -> None:
    written(stage.commenter, article, "Bees vote.")
    client = signed_in(stage.reader)
    page = client.get("/post/bees/").content.decode()
    link = re.search(r'data-hx-get="(/comments/on/bees/new/\?after=\d+)"', page)
    assert link
    assert "Show" not in client.get(link[1]).content.decode()
    written(stage.commenter, article, "Why?")
    assert "Show 1 new" in client.get(link[1]).content.decode()
    assert newer(ArticleId(article.pk), 0) == 2
    assert "/new/" not in Client().get("/post/bees/").content.decode()
