"""`tweipress operator` never gives the site to whoever was first to write an address down."""

import re
from collections.abc import Callable
from io import StringIO
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from tests.people.conftest import PASSWORD
from tweipress.core.roles import Role
from tweipress.people import queries
from tweipress.people.actions import members
from tweipress.people.models import Member

ADDRESS = "edda@press.example"


def run(*words: str) -> str:
    out = StringIO()
    call_command("operator", *words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as error:
        run(*words)
    said = str(error.value)
    assert "\n" not in said
    return said


def password_in(said: str) -> str:
    return said.split("password ")[1].split(maxsplit=1)[0]


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all at the same moment; return the errors' sentences."""
    barrier, errors = Barrier(len(deeds)), []

    def go(deed: Callable[[], object]) -> None:
        barrier.wait()
        try:
            deed()
        except CommandError as error:
            errors.append(str(error))
        finally:
            connections.close_all()

    threads = [Thread(target=go, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.fixture
def edda(books: object) -> Member:
    """A member who has confirmed the address."""
    return members.register(ADDRESS, "edda", PASSWORD)


def test_the_first_operator_is_made_with_a_password_shown_once(books: object) -> None:
    said = run("Edda@Press.example", "--name", "edda")
    member = Member.objects.get()
    assert member.check_password(password_in(said))
    assert member.is_staff
    assert member.is_superuser
    assert EmailAddress.objects.get(user=member).verified
    assert queries.roles_of(member) == {Role.OPERATOR}
    assert "edda is an operator." in said


@pytest.mark.parametrize("how", [("--name", "edda"), ("--name", "else"), ("--existing", "squat")])
def test_who_joined_with_the_address_beforehand_becomes_no_operator(
    how: tuple[str, str], books: object
) -> None:
    form = {"email": ADDRESS, "name": "squat", "password1": PASSWORD}
    Client().post("/accounts/signup/", form)
    assert "confirm" in refused(ADDRESS, *how)
    squatter = Member.objects.get()
    assert queries.roles_of(squatter) == frozenset()
    assert not squatter.is_staff
    assert squatter.check_password(PASSWORD)


@pytest.mark.parametrize("words", [(), ("--name", "edda", "--existing", "edda")])
def test_a_name_is_given_once_and_never_left_out(words: tuple[str, ...], edda: Member) -> None:
    with pytest.raises(CommandError, match="--existing"):
        run(ADDRESS, *words)
    assert queries.roles_of(edda) == frozenset()


def test_a_new_name_for_an_address_that_a_member_has_is_refused_and_says_what_to_do(
    edda: Member,
) -> None:
    assert "--existing NAME" in refused(ADDRESS, "--name", "somebody")
    assert "mailbox" in refused("edda+x@press.example", "--name", "somebody")
    assert queries.roles_of(edda) == frozenset()
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("no address", "edda"), ("e@press.example", "a b"), ("e@press.example", "admin"),
        ("e@press.example", "0perator"), ("", "edda"), ("e@press.example", ""),
        ("e\0@press.example", "edda"), ("e@press.example", "ed\0da"),
        ("x" * 500 + "@press.example", "edda"), ("e@press.example", "x" * 9_000),
    ],
)  # fmt: skip
def test_an_operator_who_cannot_be_made_is_refused_in_one_line(
    email: str, name: str, books: object
) -> None:
    refused(email, "--name", name)
    refused(email, "--existing", name)
    assert not Member.objects.exists()


def test_name_and_address_belong_together(edda: Member, reader: Member) -> None:
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    assert "another address" in refused(ADDRESS, "--existing", "reader")
    assert "another address" in refused(reader.email, "--existing", "edda")
    assert "no member" in refused(ADDRESS, "--existing", "nobody")
    assert queries.roles_of(edda) == queries.roles_of(reader) == frozenset()


def test_a_second_address_does_not_speak_for_a_member(edda: Member) -> None:
    EmailAddress.objects.create(user=edda, email="two@press.example", verified=True)
    assert "another address" in refused("two@press.example", "--existing", "edda")


def test_a_closed_account_becomes_no_operator(edda: Member) -> None:
    Member.objects.update(is_active=False)
    assert "closed" in refused(ADDRESS, "--existing", "edda")


def test_an_existing_member_starts_anew_with_the_password_of_the_console(
    edda: Member, client: Client
) -> None:
    client.force_login(edda)
    waiting = Client()
    Authenticator.objects.create(user=edda, type="totp", data={"secret": "x"})
    waiting.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert "account_login" in waiting.session
    EmailAddress.objects.create(user=edda, email="two@press.example", verified=True)
    said = run(ADDRESS, "--existing", "EDDA")
    edda.refresh_from_db()
    assert not edda.check_password(PASSWORD)
    assert edda.check_password(password_in(said))
    assert "edda is an operator." in said
    assert queries.roles_of(edda) == {Role.OPERATOR}
    assert client.get("/me/").status_code == 302
    assert "account_login" not in waiting.session
    assert not Authenticator.objects.exists()
    assert EmailAddress.objects.get().email == ADDRESS


def test_who_is_made_an_operator_is_told_by_mail(
    edda: Member, mailoutbox: list[EmailMessage]
) -> None:
    run(ADDRESS, "--existing", "edda")
    assert [each.to for each in mailoutbox] == [[ADDRESS]]
    assert "operator of the site now" in str(mailoutbox[0].body)


def test_others_stay_signed_in_when_one_member_is_taken_over(
    edda: Member, reader: Member, client: Client
) -> None:
    client.force_login(reader)
    run(ADDRESS, "--existing", "edda")
    assert client.get("/me/").status_code == 200


def test_a_link_to_a_new_password_from_before_is_of_no_use(
    edda: Member, mailoutbox: list[EmailMessage]
) -> None:
    Client().post("/accounts/password/reset/", {"email": ADDRESS})
    link = re.search(r"(/accounts/\S+)", str(mailoutbox[-1].body))
    assert link
    run(ADDRESS, "--existing", "edda")
    assert b"cannot be used" in Client().get(link[1], follow=True).content


def test_of_two_who_make_an_operator_of_one_address_at_once_one_is_refused(books: object) -> None:
    errors = at_once(
        lambda: run(ADDRESS, "--name", "edda"), lambda: run(ADDRESS, "--name", "edith")
    )
    assert len(errors) == 1
    assert queries.roles_of(Member.objects.get()) == {Role.OPERATOR}


def test_somebody_who_joins_with_the_address_meanwhile_becomes_no_operator(books: object) -> None:
    form = {"email": ADDRESS, "name": "squat", "password1": PASSWORD}
    at_once(
        lambda: run(ADDRESS, "--name", "edda"), lambda: Client().post("/accounts/signup/", form)
    )
    member = Member.objects.get()
    assert (member.name == "edda") == (queries.roles_of(member) == {Role.OPERATOR})
    assert (member.name == "squat") == (queries.roles_of(member) == frozenset())


def test_two_at_once_about_one_member_leave_one_password(edda: Member) -> None:
    said: list[str] = []
    errors = at_once(*[lambda: said.append(run(ADDRESS, "--existing", "edda"))] * 2)
    edda.refresh_from_db()
    assert errors == []
    assert sum(edda.check_password(password_in(each)) for each in said) == 1
