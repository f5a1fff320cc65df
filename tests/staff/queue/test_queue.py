"""Moderators work through the queue: with context, one at a time or many, and never twice."""

import pytest
from django.test import Client

from tests.comments import deeds
from tests.comments.rules.setting import rule
from tests.http.stage import Stage, id_of, signed_in
from tests.staff.conftest import browser
from tweipress.comments import queries as threads
from tweipress.comments.models import Comment
from tweipress.comments.reports import actions as reports
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.moderation.queue import actions as claims
from tweipress.moderation.queue.models import Claim, Decision
from tweipress.publication import queries as publication
from tweipress.staff.queue import deciding

QUEUE = "/staff/queue/"
SPAM = "Buy the best honey of this town at honey.example today!"


@pytest.fixture
def held(stage: Stage) -> list[int]:
    """Return three comments that wait: two with the same text of one member, and another's."""
    article = stage.publish_and_read()
    rule(mode="before")
    for number, (who, text) in enumerate(
        [(stage.commenter, SPAM), (stage.commenter, SPAM.upper()), (stage.critic, "Bees vote.")]
    ):
        deeds.write(who, article, text, f"form-{number}")
    return list(Comment.objects.order_by("pk").values_list("pk", flat=True))


def decide(client: Client, number: int, deed: str, reason: str = "") -> str:
    """Return what the page says after a decision."""
    answer = client.post(f"{QUEUE}{number}/", {"do": deed, "reason": reason}, follow=True)
    return answer.content.decode()


def waiting() -> list[int]:
    """Return the comments that still wait."""
    rows = Comment.objects.filter(refusal="COMMENT_HELD").order_by("pk")
    return list(rows.values_list("pk", flat=True))


def test_an_item_has_its_text_its_article_and_its_writers_history(
    stage: Stage, held: list[int]
) -> None:
    shown = browser(stage.moderator).get(QUEUE).content.decode()
    assert SPAM in shown
    assert "/post/bees/" in shown
    assert "Every comment here waits" in shown
    assert "0 removed" in shown
    decide(browser(stage.moderator), held[0], "decline", "Advertising")
    again = browser(stage.moderator).get(QUEUE).content.decode()
    assert "Not published · Advertising" in again


