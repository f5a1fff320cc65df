"""Jurors and editors judge: who sees what, who may, and what a wrong form gets."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of, signed_in
from tests.plans import watched
from tests.reviews.conftest import Court
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask
from tweipress.people.models import Member
from tweipress.reviews import actions, queries

ANSWER_S = 259_200


def send(court: Court, member: Member, do: str, reason: str = "Read it.", key: str = "") -> Any:
    """Send a judge's form."""
    form = {"do": do, "reason": reason, "key": key or fresh_key()}
    return signed_in(member).post(f"/reviews/{court.draft.code}/", form)


def seen(court: Court, member: Member) -> str:
    """Return the page on which a member judges the draft."""
    return signed_in(member).get(f"/reviews/{court.draft.code}/").content.decode()


def test_a_juror_finds_the_article_and_reads_it_without_the_authors_name(court: Court) -> None:
    juror = court.jury[0]
    browser = signed_in(juror)
    assert "You were drawn as a juror" in browser.get("/me/").content.decode()
    assert "How bees vote" in browser.get("/reviews/").content.decode()
    shown = seen(court, juror)
    assert "word300" in shown
    assert "Why, for the author to read" in shown
    assert "By author" not in shown
    assert "By author" in seen(court, court.stage.editor)


def test_two_jurors_of_three_decide_and_the_author_reads_why(court: Court) -> None:
    first, second, third = court.jury
    assert send(court, first, "approve", "Sound.").status_code == 303
    assert court.state == "open"
    assert send(court, third, "deny", "Too thin.").status_code == 303
    assert send(court, second, "approve", "Three sources.").status_code == 303
    assert court.state == "approved"
    path = f"/write/{court.draft.code}/publish/"
    shown = signed_in(court.stage.author).get(path).content.decode()
    for reason in ("Sound.", "Too thin.", "Three sources."):
        assert reason in shown
    assert all(juror.name not in shown for juror in (first, second, third))
    assert "No article is waiting for you" in signed_in(first).get("/reviews/").content.decode()


def test_two_who_do_not_approve_send_the_bond_home(court: Court) -> None:
    for juror in court.jury[:2]:
        send(court, juror, "deny")
    assert court.state == "denied"
    assert court.available_twei() == 500


def test_an_editor_ends_it_at_once(court: Court) -> None:
    assert "How bees vote" in signed_in(court.stage.editor).get("/reviews/").content.decode()
    assert send(court, court.stage.editor, "approve").status_code == 303
    assert court.state == "approved"
    assert "This review is over" in seen(court, court.jury[0])


def test_a_juror_sees_their_own_words_and_an_editor_everybodys(court: Court) -> None:
    first, second, _ = court.jury
    send(court, first, "approve", "Fine by me.")
    assert "Fine by me." in seen(court, first)
    assert "Fine by me." not in seen(court, second)
    assert "Fine by me." in seen(court, court.stage.editor)


@pytest.mark.parametrize("how", ["denied", "withdrawn"])
def test_a_judge_of_a_draft_does_not_read_what_becomes_of_it(court: Court, how: str) -> None:
    juror = court.jury[0]
    send(court, juror, "deny", "Mine: too thin.")
    if how == "denied":
        send(court, court.jury[0], "deny", "Another’s words.")
    else:
        actions.withdraw(id_of(court.stage.author), ArticleId(court.draft.pk), fresh_key())
    articles.save_draft(id_of(court.stage.author), data(150, title="A plan"), court.draft)
    shown = seen(court, juror)
    for secret in ("A plan", "word150", "How bees vote", "Another’s words."):
        assert secret not in shown
    assert "This review is over" in shown
    assert ("not approved" if how == "denied" else "withdrew the request") in shown
    assert "Mine: too thin." in shown
    answered = send(court, juror, "approve")
    assert answered.status_code == 409
    assert "A plan" not in answered.content.decode()
    assert "A plan" in seen(court, court.stage.editor)


def test_what_was_denied_is_not_shown_even_unchanged(court: Court) -> None:
    juror = court.jury[0]
    send(court, court.stage.editor, "deny")
    assert "word300" not in seen(court, juror)


def test_what_is_approved_is_read_until_it_is_published_and_then_where_it_is(court: Court) -> None:
    juror = court.jury[0]
    send(court, court.stage.editor, "approve")
    assert "word300" in seen(court, juror)
    assert isinstance(articles.publish(court.draft), Receipt)
    for member in (juror, court.stage.editor):
        shown = seen(court, member)
        assert "word300" not in shown
        assert f'<a href="/post/{fresh(court.draft).slug}/">' in shown


def test_another_text_than_was_asked_about_is_not_a_jurors_to_read(court: Court) -> None:
    Article.objects.filter(pk=court.draft.pk).update(title="A plan")
    juror = court.jury[0]
    shown = seen(court, juror)
    assert "A plan" not in shown
    assert "an editor looks at it" in shown
    assert "has been changed since" in seen(court, court.stage.editor)


def test_nobody_else_finds_it(court: Court, client: Any) -> None:
    outside = [member for name, member in court.stage.cast.items() if name != "editor"]
    for member in set(outside) - set(court.jury):
        assert signed_in(member).get(f"/reviews/{court.draft.code}/").status_code == 404
        assert send(court, member, "approve").status_code == 404
        assert "No article is waiting" in signed_in(member).get("/reviews/").content.decode()
    assert client.get(f"/reviews/{court.draft.code}/").status_code == 303
    assert client.get("/reviews/").status_code == 302
    assert court.state == "open"


