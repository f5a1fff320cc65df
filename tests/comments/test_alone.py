"""After an act on one comment, a script gets only that comment if nothing else changed."""

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.comments import deeds
from tests.http.stage import Stage, commented, signed_in
from tests.plans import watched
from tweipress.articles.models import Article
from tweipress.comments.models import Comment, DislikeReason

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answered

HTMX = {"HX-Request": "true"}
REASON = DislikeReason.UNTRUE.value
KEYS = re.compile(r'name="(?:key|csrfmiddlewaretoken)" value="[^"]*"')
MARK = re.compile(r"""id="comments" [^>]*data-hx-vals='{"mark": "([^"]*)"}'""")
BALANCE = re.compile(r'<span class="balance"[^>]*>(.*?)</span>')


@pytest.fixture
def numbers(stage: Stage, article: Article) -> list[int]:
    """Return the numbers of three comments of the commenter's."""
    for number in range(3):
        commented(deeds.write(stage.commenter, article, "Bees vote.", f"form-{number}"))
    return list(Comment.objects.values_list("pk", flat=True))


def page_of(client: Client) -> str:
    """Return the article's page, without what is new in it each time."""
    return KEYS.sub("", client.get("/post/bees/").content.decode())


def mark_in(page: str) -> str:
    """Return what a script sends with each form of the thread that a page shows."""
    match = MARK.search(page)
    assert match
    return match[1]


def send(client: Client, path: str, form: dict[str, str]) -> "Answered":
    """Send a form of the article's page as a script does."""
    sent = form | {"mark": mark_in(page_of(client))}
    return client.post(path, sent, headers=HTMX)


def comment_in(page: str, number: int) -> str:
    """Return a comment's part of a page."""
    match = re.search(
        rf'<div class="comment" id="comment-{number}">.*?</article>\n</div>', page, re.DOTALL
    )
    assert match
    return KEYS.sub("", match[0])


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
    client, number = signed_in(stage.cast[who]), numbers[-1]  # stands first, also when liked
    before = page_of(client)
    answered = send(client, f"/comments/{number}/{what}/", form)
    part = answered.content.decode()
    assert (answered.status_code, answered["HX-Retarget"]) == (200, f"#comment-{number}")
    assert part.count('class="comment"') == 1
    after = before.replace(comment_in(before, number), comment_in(part, number))
    balance = BALANCE.search(part)
    assert balance
    assert 'data-hx-swap-oob="true"' in balance[0]
    after = BALANCE.sub(f'<span class="balance" id="balance">{balance[1]}</span>', after)
    assert after != before
    assert after == page_of(client)


def test_the_last_vote_that_a_member_has_in_a_thread_brings_all_of_it(
    stage: Stage, numbers: list[int]
) -> None:
    client = signed_in(stage.critic)
    for number in numbers:
        answered = send(client, f"/comments/{number}/like/", {"key": f"k{number}"})
    page = answered.content.decode()
    assert "HX-Retarget" not in answered.headers
    assert page.lstrip().startswith('<section class="comments" id="comments"')
    assert "A like is free" not in page


def test_a_vote_that_spends_the_days_quota_takes_the_buttons_from_all(
    stage: Stage, article: Article, numbers: list[int]
) -> None:
    commented(deeds.write(stage.author, article, "So they do.", "form-9"))
    client = signed_in(stage.critic)
    form = {"reason": REASON}
    for number in numbers:
        answered = send(client, f"/comments/{number}/dislike/", form | {"key": f"k{number}"})
    page = answered.content.decode()
    assert "HX-Retarget" not in answered.headers
    assert 'data-refusal="DISLIKES_SPENT"' in page
    assert "Dislike for" not in page


@pytest.mark.parametrize(("twei", "gone"), [(28, "Comment for"), (7, "Dislike for")])
def test_a_dislike_that_leaves_too_little_takes_what_costs_more_from_the_thread(
    stage: Stage, article: Article, numbers: list[int], twei: int, gone: str
) -> None:
    client = signed_in(stage.enter("poor", twei, "contributor"))
    stage.read(stage.poor, article)
    assert gone in page_of(client)
    path = f"/comments/{numbers[0]}/dislike/"
    answered = send(client, path, {"key": "k", "reason": REASON})
    page = answered.content.decode()
    assert "HX-Retarget" not in answered.headers
    assert gone not in page
    assert 'data-refusal="FUNDS_SHORT"' in page


def test_a_dislike_that_leaves_enough_is_answered_with_its_comment(
    stage: Stage, article: Article, numbers: list[int]
) -> None:
    client = signed_in(stage.enter("rich", 29, "contributor"))
    stage.read(stage.rich, article)
    path = f"/comments/{numbers[0]}/dislike/"
    answered = send(client, path, {"key": "k", "reason": REASON})
    assert "HX-Retarget" in answered.headers


def test_a_like_that_brings_the_funds_for_a_dislike_brings_all_of_the_thread(
    stage: Stage, article: Article, numbers: list[int]
) -> None:
    client = signed_in(stage.enter("poor", 3, "contributor"))
    stage.read(stage.poor, article)
    assert "Dislike for" not in page_of(client)
    answered = send(client, f"/comments/{numbers[0]}/like/", {"key": "k"})
    assert "HX-Retarget" not in answered.headers
    assert answered.content.decode().count("Dislike for") == len(numbers) - 1


@pytest.mark.parametrize("mark", [None, "", "like dislike", "<script>"])
def test_a_script_that_does_not_say_what_its_page_shows_gets_all_of_the_thread(
    stage: Stage, numbers: list[int], mark: str | None
) -> None:
    form = {"key": "k"} if mark is None else {"key": "k", "mark": mark}
    client = signed_in(stage.critic)
    answered = client.post(f"/comments/{numbers[0]}/like/", form, headers=HTMX)
    assert "HX-Retarget" not in answered.headers
    assert answered.content.decode().count('class="comment"') == len(numbers)


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
    answered = send(client, f"/comments/{numbers[1]}/{what}/", form)
    page = answered.content.decode()
    assert answered.status_code == status
    assert "HX-Retarget" not in answered.headers
    assert page.count('class="comment"') == len(numbers)
    assert f'role="alert" data-refusal="{name}"' in comment_in(page, numbers[1])


def test_a_like_sent_twice_is_answered_twice_alike(stage: Stage, numbers: list[int]) -> None:
    client = signed_in(stage.critic)
    first, second = (send(client, f"/comments/{numbers[0]}/like/", {"key": "k"}) for _ in range(2))
    assert "HX-Retarget" in second.headers
    assert first.content == second.content
    assert b'data-likes="1"' in second.content


def test_a_longer_thread_takes_no_more_reads_and_none_of_a_whole_table(
    stage: Stage, article: Article, numbers: list[int]
) -> None:
    client = signed_in(stage.critic)
    mark = mark_in(page_of(client))
    reads = []
    for number in numbers[:2]:
        with CaptureQueriesContext(connection) as captured, watched() as plans:
            sent = {"key": f"k{number}", "mark": mark}
            answered = client.post(f"/comments/{number}/like/", sent, headers=HTMX)
        assert "HX-Retarget" in answered.headers
        assert plans.whole_tables() == set()
        reads.append(len([query for query in captured if "EXPLAIN" not in query["sql"]]))
        for writer, form in (("author", 1), ("author", 2), ("moderator", 3), ("moderator", 4)):
            key = f"form-{number}-{form}"
            deeds.write(stage.cast[writer], article, "Bees dance.", key)
    assert Comment.objects.filter(posting_seq__isnull=False).count() > len(numbers) + 3
    assert reads[0] == reads[1]