def test_a_comment_is_published_or_declined_once_with_a_record(
    stage: Stage, held: list[int]
) -> None:
    client = browser(stage.moderator)
    assert "Done." in decide(client, held[0], "approve")
    assert "already" in decide(client, held[0], "decline", "Advertising")
    assert "Done." in decide(client, held[1], "decline", "Advertising")
    rows = Decision.objects.order_by("pk").values_list("comment", "deed", "reason")
    assert list(rows) == [(held[0], "approve", ""), (held[1], "decline", "Advertising")]
    article = ArticleId(Comment.objects.get(pk=held[0]).article_id)
    assert [one.number for one in threads.public_on(article)] == [held[0]]
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("deed", "reason", "status"),
    [
        ("decline", "", 422),
        ("decline", "x" * 201, 422),
        ("decline", "nul\0", 400),
        ("ban", "x", 422),
        ("", "x", 422),
        ("remove", "Advertising", 404),
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(
    stage: Stage, held: list[int], deed: str, reason: str, status: int
) -> None:
    sent = {"do": deed, "reason": reason}
    answer = browser(stage.moderator).post(f"{QUEUE}{held[0]}/", sent)
    assert answer.status_code == status
    assert (waiting(), Decision.objects.count(), Claim.objects.count()) == (held, 0, 0)


def test_what_one_moderator_has_claimed_others_leave_alone_or_take_over(
    stage: Stage, held: list[int]
) -> None:
    second = stage.enter("second", 0, "moderator")
    first, other = browser(stage.moderator), browser(second)
    answer = first.post(f"{QUEUE}claim/", {"do": "next"})
    assert answer.headers["Location"] == f"{QUEUE}#item-{held[0]}"
    assert "is looking at this until" in other.get(QUEUE).content.decode()
    assert "Another moderator" in decide(other, held[0], "decline", "Advertising")
    answer = other.post(f"{QUEUE}claim/", {"do": "next"})
    assert answer.headers["Location"] == f"{QUEUE}#item-{held[1]}"
    other.post(f"{QUEUE}claim/", {"do": "take_over", "comment": held[0]})
    assert "Another moderator" in decide(first, held[0], "approve")
    other.post(f"{QUEUE}claim/", {"do": "release", "comment": held[0]})
    assert "Done." in decide(first, held[0], "approve")


def test_a_claim_ends_by_itself(stage: Stage, held: list[int]) -> None:
    second = stage.enter("second", 0, "moderator")
    assert claims.claim(id_of(stage.moderator), CommentId(held[0])) is None
    assert claims.claim(id_of(second), CommentId(held[0])) is not None
    stage.books.clock.advance(claims.CLAIM_MIN * 60)
    assert claims.claim(id_of(second), CommentId(held[0])) is None


def test_a_wave_is_declined_by_its_text_or_its_member_and_by_choice(
    stage: Stage, held: list[int]
) -> None:
    client, reason = browser(stage.moderator), "Advertising"
    client.post(f"{QUEUE}all/", {"like": f"text:{held[0]}", "reason": reason})
    assert waiting() == held[2:]
    assert Decision.objects.filter(deed="decline", reason=reason).count() == 2
    sent = {"do": "decline", "comment": [*held, 10**15], "reason": reason}
    shown = client.post(f"{QUEUE}all/", sent, follow=True).content.decode()
    assert "Decided: 1 comment." in shown
    assert "3 were left" in shown
    assert waiting() == []


@pytest.mark.parametrize("numbers", [[], range(1, deciding.BULK_MAX + 2), ["x"]])
def test_none_and_too_many_at_once_are_refused(
    stage: Stage, held: list[int], numbers: list[object]
) -> None:
    sent = {"do": "decline", "comment": list(numbers), "reason": "Advertising"}
    assert browser(stage.moderator).post(f"{QUEUE}all/", sent).status_code == 422
    assert waiting() == held


def test_a_reported_comment_is_hidden_shown_again_kept_and_removed(stage: Stage) -> None:
    article = stage.publish_and_read()
    deeds.write(stage.commenter, article, SPAM, "form-1")
    number = CommentId(Comment.objects.get().pk)
    client, seq = browser(stage.moderator), stage.seq()

    def report(by: str) -> None:
        assert reports.report(id_of(stage.cast[by]), number, "spam", "It is <b>one</b>.") is None

    report("reader")
    shown = client.get(QUEUE).content.decode()
    assert "It is &lt;b&gt;one&lt;/b&gt;." in shown
    assert ">reader<" in shown
    decide(client, number, "hide", "Advertising")
    assert deeds.thread(article, None).comments[0].text == ""
    assert stage.seq() == seq
    report("critic")
    decide(client, number, "restore")
    assert deeds.thread(article, None).comments[0].text == SPAM
    report("author")
    decide(client, number, "keep")
    assert "Nothing waits." in client.get(QUEUE).content.decode()
    report("outsider")
    assert "Done." in decide(client, number, "remove", "Advertising")
    assert "already" in decide(client, number, "remove", "Advertising")
    deed = list(Decision.objects.order_by("pk").values_list("deed", flat=True))
    assert deed == ["hide", "restore", "keep", "remove"]
    log = Client().get("/moderation/log/").content.decode()
    for name in ("reader", "critic", "outsider", "commenter"):
        assert name not in log


def test_nobody_decides_about_their_own(stage: Stage) -> None:
    article = stage.publish_and_read()
    deeds.write(stage.moderator, article, "Welcome.", "form-1")
    number = Comment.objects.get().pk
    reports.report(id_of(stage.reader), CommentId(number), "spam", "")
    assert "your own comment" in decide(browser(stage.moderator), number, "keep").lower()


def test_only_moderators_see_the_queue(stage: Stage, held: list[int]) -> None:
    for member in (stage.author, stage.commenter, stage.operator):
        assert signed_in(member).get(QUEUE).status_code == 403
    assert deciding.decide(MemberId(stage.reader.pk), CommentId(held[0]), "approve", "")


def test_a_writer_takes_a_comment_back_on_the_article(stage: Stage, held: list[int]) -> None:
    client = signed_in(stage.critic)
    assert "waits for a moderator" in client.get("/post/bees/").content.decode()
    assert client.post(f"/comments/{held[0]}/take-back/").status_code == 404
    shown = client.post(f"/comments/{held[2]}/take-back/", follow=True).content.decode()
    assert "You have it back" in shown
    assert waiting() == held[:2]


def test_an_operator_sets_rules_and_an_editor_those_of_an_article(stage: Stage) -> None:
    article = stage.publish_and_read()
    operator = browser(stage.operator)
    page = "/desk/paper/comments/"
    version = publication.row().version
    sent = {"version": version, "mode": "before", "message": "Be kind.", "expires_days": 3}
    assert operator.post(page, sent).status_code == 303
    assert "Be kind." in operator.get(page).content.decode()
    stale = operator.post(page, sent | {"mode": "after"})
    assert stale.status_code == 409
    editor = stage.enter("editor", 0, "editor")
    path = f"/desk/comments/{article.code}/"
    assert browser(editor).post(path, {"version": 0, "mode": "after"}).status_code == 303
    assert signed_in(stage.author).get(path).status_code == 404
    deeds.write(stage.commenter, article, "Bees vote.", "form-1")
    assert waiting() == []
