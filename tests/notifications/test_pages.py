"""The pages of notifications: one's own alone, read one by one or all, without a script."""

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.notifications.push_service import Browser
from tweipress.bank import clock
from tweipress.notifications import actions
from tweipress.notifications.actions import Heard
from tweipress.notifications.kinds import OFFERED, Channel, Kind
from tweipress.notifications.models import Device, Notification, Switch
from tweipress.notifications.queries import PAGE, is_on, switches
from tweipress.people.models import Member

ALL = "/notifications/"
CHOICES = "/notifications/choices/"


def page(client: Client, path: str = ALL) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def told(member: Member, amount: int = 1, kind: Kind = Kind.LEVEL) -> list[Notification]:
    """Tell a member of some levels."""
    levels = range(2, 2 + amount)
    actions.tell(Heard(id_of(member), kind, clock.now(), subject=level) for level in levels)
    return list(Notification.objects.filter(member=member).order_by("pk"))


def test_the_masthead_says_how_many_are_unread_and_a_visitors_says_nothing(stage: Stage) -> None:
    told(stage.reader, 3)
    client = signed_in(stage.reader)
    assert 'data-unread="/notifications/unread/">3<' in page(client, "/")
    assert client.get("/notifications/unread/").content == b"3"
    assert client.get("/notifications/unread/")["Content-Type"].startswith("text/plain")
    assert signed_in(stage.critic).get("/notifications/unread/").content == b""
    assert Client().get("/notifications/unread/").status_code == 204
    assert "notifications" not in page(Client(), "/")


def test_opening_one_marks_it_and_leads_to_it(stage: Stage) -> None:
    first, _second = told(stage.reader, 2)
    client = signed_in(stage.reader)
    answer = client.post(f"{ALL}{first.pk}/read/", {"do": "open"})
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    assert client.get("/notifications/unread/").content == b"1"
    shown = page(client)
    assert shown.index("LVL 3") < shown.index("LVL 2")
    assert shown.count("is-unread") == 1
    answer = client.post(f"{ALL}{first.pk}/read/", {"do": "read"})
    assert answer["Location"] == ALL


def test_all_are_marked_up_to_what_the_page_showed(stage: Stage) -> None:
    rows = told(stage.reader, 3)
    client = signed_in(stage.reader)
    assert client.post(f"{ALL}read/", {"last": rows[1].pk}).status_code == 303
    assert client.get("/notifications/unread/").content == b"1"
    assert client.post(f"{ALL}read/", {"last": rows[2].pk}).status_code == 303
    assert "Mark everything" not in page(client)


def test_nobody_reads_or_marks_what_is_somebody_elses(stage: Stage) -> None:
    (row,) = told(stage.reader)
    client = signed_in(stage.critic)
    assert client.post(f"{ALL}{row.pk}/read/", {"do": "open"}).status_code == 404
    client.post(f"{ALL}read/", {"last": row.pk})
    assert "LVL" not in page(client)
    assert Notification.objects.get().read_at is None
    assert Client().get(ALL).status_code == 302
    assert Client().post(f"{ALL}read/", {"last": row.pk}).status_code == 303
    assert Notification.objects.get().read_at is None


@pytest.mark.parametrize("number", ["0", "9" * 30, "abc", "-1"])
def test_a_number_that_is_none_is_not_found(stage: Stage, number: str) -> None:
    client = signed_in(stage.reader)
    assert client.post(f"{ALL}{number}/read/", {"do": "open"}).status_code == 404
    assert client.get(f"{ALL}?page={number}").status_code in {200, 404}
    assert client.post(f"{ALL}read/", {"last": f"{number}x"}).status_code == 422


def test_many_come_in_portions(stage: Stage) -> None:
    told(stage.reader, PAGE + 1)
    client = signed_in(stage.reader)
    first, second = page(client), page(client, f"{ALL}?page=2")
    assert first.count('<li class="is-unread">') == PAGE
    assert second.count('<li class="is-unread">') == 1
    assert "?page=2" in first
    assert "?page=1" in second


def test_each_kind_is_switched_on_each_channel(stage: Stage) -> None:
    client = signed_in(stage.reader)
    assert page(client, CHOICES).count(" checked></td>") == sum(
        is_on({}, kind, channel) for kind in OFFERED for channel in Channel
    )
    sent = {"on": ["like-mail", "level-site", "nonsense", "like-nonsense"]}
    assert client.post(CHOICES, sent).status_code == 303
    chosen = switches(id_of(stage.reader))
    on = {(k, c) for k in OFFERED for c in Channel if is_on(chosen, k, c)}
    assert on == {(Kind.LIKE, Channel.MAIL), (Kind.LEVEL, Channel.SITE)}
    assert page(client, CHOICES).count(" checked></td>") == 2
    assert not Switch.objects.exclude(member=stage.reader).exists()


def test_a_browser_is_added_and_removed_by_its_member_alone(stage: Stage) -> None:
    client = signed_in(stage.reader)
    wanted = Browser().wanted("https://push.example/p")
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}
    answer = client.post("/notifications/devices/", wanted._asdict(), headers=agent)
    assert answer.status_code == 303
    device = Device.objects.get()
    assert device.session == client.session.session_key
    shown = page(client, CHOICES)
    assert "Firefox, Linux" in shown
    assert "push.example" not in shown
    assert signed_in(stage.critic).post(f"/notifications/devices/{device.pk}/remove/").status_code
    assert Device.objects.exists()
    assert client.post(f"/notifications/devices/{device.pk}/remove/").status_code == 303
    assert not Device.objects.exists()
    assert client.post("/notifications/devices/", {"endpoint": "x"}).status_code == 422
    assert Client().post("/notifications/devices/", wanted._asdict()).status_code == 303
    assert not Device.objects.exists()
