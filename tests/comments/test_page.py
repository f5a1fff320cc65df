"""The comments on the article's page, label by label, for every kind of viewer."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, commented, signed_in
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.bank.queries import Settlement
from tweipress.comments.models import Comment
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import CommentId, MemberId

PAGE = "/post/bees/"
NO_TRUST = "No reward: it counts the trust of the members who liked the comment"
DAY_SPENT = "No reward: the day’s Twei for comments were spent."


@pytest.fixture
def comment(stage: Stage, article: Article) -> Comment:
    """Return the commenter's comment."""
    commented(deeds.write(stage.commenter, article, "Bees vote.", "form-1"))
    return Comment.objects.get()


def block(client: Client) -> str:
    """Return the comment block of the article's page, in one line."""
    page = client.get(PAGE)
    assert page.status_code == 200
    return " ".join(page.content.decode().partition('id="comments"')[2].split())


def words(html: str) -> str:
    """Return what a reader sees of it."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_visitor_sees_every_label_and_where_to_sign_in(stage: Stage, comment: Comment) -> None:
    html = block(Client())
    assert "Comment-to-Earn 1 Comment commenter" in words(html)
    assert "Available from LVL 13 Add your comment" in words(html)
    assert 'alt="Avatar of commenter"' in html
    assert 'alt="Your comment avatar"' in html
    assert 'href="/accounts/login/?next=/post/bees/%23comments"' in html
    assert "<form" not in html


def test_a_member_below_the_level_is_told_the_level(stage: Stage, comment: Comment) -> None:
    html = block(signed_in(stage.reader))
    assert "Available from LVL 13 Add your comment" in words(html)
    assert "<textarea" not in html
    assert "Like: Available from LVL 5; you are at LVL 1." in words(html)


def test_every_price_is_said_before_the_click(stage: Stage, comment: Comment) -> None:
    tariff = books.tariff()
    html = block(signed_in(stage.critic))
    assert f"A comment costs {tariff.comment_twei} Twei : 12 become its fund" in words(html)
    assert f"A bond of {tariff.comment_bond_twei} Twei is set aside" in words(html)
    assert "after 72 hours you get it back" in words(html)
    assert f"Dislike · {tariff.dislike_twei} Twei" in words(html)
    assert "Like · free" in words(html)
    assert "0 likes · 0 dislikes · 12 Twei in its fund" in words(html)
    assert "Available from" not in html


def test_a_writer_sees_the_comment_as_their_own_and_no_votes(
    stage: Stage, comment: Comment
) -> None:
    html = block(signed_in(stage.commenter))
    assert "Your comment" in words(html)
    assert f"/comments/{comment.pk}/like/" not in html
    assert f"/comments/{comment.pk}/change/" in html


def test_who_has_not_read_is_told_to(stage: Stage, comment: Comment) -> None:
    newcomer = stage.enter("newcomer", 100, "contributor")
    said = words(block(signed_in(newcomer)))
    assert "Rate the article or finish reading it first" in said


def test_a_kept_text_waits_in_its_form_with_the_reason(stage: Stage, article: Article) -> None:
    deeds.write(stage.outsider, article, "I know bees.", "form-1")
    html = block(signed_in(stage.outsider))
    assert ">I know bees.</textarea>" in html
    assert 'role="alert" data-refusal="LEVEL_TOO_LOW"' in html


def test_a_settled_comment_says_so_and_takes_no_votes(stage: Stage, comment: Comment) -> None:
    stage.books.clock.advance(books.tariff().settlement_s)
    stage.books.next_day()
    html = block(signed_in(stage.critic))
    assert "settled" in words(html)
    assert f"/comments/{comment.pk}/like/" not in html


@pytest.mark.parametrize(
    ("trust", "said"), [(900, "It earned you a reward of 10 Twei."), (0, NO_TRUST)]
)
def test_a_writer_alone_is_told_what_the_settlement_brought_and_why(
    stage: Stage, comment: Comment, trust: int, said: str
) -> None:
    stage.done(Grade(((stage.critic.pk, trust, 0),)))
    stage.done(Like(MemberId(stage.critic.pk), CommentId(comment.pk)))
    assert "data-outcome" not in block(signed_in(stage.commenter))
    stage.books.clock.advance(books.tariff().settlement_s)
    stage.books.next_day()
    assert said in words(block(signed_in(stage.commenter)))
    for other in (stage.critic, stage.author):
        assert "data-outcome" not in block(signed_in(other))


@pytest.mark.parametrize(
    ("reward_twei", "earned_twei", "said"),
    [(7, 11, "a reward of 7 Twei"), (0, 11, DAY_SPENT), (0, 0, NO_TRUST)],
)
def test_a_missing_reward_has_its_reason(reward_twei: int, earned_twei: int, said: str) -> None:
    settlement = Settlement(CommentId(1), reward_twei, earned_twei)
    assert said in render_to_string("comments/outcome.html", {"settlement": settlement})


def test_a_banned_member_is_offered_nothing_and_told_why(stage: Stage, comment: Comment) -> None:
    stage.done(Grade(((stage.reader.pk, 0, 200),)))
    assert f"/comments/{comment.pk}/like/" in block(signed_in(stage.reader))
    stage.done(Ban(MemberId(stage.reader.pk), "Spam."))
    html = block(signed_in(stage.reader))
    assert "<form" not in html
    assert f"/comments/{comment.pk}/like/" not in html
    assert "Like: You are banned" in words(html)


def test_a_member_without_twei_is_offered_only_what_is_free(
    stage: Stage, article: Article, comment: Comment
) -> None:
    stage.enter("penniless", 0, "contributor")
    stage.read(stage.penniless, article)
    html = block(signed_in(stage.penniless))
    assert f"/comments/{comment.pk}/like/" in html
    assert f"/comments/{comment.pk}/dislike/" not in html
    assert "Dislike: This costs 4 Twei and you have 0" in words(html)
    assert "<textarea" not in html
    assert 'data-refusal="AVAILABLE_SHORT"' in html


def test_while_the_day_is_closed_the_page_offers_nothing(stage: Stage, comment: Comment) -> None:
    stage.done(CloseDay())
    html = block(signed_in(stage.critic))
    assert "<form" not in html
    assert html.count('data-refusal="DAY_CLOSED"') == 3


def test_only_the_moderator_finds_the_form_that_removes(stage: Stage, comment: Comment) -> None:
    finders = {
        name
        for name, member in stage.cast.items()
        if f"/comments/{comment.pk}/hide/" in block(signed_in(member))
    }
    assert finders == {"moderator"}


def test_the_author_is_told_where_the_twei_of_a_vote_go_instead(
    stage: Stage, article: Article, comment: Comment
) -> None:
    said = words(block(signed_in(stage.author)))
    assert "2 Twei to its writer, 2 to you, the author, and 1 to the reward pool." in said
    assert "A dislike costs you 4 Twei, which all go to the reward pool, and takes 2" in said
    before_twei = books.books_overview().pool_twei
    commented(deeds.dislike(stage.author, comment.pk, "off_topic", "vote-1"))
    assert books.books_overview().pool_twei == before_twei + 4 + 2


def test_who_would_dislike_the_authors_own_comment_is_told_that_all_goes_to_the_pool(
    stage: Stage, article: Article, comment: Comment
) -> None:
    note = "The author wrote this comment: all 4 Twei go to the reward pool."
    assert note not in words(block(signed_in(stage.critic)))
    commented(deeds.write(stage.author, article, "I have counted them.", "form-2"))
    assert words(block(signed_in(stage.critic))).count(note) == 1
