"""Moderators warn, mute and suspend; it holds on both ways, ends by itself, and can be lifted."""

import pytest

from tests.comments import deeds
from tests.decisions.conftest import decided
from tests.http.stage import Stage, commented, id_of, signed_in
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.core.units import MS_PER_DAY
from tweipress.decisions.models import Decision
from tweipress.http.request_keys import fresh_key
from tweipress.moderation.sanctions import actions, queries
from tweipress.moderation.sanctions.actions import Sanction
from tweipress.moderation.sanctions.models import Memo

PAGE = "/moderation/members/commenter/"
S_PER_DAY = MS_PER_DAY // 1000


def refusal(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.name


def test_a_muted_member_cannot_comment_and_can_still_vote(stage: Stage, comment: Comment) -> None:
    decided(stage, "mute", "critic")
    seq, article = stage.seq(), Article.objects.get()
    written = deeds.write(stage.critic, article, "Nice.", "form-2")
    assert refusal(written) == "MUTED"
    assert stage.seq() == seq
    commented(deeds.like(stage.critic, comment.pk, "like-1"))


@pytest.mark.parametrize("way", ["", "?long=1"])
def test_both_ways_of_a_form_are_barred(stage: Stage, comment: Comment, way: str) -> None:
    decided(stage, "suspend", "critic")
    seq, browser = stage.seq(), signed_in(stage.critic)
    for path, form in (
        ("/comments/on/bees/write/", {"text": "Nice.", "key": "form-9"}),
        (f"/comments/{comment.pk}/like/", {"key": "like-9"}),
    ):
        answered = browser.post(path + way, form)
        assert answered.status_code == 403
        assert 'data-refusal="SUSPENDED"' in answered.content.decode()
    assert stage.seq() == seq


def test_a_suspended_member_neither_comments_nor_votes_nor_publishes(
    stage: Stage, comment: Comment
) -> None:
    decided(stage, "suspend", "critic")
    has_twei = stage.spendable_twei(stage.critic)
    assert refusal(deeds.like(stage.critic, comment.pk, "like-1")) == "SUSPENDED"
    assert refusal(deeds.dislike(stage.critic, comment.pk, "unkind", "dislike-1")) == "SUSPENDED"
    written = deeds.write(stage.critic, Article.objects.get(), "Nice.", "form-2")
    assert refusal(written) == "SUSPENDED"
    assert stage.spendable_twei(stage.critic) == has_twei
    shown = signed_in(stage.critic).post("/write/", {"title": "A text"})
    assert shown.status_code == 403
    assert signed_in(stage.critic).get("/me/").status_code == 200


def test_the_page_says_until_when_and_offers_no_form(stage: Stage, comment: Comment) -> None:
    decided(stage, "mute", "reader")
    page = signed_in(stage.reader).get("/post/bees/").content.decode()
    assert 'data-refusal="MUTED"' in page
    assert "you cannot comment until" in page
    assert "{until" not in page


def test_a_mute_ends_by_itself_when_its_days_are_over(stage: Stage, comment: Comment) -> None:
    decided(stage, "mute", "critic")
    stage.books.clock.advance(3 * S_PER_DAY - 1)
    article = Article.objects.get()
    assert refusal(deeds.write(stage.critic, article, "Now?", "form-2")) == "MUTED"
    stage.books.clock.advance(1)
    stage.books.tick()
    answered = deeds.write(stage.critic, article, "Now.", "form-3")
    assert not isinstance(answered, Refused) or answered.reason is not Refusal.MUTED


def test_lifting_early_needs_a_reason_and_works_at_once(stage: Stage, comment: Comment) -> None:
    row, moderator = decided(stage, "mute", "critic"), id_of(stage.moderator)
    assert refusal(actions.lift(moderator, row.pk, " ")) == "REASON_MISSING"
    lifted = actions.lift(moderator, row.pk, "It was a mistake of mine.")
    assert isinstance(lifted, Decision)
    assert (lifted.kind, lifted.of) == ("lift", row)
    assert refusal(actions.lift(moderator, row.pk, "Again.")) == "DECISION_ENDED"
    commented(deeds.write(stage.critic, Article.objects.get(), "Back.", "form-2"))


def test_a_comment_that_was_paid_is_public_though_its_writer_was_muted_meanwhile(
    stage: Stage, comment: Comment
) -> None:
    article = Article.objects.get()
    commented(deeds.write(stage.critic, article, "Paid.", "form-2"))
    decided(stage, "mute", "critic")
    again = deeds.write(stage.critic, article, "Paid.", "form-2")
    assert not isinstance(again, Refused)


@pytest.mark.parametrize(
    ("by", "about", "name"),
    [
        ("moderator", "moderator", "OWN_CASE"),
        ("moderator", "editor", "OPERATOR_DECIDES"),
        ("moderator", "juno", "OPERATOR_DECIDES"),
        ("moderator", "operator", "OPERATOR_DECIDES"),
        ("reader", "critic", "ROLE_MISSING"),
        ("editor", "critic", "ROLE_MISSING"),
    ],
)
def test_who_may_not_decide_about_whom(stage: Stage, by: str, about: str, name: str) -> None:
    asked = Sanction("warn", "spam", "No more shops.")
    done = actions.sanction(id_of(stage.cast[by]), id_of(stage.cast[about]), asked, "k")
    assert refusal(done) == name
    assert not Decision.objects.exists()
    assert (
        refusal(
            actions.note(id_of(stage.cast[by]), id_of(stage.cast[about]), "?", names_nobody=True)
        )
        == name
    )


def test_an_operator_may_decide_about_an_editor(stage: Stage) -> None:
    assert queries.sanction_refusal(id_of(stage.operator), id_of(stage.editor)) is None


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("kind", "hang", "MALFORMED"),
        ("kind", "lift", "MALFORMED"),
        ("why", "", "MALFORMED"),
        ("days", "", "LENGTH_MISSING"),
        ("days", "2", "LENGTH_MISSING"),
        ("days", "9" * 4000, "LENGTH_MISSING"),
        ("words", "", "REASON_MISSING"),
        ("words", "x" * 501, "TEXT_TOO_LONG"),
    ],
)
def test_a_form_that_does_not_fit_decides_nothing(
    stage: Stage, field: str, value: str, name: str
) -> None:
    sent = {"kind": "mute", "why": "spam", "days": "3", "words": "Shops.", field: value}
    form = {"do": "sanction", "key": fresh_key(), **sent}
    answered = signed_in(stage.moderator).post(PAGE, form)
    assert f'data-refusal="{name}"' in answered.content.decode()
    assert not Decision.objects.exists()


