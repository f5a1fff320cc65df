"""Section editors: who makes them, what they may work on, and sections renamed or merged."""

from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import data
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown, words
from tweipress.articles import actions as articles
from tweipress.articles.desk.rights import may_work_on
from tweipress.articles.models import Article
from tweipress.core import roles
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import CONSOLE
from tweipress.core.state.outcome import Refused
from tweipress.pages.actions.leaving import close_account
from tweipress.people.models import Texts
from tweipress.people.queries import roles_of
from tweipress.publication import actions, queries
from tweipress.publication.models import Section, SectionEditor

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = "/desk/paper/editors/"
SECTION_EDITOR = roles.Role.SECTION_EDITOR


@pytest.fixture
def sections(stage: Stage) -> None:
    """The sections of the paper."""
    for name in ("Nature", "World", "Culture"):
        assert actions.add_section(CONSOLE, None, name) is None


def number(name: str) -> int:
    return Section.objects.get(name=name).pk


def send(browser: Client, name: str, *names: str, **fields: Any) -> tuple[int, str]:
    """Send the form of a section editor; return the status and the page."""
    version = queries.row().version
    sent = {"version": version, "name": name, "section": [number(each) for each in names]}
    answer = browser.post(EDITORS, sent | fields)
    return answer.status_code, answer.content.decode()


def draft(stage: Stage, section: str = "Nature") -> Article:
    return articles.save_draft(id_of(stage.author), data(section=section, title=section or "None"))


def may(stage: Stage, article: Article) -> bool:
    return may_work_on(article, id_of(stage.reader))


def test_an_operator_makes_a_member_the_editor_of_some_sections_and_takes_them(
    stage: Stage, operator: Client, sections: None
) -> None:
    nature, world, loose = draft(stage), draft(stage, "World"), draft(stage, "")
    assert not may(stage, nature)
    assert send(operator, "Reader", "Nature", "Culture")[0] == 303
    assert SECTION_EDITOR in roles_of(stage.reader)
    assert [may(stage, each) for each in (nature, world, loose)] == [True, False, False]
    assert "reader" in words(shown(operator, EDITORS))
    assert send(operator, "reader", "World")[0] == 303
    assert [may(stage, each) for each in (nature, world, loose)] == [False, True, False]
    assert send(operator, "reader")[0] == 303
    assert roles_of(stage.reader) == frozenset()
    assert not may(stage, world)


def test_a_section_editor_edits_and_notes_but_does_not_publish_or_take_back(
    stage: Stage, operator: Client, sections: None
) -> None:
    nature, world = draft(stage), draft(stage, "World")
    send(operator, "reader", "Nature")
    reader = signed_in(stage.reader)
    page = shown(reader, f"/write/{nature.code}/")
    assert "by author, as an editor" in words(page)
    assert reader.get(f"/write/{nature.code}/publish/").status_code == 404
    assert reader.get(f"/write/{world.code}/").status_code == 404
    note = {"do": "write", "passage": 1, "text": "Shorter?"}
    assert reader.post(f"/write/{nature.code}/notes/", note).status_code == 303
    assert not isinstance(articles.publish(nature), Refused)
    refused = articles.take_back(id_of(stage.reader), nature, "no")
    assert isinstance(refused, Refused)


def test_the_role_without_a_section_and_a_section_without_the_role_open_nothing(
    stage: Stage, operator: Client, sections: None
) -> None:
    nature, loose = draft(stage), draft(stage, "")
    stage.done(Role(id_of(stage.reader), SECTION_EDITOR))
    assert not may(stage, nature)
    assert not may(stage, loose)
    send(operator, "reader", "Nature")
    stage.done(Role(id_of(stage.reader), SECTION_EDITOR, granted=False))
    assert not may(stage, nature)
    assert "The role of a section editor was taken" in words(shown(operator, EDITORS))
    assert send(operator, "reader", "Nature")[0] == 303
    assert may(stage, nature)


def test_an_editor_stays_with_a_section_that_is_renamed_and_with_its_old_articles(
    stage: Stage, operator: Client, sections: None
) -> None:
    before = draft(stage)
    send(operator, "reader", "Nature")
    assert actions.rename_section(CONSOLE, None, number("Nature"), "Wild") is None
    after = draft(stage, "Wild")
    assert [may(stage, each) for each in (before, after)] == [True, True]


def test_an_editor_goes_along_when_another_section_takes_the_articles(
    stage: Stage, operator: Client, sections: None
) -> None:
    nature, world, culture = draft(stage), draft(stage, "World"), draft(stage, "Culture")
    send(operator, "reader", "Nature", "World")
    send(operator, "commenter", "World")
    assert actions.remove_section(CONSOLE, None, number("Nature"), number("World")) is None
    assert [may(stage, each) for each in (nature, world, culture)] == [True, True, False]
    assert may_work_on(nature, id_of(stage.commenter))
    assert SectionEditor.objects.count() == 2
    assert actions.remove_section(CONSOLE, None, number("World"), number("Culture")) is None
    assert [may(stage, each) for each in (nature, world, culture)] == [True, True, True]
    assert actions.remove_section(CONSOLE, None, number("Culture"), None) is None
    assert [may(stage, each) for each in (nature, world, culture)] == [False, False, False]


def test_wrong_forms_make_nobody_an_editor(stage: Stage, operator: Client, sections: None) -> None:
    version = queries.row().version
    assert send(operator, "nobody", "Nature")[0] == 404
    assert send(operator, "", "Nature")[0] == 404
    assert send(operator, "operator", "Nature")[0] == 403
    assert send(operator, "reader", section=["x"])[0] == 422
    assert send(operator, "reader", section=["9" * 30])[0] in {409, 422}
    assert send(operator, "reader", section=[10**6])[0] == 409
    assert send(operator, "reader", "Nature", version="x")[0] == 422
    assert actions.add_section(CONSOLE, None, "Late") is None
    status, page = send(operator, "reader", "Nature", version=version)
    assert status == 409
    assert 'value="reader"' in page
    assert not SectionEditor.objects.exists()
    assert roles_of(stage.reader) == frozenset()


def test_a_banned_member_becomes_no_editor(stage: Stage, operator: Client, sections: None) -> None:
    stage.done(Ban(id_of(stage.reader), "spam"))
    assert send(operator, "reader", "Nature")[0] == 409
    assert not SectionEditor.objects.exists()


def test_only_an_operator_makes_section_editors(stage: Stage, sections: None) -> None:
    for name in ("editor", "moderator", "reader"):
        assert signed_in(stage.cast[name]).get(EDITORS).status_code == 403
        assert send(signed_in(stage.cast[name]), "commenter", "Nature")[0] == 403


def test_who_leaves_edits_nothing(stage: Stage, operator: Client, sections: None) -> None:
    send(operator, "reader", "Nature")
    stage.done(Role(id_of(stage.reader), SECTION_EDITOR, granted=False))
    assert close_account(stage.reader, Texts.STAY) is None
    assert not SectionEditor.objects.exists()
