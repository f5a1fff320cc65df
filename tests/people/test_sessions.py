"""The list of a member's sessions: each is shown once, and signing out ends it at once."""

import re

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from tests.people.conftest import PASSWORD
from tweipress.http.browsers.models import Session
from tweipress.people.actions.sessions import end_sessions
from tweipress.people.models import Member
from tweipress.people.signed_in.queries import mark_of, sessions_of
from tweipress.people.signed_in.software import told_by

LIST = "/me/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


def browser(member: Member, line: str = FIREFOX) -> Client:
    """Return a browser in which a member has signed in by the form."""
    client = Client(headers={"user-agent": line})
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    return client


def key(client: Client) -> str:
    session: SessionBase = client.session
    return session.session_key or ""


def is_in(client: Client) -> bool:
    return client.get("/me/profile/").status_code == 200


def test_the_list_names_browsers_and_no_session_by_its_key(reader: Member) -> None:
    here, there = browser(reader), browser(reader, SAFARI)
    page = here.get(LIST).content.decode()
    assert [each.browser for each in sessions_of(reader, key(here))] == [
        "Firefox, Linux",
        "Safari, iOS",
    ]
    assert all(each in page for each in ("Firefox, Linux", "Safari, iOS", mark_of(key(there))))
    assert not any(key(each) in page for each in (here, there))
    assert page.count('name="mark"') == 1


def test_signing_out_there_ends_that_session_alone(reader: Member) -> None:
    here, there, third = browser(reader), browser(reader), browser(reader)
    answered = here.post(LIST, {"mark": mark_of(key(there))})
    assert (answered.status_code, answered.headers["Location"]) == (303, LIST)
    assert [is_in(each) for each in (here, there, third)] == [True, False, True]


def test_signing_out_everywhere_else_keeps_the_one_in_use(reader: Member) -> None:
    here, others = browser(reader), [browser(reader) for _ in range(2)]
    here.post(LIST, {"others": "1"})
    assert Session.objects.filter(member=reader.pk).count() == 1
    assert [is_in(each) for each in (here, *others)] == [True, False, False]
    assert here.get(LIST).content.decode().count("this browser") == 1


def test_nobody_ends_a_session_of_somebody_else(reader: Member, outsider: Member) -> None:
    theirs, here = browser(reader), browser(outsider)
    said = here.post(LIST, {"mark": mark_of(key(theirs))}, follow=True).content.decode()
    assert "has ended already" in said
    assert is_in(theirs)
    assert re.findall('name="mark"', here.get(LIST).content.decode()) == []


def test_a_list_forgets_what_a_new_password_has_ended(reader: Member) -> None:
    browser(reader)
    reader.set_password("another battery staple")
    reader.save()
    assert sessions_of(reader) == []


def test_ending_all_takes_no_session_of_anybody_else(reader: Member, outsider: Member) -> None:
    own, theirs, visitor = browser(reader), browser(outsider), Client()
    visitor.get("/")
    assert end_sessions(reader) == 1
    assert (is_in(own), is_in(theirs)) == (False, True)


@pytest.mark.parametrize(
    ("line", "names"),
    [(FIREFOX, "Firefox, Linux"), (SAFARI, "Safari, iOS"), (EDGE, "Edge, Windows"), ("curl", "")],
)
def test_a_browser_is_called_by_its_name_and_its_system(line: str, names: str) -> None:
    assert told_by(line) == names