def test_the_same_form_sent_twice_decides_once(stage: Stage) -> None:
    form = {"do": "sanction", "key": fresh_key(), "kind": "mute", "why": "spam"}
    for _ in range(2):
        answered = signed_in(stage.moderator).post(PAGE, {**form, "days": "7", "words": "Shops."})
        assert answered.status_code == 303
    assert Decision.objects.get().member == stage.commenter.pk
    page = signed_in(stage.moderator).get(PAGE).content.decode()
    assert "Shops." in page
    assert "7 days" not in page or "Lift early" in page


def test_a_ban_on_the_page_is_an_act_and_in_the_log(stage: Stage) -> None:
    browser, seq = signed_in(stage.moderator), stage.seq()
    form = {"do": "sanction", "key": fresh_key(), "kind": "ban", "why": "spam", "words": "Shops."}
    assert browser.post("/moderation/members/reader/", form).status_code == 303
    assert stage.seq() == seq + 1
    assert books.ban_refusal(id_of(stage.reader))
    row = Decision.objects.get()
    lift = {"do": "lift", "number": str(row.pk), "key": fresh_key(), "words": "Sorry."}
    assert browser.post("/moderation/members/reader/", lift).status_code == 303
    assert not books.ban_refusal(id_of(stage.reader))
    assert sorted(Decision.objects.values_list("kind", flat=True)) == ["ban", "lift"]


def test_a_memo_is_for_moderators_alone(stage: Stage) -> None:
    form = {"do": "note", "text": "Lena told me so."}
    assert signed_in(stage.moderator).post(PAGE, form).status_code == 303
    assert signed_in(stage.moderator).post(PAGE, form).status_code == 303
    assert Memo.objects.get().names_nobody is False
    assert "Lena told me so." in signed_in(stage.juno).get(PAGE).content.decode()
    for name in ("commenter", "editor", "reader"):
        assert signed_in(stage.cast[name]).get(PAGE).status_code == 403
    own = signed_in(stage.commenter).get("/me/decisions/").content.decode()
    assert "Lena told me so." not in own
