"""Bad input is refused by name, with a 4xx, and changes nothing."""

import pytest
from django.conf import settings
from django.test import Client

from tests.http.stage import Stage
from tests.reading.conftest import FLOOR_S, SCRIPT, Reader, refusal
from tweipress.articles.models import Article
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, MemberId
from tweipress.people.models import Member
from tweipress.reading import tokens
from tweipress.reading.proof import Proof

FORMS = ("open", "beacon", "plus", "minus", "done")
RATINGS = ("plus", "minus", "done")


def forged(reader: Reader) -> str:
    """Return a token that says all is read, signed with a key that is not the site's."""
    now_ms = reader.stage.books.clock.time_ms
    proof = Proof(reader.member.pk, reader.article.pk, "session", now_ms - 99_000, (1, 2, 3))
    return tokens.sign(proof, "a guess", now_ms)


@pytest.mark.parametrize("kind", RATINGS)
def test_without_a_proof_there_is_no_rating(stage: Stage, reader: Reader, kind: str) -> None:
    stage.done(Role(member=MemberId(stage.reader.pk), role=roles.Role.CONTRIBUTOR))
    reader.open()
    stage.books.clock.advance(FLOOR_S * 3)
    before = stage.seq()
    response = reader.send(kind)
    assert (response.status_code, refusal(response)) == (409, "PROOF_MISSING")
    assert stage.seq() == before


def test_two_sections_of_three_are_no_proof(stage: Stage, reader: Reader) -> None:
    token = reader.prove(reader.open(), sections=2)
    stage.books.clock.advance(FLOOR_S)
    response = reader.send("plus", token=token)
    assert (response.status_code, refusal(response)) == (409, "PROOF_MISSING")
    assert reader.send("plus", token=reader.prove(token)).status_code == 303


@pytest.mark.parametrize("token", ["x", "a.b", ".", "ключ", "A" * 5000])
@pytest.mark.parametrize("form", ["beacon", "plus"])
def test_text_that_is_not_a_token_is_forged(reader: Reader, form: str, token: str) -> None:
    reader.open()
    response = reader.send(form, script=True, token=token, index="1")
    assert (response.status_code, refusal(response)) == (409, "PROOF_FORGED")


def test_a_token_of_ones_own_making_is_forged(stage: Stage, reader: Reader) -> None:
    reader.open()
    before = stage.seq()
    response = reader.send("plus", token=forged(reader))
    assert (response.status_code, refusal(response)) == (409, "PROOF_FORGED")
    assert stage.seq() == before


def test_another_members_proof_is_foreign(stage: Stage, reader: Reader) -> None:
    token = reader.prove(reader.open())
    thief = Reader(stage, stage.outsider, reader.article)
    thief.open()
    for form in ("beacon", "plus"):
        response = thief.send(form, token=token, index="4")
        assert (response.status_code, refusal(response)) == (409, "PROOF_FORGED")


def test_the_proof_of_another_article_is_foreign(
    stage: Stage, reader: Reader, seeds: Article
) -> None:
    token = reader.prove(reader.open())
    other = Reader(stage, stage.reader, seeds)
    other.send("open", switch="yes")
    for form in ("beacon", "plus"):
        response = other.send(form, token=token, index="4")
        assert (response.status_code, refusal(response)) == (409, "PROOF_FORGED")


def test_the_proof_of_an_earlier_session_is_worth_nothing(
    stage: Stage, reader: Reader, seeds: Article
) -> None:
    token = reader.prove(reader.open())
    Reader(stage, stage.reader, seeds).send("open", switch="yes")
    reader.send("open", switch="yes")
    response = reader.send("plus", token=token)
    assert (response.status_code, refusal(response)) == (409, "SESSION_GONE")


def test_a_stale_proof_is_over_with_its_session(stage: Stage, reader: Reader) -> None:
    token = reader.prove(reader.open(), sections=2)
    stage.books.clock.advance(900)
    for form in ("beacon", "plus"):
        response = reader.send(form, token=token, index="3")
        assert (response.status_code, refusal(response)) == (409, "SESSION_GONE")
    assert reader.panel().state == "ready"


def test_a_proof_of_the_day_before_yesterday_is_forged(stage: Stage, reader: Reader) -> None:
    token = reader.prove(reader.open())
    stage.books.next_day(2)
    response = reader.send("plus", token=token)
    assert (response.status_code, refusal(response)) == (409, "PROOF_FORGED")


def test_too_early_says_how_long_to_wait(stage: Stage, reader: Reader) -> None:
    token = reader.open()
    stage.books.clock.advance(2)
    response = reader.send("beacon", script=True, token=token, index="1")
    assert (response.status_code, response["Retry-After"]) == (425, "6")
    assert response.json() == {
        "refusal": "PROOF_TOO_EARLY",
        "sentence": "You are reading faster than anyone can. Try again in 6 seconds.",
        "wait_s": 6,
    }
    stage.books.clock.advance(6)
    assert reader.send("beacon", script=True, token=token, index="1").status_code == 200


