"""Who may see the staff pages: operators all, moderators the comments, others none."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.http.stage import Stage
from tests.staff.conftest import browser
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.people.actions.console import change_role

REGEXES = {r"^(?P<app_label>bank)/$": "bank/", r"(?P<url>.*)$": "no-such-page/"}


def walk(pattern: URLPattern | URLResolver, before: str) -> Iterator[str]:
    """Return every address under a pattern, 1 standing for whatever it asks for."""
    here = str(pattern.pattern)
    place = before + REGEXES.get(here, re.sub(r"<[^>]+>", "1", here))
    if isinstance(pattern, URLResolver):
        for child in pattern.url_patterns:
            yield from walk(child, place)
    else:
        yield place


def addresses() -> list[str]:
    """Return every address of the staff pages."""
    places = [
        place
        for pattern in get_resolver().url_patterns
        for place in walk(pattern, "/")
        if place.startswith("/staff/")
    ]
    assert len(places) > 50
    return places


def answered(client: Client, place: str) -> int:
    """Ask for a place in the way it wants to be asked."""
    status = client.get(place).status_code
    return client.post(place).status_code if status == 405 else status


def test_a_member_without_a_role_is_refused_everywhere(stage: Stage, comment: Comment) -> None:
    for name in ("outsider", "author", "commenter"):
        client = browser(stage.cast[name])
        statuses = {place: answered(client, place) for place in addresses()}
        assert {
            place: status for place, status in statuses.items() if status not in {403, 404}
        } == {}, name


def test_a_visitor_is_asked_to_sign_in_everywhere(stage: Stage, comment: Comment) -> None:
    client = browser(None)
    for place in addresses():
        method = client.get if client.get(place).status_code != 405 else client.post
        passed = method(place, follow=True)
        assert passed.redirect_chain, place
        assert passed.request["PATH_INFO"] == "/accounts/login/", place


def test_a_moderator_sees_comments_and_no_books(stage: Stage, comment: Comment) -> None:
    client = browser(stage.moderator)
    front = client.get("/staff/").content.decode()
    assert "/staff/comments/" in front
    assert "/staff/overview/" not in front
    assert "bank/posting" not in front
    assert client.get("/staff/comments/").status_code == 200
    for place in addresses():
        if place.startswith(("/staff/bank/", "/staff/overview/")):
            passed = client.get(place, follow=True)
            is_front = passed.request["PATH_INFO"] == "/staff/"
            assert passed.status_code in {403, 404} or is_front, place


def test_an_operator_sees_the_books_and_leaves_comments_to_moderators(
    stage: Stage, comment: Comment
) -> None:
    client = browser(stage.operator)
    front = client.get("/staff/").content.decode()
    assert "/staff/overview/" in front
    assert "/staff/bank/posting/" in front
    assert "/staff/comments/" not in front
    assert answered(client, "/staff/comments/") == 403
    assert answered(client, f"/staff/comments/{comment.pk}/hide/") == 403
    assert Comment.objects.get().hidden_at is None


def test_the_staff_pages_show_none_of_the_tables_of_sign_in(stage: Stage) -> None:
    apps = {place.split("/")[2] for place in addresses()}
    assert not apps & {"account", "auth", "mfa", "people"}


def test_a_role_taken_closes_the_staff_pages_at_once(stage: Stage) -> None:
    client = browser(stage.operator)
    assert client.get("/staff/bank/posting/").status_code == 200
    change_role(stage.operator, roles.Role.OPERATOR, granted=False)
    for place in ("/staff/", "/staff/bank/posting/", "/staff/overview/"):
        assert client.get(place).status_code == 403
    stage.operator.refresh_from_db()
    assert (stage.operator.is_staff, stage.operator.is_superuser) == (False, False)


def test_an_editor_has_no_business_on_the_staff_pages(stage: Stage) -> None:
    change_role(stage.author, roles.Role.EDITOR, granted=True)
    stage.author.refresh_from_db()
    assert not stage.author.is_staff
    assert browser(stage.author).get("/staff/").status_code == 403


def test_a_password_is_changed_on_the_one_page_for_it(stage: Stage) -> None:
    answer = browser(stage.operator).get("/staff/password_change/")
    assert answer.headers["Location"] == "/accounts/password/change/"


def test_a_right_opens_its_page_whatever_role_carries_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = roles.Role.CONTRIBUTOR
    monkeypatch.setitem(roles.MAY, role, frozenset({roles.Right.REMOVE_COMMENT}))
    change_role(stage.author, role, granted=True)
    client = browser(stage.author)
    front = client.get("/staff/").content.decode()
    assert "/staff/comments/" in front
    assert "/staff/flags/" not in front
    assert client.get("/staff/comments/").status_code == 200
    assert client.get("/staff/flags/").status_code == 403
