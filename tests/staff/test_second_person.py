"""Flags and holds of operators and editors on the staff pages: one proposes, another does it."""

from tests.http.stage import Stage, id_of
from tests.staff.conftest import browser
from tests.staff.test_flags import LIST
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member
from tweipress.security.events import Event
from tweipress.security.models import SecurityEvent


def flag(by: Member, about: Member, key: str = "") -> tuple[int, str]:
    """Send the form that flags a member by hand; return the status and the page."""
    form = {"name": about.name, "note": "Sells approvals.", "key": key or fresh_key()}
    answer = browser(by).post("/staff/flags/raise/", form)
    return answer.status_code, answer.content.decode()


def test_a_flag_on_an_operator_waits_for_another_person(stage: Stage) -> None:
    stage.done(Role(id_of(stage.critic), roles.Role.MODERATOR))
    operator = MemberId(stage.operator.pk)
    status, page = flag(stage.moderator, stage.operator)
    assert status == 409
    assert "another person with the same right has to do the same" in page
    assert books.flags_of(operator) == []
    listed = browser(stage.critic).get(LIST).content.decode()
    assert "Waiting for a second person" in listed
    assert "Sells approvals." in listed
    again, said = flag(stage.moderator, stage.operator)
    assert (again, "proposed already" in said) == (409, True)
    assert flag(stage.critic, stage.operator)[0] in {200, 303}
    assert len(books.flags_of(operator)) == 1
    assert "Waiting for a second person" not in browser(stage.critic).get(LIST).content.decode()
    named = (Event.PROPOSED, Event.CONFIRMED, Event.FLAGGED)
    events = SecurityEvent.objects.filter(member=operator, event__in=named)
    assert tuple(events.order_by("pk").values_list("event", flat=True)) == named
    confirmed = SecurityEvent.objects.get(event=Event.CONFIRMED)
    assert (confirmed.by, confirmed.detail) == (stage.critic.pk, {"power": "flag"})


def test_a_flag_on_anybody_else_takes_one_person(stage: Stage) -> None:
    assert flag(stage.moderator, stage.reader)[0] in {200, 303}
    assert len(books.flags_of(MemberId(stage.reader.pk))) == 1
    assert not SecurityEvent.objects.filter(event=Event.CONFIRMED).exists()


def test_the_same_form_twice_proposes_once(stage: Stage) -> None:
    key = fresh_key()
    flag(stage.moderator, stage.operator, key)
    flag(stage.moderator, stage.operator, key)
    assert SecurityEvent.objects.filter(event=Event.PROPOSED).count() == 1