@pytest.mark.parametrize("index", ["0", "2", "4", "-1", "", "one", "1.0", "١", "9" * 400])
def test_a_section_out_of_order_is_refused(stage: Stage, reader: Reader, index: str) -> None:
    token = reader.open()
    stage.books.clock.advance(FLOOR_S)
    response = reader.send("beacon", script=True, token=token, index=index)
    assert (response.status_code, refusal(response)) == (409, "PROOF_FORGED")


def test_nobody_is_paid_for_reading_their_own_article(stage: Stage, sea: Article) -> None:
    author = Reader(stage, stage.author, sea)
    before = stage.seq()
    response = author.send("open", script=True)
    assert (response.status_code, refusal(response)) == (403, "OWN_ARTICLE")
    for kind in RATINGS:
        assert refusal(author.send(kind)) == "SESSION_GONE"
    assert stage.seq() == before


def test_a_low_level_cannot_give_a_minus(stage: Stage, reader: Reader) -> None:
    token = reader.prove(reader.open())
    before = stage.seq()
    response = reader.send("minus", token=token)
    assert (response.status_code, refusal(response)) == (403, "LEVEL_TOO_LOW")
    assert "Available from LVL 3" in response.content.decode()
    assert stage.seq() == before


def test_a_minus_that_the_member_cannot_pay_is_refused(stage: Stage, sea: Article) -> None:
    stage.enter("newcomer", role="contributor")
    newcomer = Reader(stage, stage.newcomer, sea)
    token = newcomer.prove(newcomer.open())
    before = stage.seq()
    response = newcomer.send("minus", token=token)
    assert (response.status_code, refusal(response)) == (402, "FUNDS_SHORT")
    assert stage.seq() == before


def test_with_the_books_closed_nothing_starts_and_nothing_is_lost(
    stage: Stage, reader: Reader
) -> None:
    token = reader.prove(reader.open())
    stage.done(CloseDay())
    response = reader.send("plus", token=token)
    assert (response.status_code, refusal(response)) == (409, "DAY_CLOSED")
    stage.books.tick()
    assert reader.send("plus", token=token).status_code == 303


@pytest.mark.parametrize("key", ["", "k" * 81, "a b", "<script>"])
def test_a_form_without_a_proper_key_is_malformed(stage: Stage, reader: Reader, key: str) -> None:
    before = stage.seq()
    response = reader.send("open", key=key)
    assert (response.status_code, refusal(response)) == (422, "MALFORMED")
    assert stage.seq() == before


@pytest.mark.parametrize("form", FORMS)
def test_an_unknown_article_is_not_found(stage: Stage, form: str) -> None:
    browser = Client()
    browser.force_login(stage.reader)
    for headers in ({}, SCRIPT):
        response = browser.post(f"/read/no-such-post/{form}/", headers=headers)
        assert (response.status_code, refusal(response)) == (404, "UNKNOWN_ARTICLE")


@pytest.mark.parametrize("form", FORMS)
def test_a_visitor_is_asked_to_sign_in(sea: Article, form: str) -> None:
    path = f"/read/{sea.slug}/{form}/"
    plain = Client().post(path)
    assert plain.status_code == 303
    assert plain["Location"] == f"/accounts/login/?next=/post/{sea.slug}/%23reading"
    script = Client().post(path, headers=SCRIPT)
    assert script.status_code == 401
    assert "/accounts/login/?next=/post/" in script.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_forms_are_sent_by_their_own_page_alone(reader: Reader, form: str) -> None:
    path = f"/read/{reader.article.slug}/{form}/"
    assert reader.browser.get(path).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader.member)
    assert strict.post(path, {"key": "key"}).status_code == 403


def test_a_member_whom_the_books_do_not_know_is_told_to_wait(sea: Article) -> None:
    member = Member.objects.create(email="new@example.org", name="new")
    browser = Client()
    browser.force_login(member)
    response = browser.post(f"/read/{sea.slug}/open/", {"key": "key"})
    assert (response.status_code, refusal(response)) == (404, "UNKNOWN_MEMBER")
    assert "still being written into the books" in response.content.decode()


def test_an_article_taken_back_pays_what_it_promised_and_nobody_else(
    stage: Stage, reader: Reader
) -> None:
    token = reader.prove(reader.open())
    act = UndoArticle(
        member=MemberId(stage.author.pk), article=ArticleId(reader.article.pk), reason="wrong"
    )
    stage.done(act)
    assert reader.send("plus", token=token).status_code == 303
    response = Reader(stage, stage.outsider, reader.article).send("open")
    assert (response.status_code, refusal(response)) == (409, "ARTICLE_UNDONE")


def test_the_secret_that_signs_is_the_sites(reader: Reader) -> None:
    reader.open()
    now_ms = reader.stage.books.clock.time_ms
    course = reader.panel().course
    assert course is not None
    assert isinstance(tokens.read(course.token, settings.SECRET_KEY, now_ms), Proof)
    assert not isinstance(tokens.read(course.token, "a guess", now_ms), Proof)