def test_an_editor_does_not_judge_their_own(stage: Stage, court: Court) -> None:
    stage.done(Role(MemberId(stage.author.pk), roles.Role.EDITOR))
    assert send(court, stage.author, "approve").status_code == 404
    about = ArticleId(court.draft.pk)
    own = actions.judge(id_of(stage.author), about, "Mine.", fresh_key(), approves=True)
    assert isinstance(own, Refused)
    assert own.name == "OWN_CASE"


def test_who_is_tied_to_the_author_since_the_draw_is_refused(stage: Stage, court: Court) -> None:
    juror = court.jury[0]
    stage.done(Role(MemberId(stage.author.pk), roles.Role.EDITOR))
    stage.done(Vouch(MemberId(stage.author.pk), MemberId(juror.pk)))
    answered = send(court, juror, "approve")
    assert answered.status_code == 403
    assert "IN_CIRCLE" in answered.content.decode()


def test_a_silent_jury_is_replaced_and_is_too_late(stage: Stage, court: Court) -> None:
    jury = court.jury
    stage.books.clock.advance(ANSWER_S + 1)
    answered = send(court, jury[0], "approve")
    assert "VERDICT_LATE" in answered.content.decode()
    stage.books.next_day()
    assert len(court.jury) == 3
    assert not {one.pk for one in court.jury} & {one.pk for one in jury}
    assert signed_in(jury[0]).get(f"/reviews/{court.draft.code}/").status_code == 404


@pytest.mark.parametrize(
    ("do", "reason", "name", "status"),
    [
        ("approve", " \r\n", "REASON_MISSING", 422),
        ("deny", "x" * (actions.REASON_MAX + 1), "TEXT_TOO_LONG", 422),
        ("approve", "x" * 100_000, "TEXT_TOO_LONG", 422),
        ("approve", "a\0b", "UNSTORABLE", 400),
        ("praise", "why", "MALFORMED", 422),
        ("", "why", "MALFORMED", 422),
    ],
)
def test_a_verdict_that_does_not_fit_changes_nothing_and_keeps_the_text(
    court: Court, do: str, reason: str, name: str, status: int
) -> None:
    before = court.stage.seq()
    answered = send(court, court.jury[0], do, reason)
    assert answered.status_code == status
    assert name in answered.content.decode()
    assert court.stage.seq() == before


def test_hostile_words_are_shown_as_they_are(court: Court) -> None:
    send(court, court.stage.editor, "deny", "<script>alert(1)</script>\n\n[x](javascript:1)")
    path = f"/write/{court.draft.code}/publish/"
    shown = signed_in(court.stage.author).get(path).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown


def test_a_juror_judges_once_whatever_is_sent_again(court: Court) -> None:
    juror, key = court.jury[0], fresh_key()
    assert [send(court, juror, "approve", key=key).status_code for _ in "12"] == [303, 303]
    answered = send(court, juror, "deny")
    assert answered.status_code == 409
    assert "ALREADY_JUDGED" in answered.content.decode()
    assert "KEY_REUSED" in send(court, juror, "deny", key=key).content.decode()


def test_of_many_decisions_at_once_one_counts(stage: Stage, court: Court) -> None:
    second = stage.enter("sub", 0, "editor")

    def decide(case: tuple[Member, bool]) -> object:
        try:
            editor, approves = case
            about, key = ArticleId(court.draft.pk), fresh_key()
            return actions.judge(id_of(editor), about, "Now.", key, approves=approves)
        finally:
            connections.close_all()

    cases = [(editor, True) for editor in (stage.editor, second)] * 3
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(decide, cases))
    assert sum(isinstance(answer, Receipt) for answer in answers) == 1
    assert {answer.name for answer in answers if isinstance(answer, Refused)} == {"REVIEW_CLOSED"}
    assert court.state == "approved"


def test_everybody_reads_how_reviews_have_ended(court: Court, client: Any) -> None:
    for juror in court.jury[:2]:
        send(court, juror, "approve")
    rows = dict(queries.totals().rows)
    assert rows["Approved, not published yet"] == 1
    assert rows["Verdicts of jurors for an article"] == 2
    shown = client.get("/about/review/").content.decode()
    assert "Seats lost because nobody answered in time" in shown


@pytest.mark.parametrize("path", ["/reviews/", "/reviews/{code}/", "/me/"])
def test_what_a_judge_sees_is_found_by_index(court: Court, path: str) -> None:
    for member in (court.jury[0], court.stage.editor):
        browser = signed_in(member)
        with watched() as plans:
            browser.get(path.format(code=court.draft.code))
            assert plans.whole_tables() == set()


def test_more_reviews_in_the_queue_take_no_more_queries(stage: Stage, court: Court) -> None:
    stage.enter("patron", 500, "contributor")
    editor = signed_in(stage.editor)

    def queries_of_the_queue() -> int:
        editor.get("/reviews/")
        with watched() as plans:
            assert editor.get("/reviews/").status_code == 200
        return plans.times

    few = queries_of_the_queue()
    other = articles.save_draft(id_of(stage.patron), data(title="Another"))
    assert isinstance(ask(id_of(stage.patron), other, fresh_key()), Receipt)
    stage.books.tick()
    assert len(queries.waiting_for(id_of(stage.editor), is_editor=True)) == 2
    assert queries_of_the_queue() == few
