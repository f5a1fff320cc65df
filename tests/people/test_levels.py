"""The page about levels: the tariff's figures for everybody, and where a member stands."""

import pytest
from django.test import Client

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId
from tweipress.core.roles import Gate
from tweipress.core.rules import levels
from tweipress.core.rules.gates import level_of
from tweipress.core.tariff import default
from tweipress.pages.blocks.levels import own_level, table
from tweipress.people.actions import members
from tweipress.people.models import Member

PAGE = "/about/levels/"


def test_every_gate_stands_in_the_table_at_its_level_with_that_level_s_figures() -> None:
    tariff = default()
    rows = {row.level: row for row in table(tariff)}
    for gate in Gate:
        assert rows[level_of(gate, tariff)].opens
    for level, row in rows.items():
        assert row.xp == levels.xp_for(level, tariff)
        assert row.quotas[0] == levels.pluses_per_day(level, tariff)


@pytest.mark.django_db
def test_a_visitor_sees_the_table_and_nobody_s_own_level(client: Client, books: BooksStage) -> None:
    page = client.get(PAGE).content.decode()
    assert f"<td>{levels.xp_for(default().comment_level, default())}</td>" in page
    assert 'id="own"' not in page
    assert PAGE in client.get("/about/rules/").content.decode()


def test_a_member_sees_how_far_the_next_level_is(reader: Member, books: BooksStage) -> None:
    members.join(reader)
    client = Client()
    client.force_login(reader)
    page = client.get(PAGE).content.decode()
    assert "You have 0 XP. LVL 2 takes 10 more." in page
    assert "LVL 3 opens next: Minus" in page
    assert PAGE in client.get("/me/").content.decode()


def test_a_gate_that_a_role_lifts_is_open(reader: Member, books: BooksStage) -> None:
    members.join(reader)
    books.accept(Role(MemberId(reader.pk), roles.Role.EDITOR))
    with queries.read_session():
        own = own_level(MemberId(reader.pk), queries.tariff())
    assert own is not None
    assert "publishing" in own.open_now
    assert "publishing" not in own.next_gates
