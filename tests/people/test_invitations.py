"""Invitations: a link that works once, and what it becomes in the books."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people.conftest import PASSWORD
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.people import queries as people
from tweipress.people.actions import invitations, members
from tweipress.people.models import InvitationCode, Member

SIGN_UP = "/accounts/signup/"
FORM = {"email": "guest@press.example", "name": "guest", "password1": PASSWORD}
INVITE = "/me/trust/invite/"
WITHDRAW = "/me/trust/withdraw/"


@pytest.fixture
def host(reader: Member, books: BooksStage) -> Member:
    """A member who may invite."""
    members.join(reader)
    books.accept(Role(MemberId(reader.pk), roles.Role.OPERATOR))
    return reader


@pytest.fixture
def code(host: Member) -> str:
    """Return a code of the host's."""
    made = invitations.make_code(MemberId(host.pk), "form-1")
    assert isinstance(made, InvitationCode)
    return made.code


def joined(client: Client, code: str, name: str = "guest") -> Member:
    """Join with a code."""
    form = {**FORM, "email": f"{name}@press.example", "name": name, "invitation": code}
    assert client.post(SIGN_UP, form).status_code == 302
    return Member.objects.get(name=name)


def invited(host: Member) -> list[int]:
    """Return whom the books know as brought in."""
    relationships = queries.relationships(MemberId(host.pk))
    assert relationships is not None
    return [invitation.member for invitation in relationships.invited]


def test_a_guest_joins_with_a_link_and_the_books_know_who_invited_him(
    client: Client, host: Member, code: str
) -> None:
    page = client.get(f"/join/{code}/").content.decode()
    assert "reader</a> invites you" in page
    assert f'value="{code}"' in page
    assert invited(host) == []
    guest = joined(client, code)
    assert invited(host) == [guest.pk]
    assert InvitationCode.objects.get().posting_seq


def test_looking_at_a_link_uses_nothing_up(client: Client, code: str) -> None:
    before = list(InvitationCode.objects.values())
    for _ in range(3):
        assert client.get(f"/join/{code}/").status_code == 200
        assert client.head(f"/join/{code}/").status_code == 200
    assert list(InvitationCode.objects.values()) == before
    assert not client.cookies.get("sessionid")
    assert not Member.objects.filter(name="guest").exists()


def test_a_link_works_once(client: Client, host: Member, code: str) -> None:
    guest = joined(client, code)
    other = Client()
    assert "used, withdrawn, or is too old" in other.get(f"/join/{code}/").content.decode()
    form = {**FORM, "email": "other@press.example", "name": "other", "invitation": code}
    answer = other.post(SIGN_UP, form)
    assert answer.status_code == 200
    assert "leave it out to join" in answer.content.decode()
    assert invited(host) == [guest.pk]


@pytest.mark.parametrize("code", ["", "nonsense", "x" * 33, "\x00", "<script>", "ä", " "])
def test_a_code_that_is_none_leads_nowhere(client: Client, host: Member, code: str) -> None:
    answer = client.post(SIGN_UP, {**FORM, "invitation": code})
    assert answer.status_code == {"\x00": 400}.get(code, 200 if code.strip() else 302)
    assert invited(host) == []
    assert client.post(WITHDRAW, {"code": code}).status_code in {302, 303, 400, 404}


@pytest.mark.parametrize("path", ["/join/nonsense/", "/join/%00/", "/join/%3Cscript%3E/"])
def test_a_link_that_is_none_says_so_and_lets_a_visitor_join(
    client: Client, books: BooksStage, path: str
) -> None:
    page = client.get(path)
    assert page.status_code in {200, 400, 404}
    assert b"<script>" not in page.content


def test_a_withdrawn_or_old_code_is_of_no_use(
    client: Client, host: Member, code: str, books: BooksStage
) -> None:
    books.clock.advance(timedelta(days=30).total_seconds() - 1)
    assert "invites you" in client.get(f"/join/{code}/").content.decode()
    books.clock.advance(1)
    assert "too old" in client.get(f"/join/{code}/").content.decode()
    fresh = invitations.make_code(MemberId(host.pk), "form-2")
    assert isinstance(fresh, InvitationCode)
    client.force_login(host)
    assert client.post(WITHDRAW, {"code": fresh.code}).status_code == 303
    assert "withdrawn" in Client().get(f"/join/{fresh.code}/").content.decode()
    assert client.post(WITHDRAW, {"code": fresh.code}).status_code == 404


