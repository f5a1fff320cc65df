"""Closing an account: what is said before, what goes, what stays, what stands in the way."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown, words
from tweipress.articles import actions as articles
from tweipress.articles.models import Article, Revision
from tweipress.bank import queries as books
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import CONSOLE, ArticleId, CommentId
from tweipress.http.browsers.models import Session
from tweipress.pages.actions import leaving
from tweipress.people.actions import leaving as people
from tweipress.people.actions.members import register
from tweipress.people.models import Member, Texts
from tweipress.people.queries import looks_taken
from tweipress.security.events import Event
from tweipress.security.models import SecurityEvent

LEAVE = "/me/leave/"
PASSWORD = "a tall ship and a star"


def fresh(member: Member) -> Client:
    """Return a browser in which the member has just given the password."""
    if not member.has_usable_password() or not member.check_password(PASSWORD):
        member.set_password(PASSWORD)
        member.save()
    client = Client()
    client.force_login(member)
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def leave(member: Member, texts: str = "stay") -> Client:
    """Close a member's account as they do it."""
    client = fresh(member)
    answer = client.post(LEAVE, {"texts": texts, "name": member.name})
    assert "Your account is closed" in words(answer.content.decode()), answer.content.decode()
    return client


def test_it_asks_for_the_password_first(stage: Stage) -> None:
    for method in ("get", "post"):
        answer = getattr(signed_in(stage.reader), method)(LEAVE)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def test_it_says_before_what_becomes_of_the_members_twei(stage: Stage) -> None:
    standing = books.standing(id_of(stage.reader))
    assert standing is not None
    said = words(shown(fresh(stage.reader), LEAVE))
    assert f"{standing.available_twei} available and 0 vesting. Bonds (0 Twei) come back" in said
    assert "Your address may join again" in said


@pytest.mark.parametrize("form", [{}, {"texts": "stay", "name": "Reader"}, {"texts": "x"}])
def test_a_form_that_does_not_mean_it_changes_nothing(stage: Stage, form: dict[str, str]) -> None:
    answer = fresh(stage.reader).post(LEAVE, form)
    assert answer.status_code == 422
    assert Member.objects.get(pk=stage.reader.pk).is_active


def test_nothing_of_the_person_stays(stage: Stage) -> None:
    EmailAddress.objects.create(user=stage.reader, email=stage.reader.email, verified=True)
    client = leave(stage.reader)
    row = Member.objects.get(pk=stage.reader.pk)
    assert row.name == f"former-member-{row.pk}"
    assert "reader" not in row.email
    assert (row.is_active, row.bio, row.avatar, row.mailbox) == (False, "", "", None)
    assert not row.has_usable_password()
    assert not EmailAddress.objects.filter(user=row).exists()
    assert client.get("/me/").status_code == 302
    assert all(s.get_decoded().get("_auth_user_id") != str(row.pk) for s in Session.objects.all())
    assert SecurityEvent.objects.filter(event=Event.ACCOUNT_CLOSED, member=row.pk).count() == 1
    assert "former member" in shown(client, f"/member/{row.name}/", 410).lower()


def test_the_books_keep_the_number_and_move_nothing(stage: Stage) -> None:
    before = books.standing(id_of(stage.reader))
    leave(stage.reader)
    after = books.standing(id_of(stage.reader))
    assert before is not None
    assert after is not None
    assert after.spendable_twei == before.spendable_twei


def test_the_address_may_join_again_and_nobody_else_gets_the_name(stage: Stage) -> None:
    email, name = stage.reader.email, stage.reader.name
    leave(stage.reader)
    assert looks_taken(name)
    again = register(email, "somebody", PASSWORD)
    assert again.pk != stage.reader.pk
    stage.books.clock.advance(people.SHAPE_KEPT.total_seconds() + 1)
    assert people.free_old_shapes() == 1
    assert not looks_taken(name)


def test_texts_that_stay_are_a_former_members(stage: Stage, bees: Article) -> None:
    draft = articles.save_draft(id_of(stage.author), {"title": "Not yet", "sections": []})
    leave(stage.author)
    page = shown(Client(), f"/post/{bees.slug}/")
    assert "Some <em>thousand</em> workers leave" in page
    assert f"former-member-{stage.author.pk}" in page
    assert not Article.objects.filter(pk=draft.pk).exists()


def test_texts_that_go_are_taken_back_and_deleted_with_their_versions(
    stage: Stage, bees: Article
) -> None:
    leave(stage.author, "go")
    bees.refresh_from_db()
    assert bees.is_taken_back
    assert (bees.sections, bees.made, bees.index_text, bees.lead) == ([], [], "", "")
    assert not Revision.objects.filter(article=bees).exists()
    page = Client().get(f"/post/{bees.slug}/")
    assert page.status_code == 410
    assert "workers" not in page.content.decode()


def test_a_comment_that_goes_leaves_its_place(stage: Stage, bees: Article) -> None:
    stage.read(stage.commenter, bees)
    comments.write(id_of(stage.commenter), ArticleId(bees.pk), "Bees are odd.", "form-1")
    leave(stage.commenter, "go")
    said = words(shown(Client(), f"/post/{bees.slug}/"))
    assert "Its writer has left and has deleted the text" in said
    assert "Bees are odd" not in said
    assert books.comments([CommentId(Comment.objects.get().pk)], CONSOLE)


def test_who_has_a_role_is_told_what_to_do_and_keeps_everything(stage: Stage) -> None:
    stage.done(Role(id_of(stage.reader), roles.Role.EDITOR))
    client = fresh(stage.reader)
    assert "You hold a role" in words(shown(client, LEAVE))
    answer = client.post(LEAVE, {"texts": "go", "name": stage.reader.name})
    assert answer.status_code == 409
    assert Member.objects.get(pk=stage.reader.pk).leaving == ""


def test_a_second_form_finds_nobody(stage: Stage) -> None:
    client, other = fresh(stage.reader), fresh(stage.reader)
    form = {"texts": "stay", "name": stage.reader.name}
    client.post(LEAVE, form)
    assert other.post(LEAVE, form).status_code == 302
    assert SecurityEvent.objects.filter(event=Event.ACCOUNT_CLOSED).count() == 1


def test_what_a_crash_left_open_is_finished_at_the_next_start(
    stage: Stage, bees: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(people, "forget_person", die)
        with pytest.raises(KeyboardInterrupt):
            leaving.close_account(stage.author, Texts.GO)
    assert Member.objects.get(pk=stage.author.pk).is_active
    assert leaving.close_waiting() == 0
    assert not Member.objects.get(pk=stage.author.pk).is_active
    assert leaving.close_waiting() == 0
