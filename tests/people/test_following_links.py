"""Programs that follow every link, as mail filters do: they make nothing and use nothing up."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.people.conftest import PASSWORD
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId
from tweipress.http.browsers.models import Session
from tweipress.people.actions import invitations, members
from tweipress.people.models import InvitationCode, Member

ENTRANCE = ("login", "signup", "logout", "password/reset", "confirm-email", "inactive")
PAGES = tuple(f"/accounts/{page}/" for page in ENTRANCE)


def seen() -> list[object]:
    """Return all that a link could make, change or use up."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Member, EmailAddress, InvitationCode, Session)
    ] + [queries.books_overview().postings]


@pytest.mark.parametrize("method", ["get", "head"])
def test_whoever_follows_links_changes_nothing(
    method: str, client: Client, reader: Member, books: BooksStage
) -> None:
    members.join(reader)
    books.accept(Role(MemberId(reader.pk), roles.Role.OPERATOR))
    code = invitations.make_code(MemberId(reader.pk), "form-1")
    assert isinstance(code, InvitationCode)
    form = {"email": "guest@press.example", "name": "guest", "password1": PASSWORD}
    client.post("/accounts/signup/", form)
    confirm = re.search(r"(/accounts/confirm-email/\S+)", str(mail.outbox[0].body))
    assert confirm
    before, filter_ = seen(), Client()
    for path in (*PAGES, f"/join/{code.code}/", confirm[1], "/me/", "/me/join/", "/member/reader/"):
        assert getattr(filter_, method)(path, follow=True).status_code in {200, 404, 405}
    assert seen() == before