def test_nobody_withdraws_anothers_code(client: Client, code: str, outsider: Member) -> None:
    client.force_login(outsider)
    assert client.post(WITHDRAW, {"code": code}).status_code == 404
    assert not InvitationCode.objects.get().is_withdrawn


def test_codes_that_wait_count_as_invitations(client: Client, host: Member, code: str) -> None:
    client.force_login(host)
    assert client.post(INVITE, {"key": "k2"}).status_code == 303
    assert client.post(INVITE, {"key": "k2"}).status_code == 303
    assert InvitationCode.objects.count() == 2
    refused = client.post(INVITE, {"key": "k3"})
    assert (refused.status_code, b"INVITES_SPENT" in refused.content) == (429, True)
    client.post(WITHDRAW, {"code": code})
    assert client.post(INVITE, {"key": "k3"}).status_code == 303
    assert client.post(INVITE, {"key": ""}).status_code == 422


def test_a_low_level_and_a_visitor_make_no_code(
    client: Client, books: BooksStage, outsider: Member
) -> None:
    assert client.post(INVITE, {"key": "k"}).status_code == 303
    client.force_login(outsider)
    assert client.post(INVITE, {"key": "k"}).status_code == 404
    members.join(outsider)
    refused = client.post(INVITE, {"key": "k"})
    assert (refused.status_code, b"LEVEL_TOO_LOW" in refused.content) == (403, True)
    assert client.get(INVITE).status_code == 405
    assert not InvitationCode.objects.exists()


def test_an_invitation_that_the_books_refuse_leaves_a_member_without_one(
    client: Client, host: Member, code: str, books: BooksStage
) -> None:
    books.accept(Role(MemberId(host.pk), roles.Role.OPERATOR, granted=False))
    guest = joined(client, code)
    assert guest.posting_seq
    assert InvitationCode.objects.get().refusal == "LEVEL_TOO_LOW"
    assert invited(host) == []
    assert invitations.bring_in_waiting() == 0


def test_an_invitation_whose_answer_was_lost_is_asked_for_again_and_counts_once(
    client: Client, host: Member, code: str
) -> None:
    guest = joined(client, code)
    InvitationCode.objects.update(posting_seq=None)
    postings = queries.books_overview().postings
    assert invitations.bring_in_waiting() == 0
    assert InvitationCode.objects.get().posting_seq
    assert queries.books_overview().postings == postings
    assert invited(host) == [guest.pk]


def test_a_bank_that_does_not_answer_keeps_the_invitation_for_later(
    client: Client, host: Member, code: str, books: BooksStage
) -> None:
    books.accept(CloseDay())
    guest = joined(client, code)
    assert guest.posting_seq
    assert InvitationCode.objects.get().refusal == ""
    assert invitations.bring_in_waiting() == 1
    books.accept(OpenDay())
    assert invitations.bring_in_waiting() == 0
    assert invited(host) == [guest.pk]


def test_of_two_who_join_with_a_code_at_once_one_is_the_guest(host: Member, code: str) -> None:
    names = ("first", "second")
    members = [
        Member.objects.create_user(f"{name}@press.example", name, PASSWORD) for name in names
    ]
    start, won = Barrier(len(members)), list[bool]()

    def claim(member: Member) -> None:
        start.wait()
        won.append(invitations.claim_code(code, member))
        connections.close_all()

    threads = [Thread(target=claim, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, True]


def test_a_form_sent_again_makes_no_second_code(host: Member) -> None:
    first, again = (invitations.make_code(MemberId(host.pk), "same") for _ in range(2))
    assert first == again
    assert isinstance(invitations.make_code(MemberId(host.pk), ""), Refused)


def test_a_form_that_is_sent_twice_at_once_makes_one_code(
    host: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, made = queries.preview_invitation, list[object]()

    def other_click(inviter: MemberId, waiting_codes: int = 0) -> queries.Preview:
        if not made:
            made.append(None)
            made[0] = invitations.make_code(inviter, "form-2")
        return preview(inviter, waiting_codes)

    monkeypatch.setattr(queries, "preview_invitation", other_click)
    assert invitations.make_code(MemberId(host.pk), "form-2") == made[0]
    assert InvitationCode.objects.count() == 1


def test_nobody_has_a_name_that_cannot_be_stored(client: Client, host: Member) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert people.by_name("rea\0der") is None
    assert len(asked) == 0
    client.force_login(host)
    assert client.get("/member/%00/").status_code == 400
    for act in ("vouch", "unvouch", "ban"):
        assert client.post(f"/member/%00/{act}/", {"key": "k"}).status_code == 400
