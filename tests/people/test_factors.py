"""Rights of some roles wait for a second factor; what every member can do does not."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.comments import deeds
from tests.http.stage import Stage, commented, id_of, set_stage, signed_in
from tests.people.test_notices import TOTP, code_of
from tests.scratch_books import BooksStage
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.core.roles import Role
from tweipress.http.limits import COUNTS
from tweipress.http.request_keys import fresh_key
from tweipress.people.actions.console import change_role
from tweipress.people.actions.members import register
from tweipress.people.middleware import NOTED_AN_HOUR
from tweipress.people.models import Member
from tweipress.security.models import SecurityEvent

CLOSED = [
    (Role.OPERATOR, ["/staff/", "/staff/overview/", "/staff/security/", "/staff/bank/account/"]),
    (Role.OPERATOR, ["/staff/flags/", "/staff/flags/raise/", "/staff/flags/1/"]),
    (Role.MODERATOR, ["/staff/", "/staff/flags/", "/staff/comments/", "/staff/comments/1/hide/"]),
    (Role.EDITOR, ["/reviews/repeats/", "/reviews/repeats/{code}/", "/write/{code}/take-back/"]),
]
OPEN = ["/", "/me/", "/write/", "/write/new/", "/reviews/", "/me/profile/", "/accounts/2fa/"]


@pytest.fixture
def stage(books: BooksStage, settings: Settings) -> Stage:
    settings.TWEIPRESS_MFA_ROLES = frozenset({Role.OPERATOR, Role.MODERATOR, Role.EDITOR})
    return set_stage(books)


def asked(member: Member, paths: list[str], code: str) -> dict[str, tuple[int, bool]]:
    """Ask for pages, and send forms; return the status, and whether a second factor is missing."""
    browser, answers = signed_in(member), {}
    for path in paths:
        place = path.format(code=code)
        for method in ("get", "post"):
            answer = getattr(browser, method)(place)
            said = "Set up an authenticator app" in answer.content.decode()
            if answer.status_code != 405:
                answers[f"{method} {place}"] = (answer.status_code, said)
    return answers


@pytest.mark.parametrize(("role", "paths"), CLOSED)
def test_rights_wait_for_a_second_factor_also_when_given_while_signed_in(
    role: Role, paths: list[str], stage: Stage
) -> None:
    member, code = stage.outsider, stage.publish(stage.author, "bees").code
    change_role(member, role, granted=True)
    member.refresh_from_db()
    waiting = asked(member, paths, code)
    assert waiting
    assert set(waiting.values()) == {(403, True)}
    Authenticator.objects.create(user=member, type="recovery_codes", data={})
    assert asked(member, paths, code) == waiting
    Authenticator.objects.create(user=member, type="totp", data={"secret": "x"})
    assert not any(said for _, said in asked(member, paths, code).values())
    assert 403 not in {status for status, _ in asked(member, paths[:1], code).values()}
    Authenticator.objects.all().delete()
    assert asked(member, paths, code) == waiting


def test_who_is_refused_a_page_is_noted_a_few_times_an_hour(stage: Stage) -> None:
    COUNTS.clear()
    browser = signed_in(stage.outsider)
    browser.get("/staff/overview/?secret=1")
    change_role(stage.outsider, Role.MODERATOR, granted=True)
    browser.get("/staff/flags/")
    refused = SecurityEvent.objects.filter(event="access_refused", member=stage.outsider.pk)
    pages = [row.detail["page"] for row in refused.order_by("pk")]
    assert pages == ["/staff/overview/", "/staff/flags/"]
    for _ in range(NOTED_AN_HOUR + 5):
        assert browser.get("/staff/flags/").status_code == 403
    assert refused.count() == NOTED_AN_HOUR


def test_a_form_on_a_page_for_everybody_waits_for_it_too(stage: Stage) -> None:
    article = stage.publish(stage.author, "bees")
    stage.read(stage.commenter, article)
    commented(deeds.write(stage.commenter, article, "A comment.", "form-1"))
    comment, browser = Comment.objects.get(), signed_in(stage.moderator)
    sent = {"reason": "Spam", "key": fresh_key()}
    for path in (f"/comments/{comment.pk}/hide/", "/member/commenter/ban/"):
        answer = browser.post(path, sent)
        assert answer.status_code == 403
        assert "Set up an authenticator app" in answer.content.decode()
    comment.refresh_from_db()
    assert comment.hidden_at is None
    assert books.ban_refusal(id_of(stage.commenter)) is None


def test_what_every_member_can_do_stays_open_to_a_role_that_waits(stage: Stage) -> None:
    plain = {path: signed_in(stage.outsider).get(path).status_code for path in OPEN}
    for role in (Role.OPERATOR, Role.MODERATOR, Role.EDITOR):
        change_role(stage.outsider, role, granted=True)
    assert {path: signed_in(stage.outsider).get(path).status_code for path in OPEN} == plain
    assert set(plain.values()) == {200}


def test_a_role_that_needs_none_is_open(stage: Stage, settings: Settings) -> None:
    settings.TWEIPRESS_MFA_ROLES = frozenset({Role.MODERATOR})
    change_role(stage.outsider, Role.OPERATOR, granted=True)
    assert signed_in(stage.outsider).get("/staff/overview/").status_code == 200


def test_who_has_lost_the_device_is_let_in_by_whoever_runs_the_server(stage: Stage) -> None:
    member = register("ann@press.example", "ann", "correct horse battery")
    browser = signed_in(member)
    browser.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    browser.get(TOTP)
    browser.post(TOTP, {"code": code_of(browser.session["mfa.totp.secret"])})
    assert Authenticator.objects.filter(user=member, type="totp").exists()
    mail.outbox.clear()
    out = StringIO()
    call_command("mfa", "reset", "ann", stdout=out)
    assert "password alone" in out.getvalue()
    assert not Authenticator.objects.exists()
    assert browser.get("/me/").status_code == 302
    assert [each.to for each in mail.outbox] == [["ann@press.example"]]
    assert SecurityEvent.objects.filter(event="mfa_removed", member=member.pk).exists()
    ended = SecurityEvent.objects.filter(event="sessions_ended", member=member.pk)
    assert ended.latest("pk").detail == {"sessions": 1}
    with pytest.raises(CommandError, match="no second factor"):
        call_command("mfa", "reset", "ann")
    with pytest.raises(CommandError, match="no member"):
        call_command("mfa", "reset", "nobody")
