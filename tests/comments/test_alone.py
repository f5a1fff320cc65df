"""What a script gets after an act on one comment: that comment alone, if nothing else changed."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.http.stage import Stage, commented, signed_in
from tests.plans import watched
from tweipress.articles.models import Article
from tweipress.comments import actions
from tweipress.comments.models import Comment, DislikeReason

HTMX = {"HX-Request": "true"}
REASON = DislikeReason.UNTRUE.value
KEYS = re.compile(r'name="(?:key|csrfmiddlewaretoken)" value="[^"]*"')
PURSE = re.compile(r'<span class="purse"[^>]*>(.*?)</span>')


@pytest.fixture
def numbers(stage: Stage, article: Article) -> list[int]:
    """Return the numbers of three comments of the commenter's."""
    for number in range(3):
        commented(actions.write(stage.commenter, article, "Bees vote.", f"form-{number}"))
    return list(Comment.objects.values_list("pk", flat=True))


def page_of(client: Client) -> str:
    """Return the article's page, without what is new in it each time."""
    return KEYS.sub("", client.get("/post/bees/").content.decode())


def comment_in(page: str, number: int) -> str:
    """Return a comment's part of a page."""
    found = re.search(
        rf'<li class="comment" id="comment-{number}">.*?</article>\n</li>', page, re.DOTALL
    )
    assert found
    return KEYS.sub("", found[0])


@pytest.mark.parametrize(
    ("who", "what", "form"),
    [
        ("critic", "like", {"key": "k"}),
        ("critic", "dislike", {"key": "k", "reason": REASON}),
        ("author", "like", {"key": "k"}),
        ("moderator", "hide", {"reason": "Off the point."}),
    ],
)
def test_the_page_with_the_one_comment_exchanged_is_the_page_after_a_reload(
    stage: Stage, numbers: list[int], who: str, what: str, form: dict[str, str]
) -> None:
    client, number = signed_in(stage.cast[who]), numbers[1]
    before = page_of(client)
    answered = client.post(f"/comments/{number}/{what}/", form, headers=HTMX)
    part = answered.content.decode()
    assert (answered.status_code, answered["HX-Retarget"]) == (200, f"#comment-{number}")
    assert part.count('class="comment"') == 1
    after = before.replace(comment_in(before, number), comment_in(part, number))
    purse = PURSE.search(part)
    assert purse
    assert 'hx-swap-oob="true"' in purse[0]
    after = PURSE.sub(f'<span class="purse" id="purse">{purse[1]}</span>', after)
    assert after != before
    assert after == page_of(client)


def test_the_last_vote_that_a_member_has_in_a_thread_brings_all_of_it(
    stage: Stage, numbers: list[int]
) -> None:
    client = signed_in(stage.critic)
    for number in numbers:
        answered = client.post(f"/comments/{number}/like/", {"key": f"k{number}"}, headers=HTMX)
    page = answered.content.decode()
    assert "HX-Retarget" not in answered.headers
    assert page.lstrip().startswith('<section class="comments" id="comments"')
    assert "A like is free" not in page


def test_a_vote_that_spends_the_days_quota_takes_the_buttons_from_all(
    stage: Stage, article: Article, numbers: list[int]
) -> None:
    commented(actions.write(stage.author, article, "So they do.", "form-9"))
    client = signed_in(stage.critic)
    form = {"reason": REASON}
    for number in numbers:
        answered = client.post(
            f"/comments/{number}/dislike/", form | {"key": f"k{number}"}, headers=HTMX
        )
    page = answered.content.decode()
    assert "HX-Retarget" not in answered.headers
    assert 'data-refusal="DISLIKES_SPENT"' in page
    assert "Dislike for" not in page


@pytest.mark.parametrize(
    ("who", "what", "form", "status", "name"),
    [
        ("outsider", "like", {"key": "k"}, 403, "LEVEL_TOO_LOW"),
        ("critic", "dislike", {"key": "k"}, 422, "REASON_MISSING"),
        ("critic", "hide", {"reason": "No."}, 403, "ROLE_MISSING"),
    ],
)
def test_a_refusal_brings_all_of_the_thread_as_it_is_now(
    stage: Stage,
    numbers: list[int],
    who: str,
    what: str,
    form: dict[str, str],
    status: int,
    name: str,
) -> None:
    client = signed_in(stage.cast[who])
    answered = client.post(f"/comments/{numbers[1]}/{what}/", form, headers=HTMX)
    page = answered.content.decode()
    assert answered.status_code == status
    assert "HX-Retarget" not in answered.headers
    assert page.count('class="comment"') == len(numbers)
    assert f'role="alert" data-refusal="{name}"' in comment_in(page, numbers[1])


def test_a_like_sent_twice_is_answered_twice_alike(stage: Stage, numbers: list[int]) -> None:
    client = signed_in(stage.critic)
    first, second = (
        client.post(f"/comments/{numbers[0]}/like/", {"key": "k"}, headers=HTMX) for _ in range(2)
    )
    assert first.content == second.content
    assert b'data-likes="1"' in second.content


def test_a_longer_thread_takes_no_more_reads_and_none_of_a_whole_table(
    stage: Stage, article: Article, numbers: list[int]
) -> None:
    client = signed_in(stage.critic)
    reads = []
    for number in numbers[:2]:
        with CaptureQueriesContext(connection) as captured, watched() as plans:
            client.post(f"/comments/{number}/like/", {"key": f"k{number}"}, headers=HTMX)
        assert plans.whole_tables() == set()
        reads.append(len([it for it in captured if "EXPLAIN" not in it["sql"]]))
        for writer, form in (("author", 1), ("author", 2), ("moderator", 3), ("moderator", 4)):
            key = f"form-{number}-{form}"
            actions.write(stage.cast[writer], article, "Bees dance.", key)
    assert Comment.objects.filter(posting_seq__isnull=False).count() > len(numbers) + 3
    assert reads[0] == reads[1]
