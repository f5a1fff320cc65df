"""Web Push: only the browser can read it, services know who sends, and what is gone is removed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client

from tests.http.stage import Stage, id_of, signed_in
from tests.notifications.push_service import Browser, Service, plain, push_service, text
from tweipress.bank import clock
from tweipress.composed.hearing import pushing as composed
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import MemberId
from tweipress.http.outbox.reaching import ReachError, connected
from tweipress.jobs.models import Job
from tweipress.notifications import actions, pushing
from tweipress.notifications.bounds import DEVICES_MAX, FAILURES_MAX
from tweipress.notifications.encrypting import MESSAGE_MAX, browser_key, encrypted, sealed
from tweipress.notifications.keys import public_key
from tweipress.notifications.kinds import Kind
from tweipress.notifications.models import Device, Notification
from tweipress.notifications.pushing import BusyError, Wanted

EXAMPLE = {
    "message": b"When I grow up, I want to be a watermelon",
    "ours": "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    "theirs": (
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    ),
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    "salt": "DGv6ra1nlYgDCS1FRnbzlw",
    "body": (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
        "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexS"
        "gSxsj_Qulcy4a-fN"
    ),
}
"""Of RFC 8291, appendix A."""
PRIVATE = ("https://localhost/p", "https://[::1]/p", "https://127.0.0.1/p")
LINE = "A moderator has lifted the flag against you."


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A push service on this machine."""
    with push_service(tmp_path) as service:
        yield service


@pytest.fixture
def browser() -> Browser:
    """A browser with keys of its own."""
    return Browser()


def device_of(client: Client, member: MemberId, wanted: Wanted) -> Device:
    """Add a browser in whose session a member is, whatever its address."""
    endpoint = wanted.endpoint
    allowed = wanted._replace(endpoint="https://push.example/p")
    session = client.session.session_key or ""
    assert actions.add_device(member, allowed, session, "Firefox") is None
    Device.objects.update(endpoint=endpoint)
    return Device.objects.select_related("member").get()


def line_for(stage: Stage) -> Notification:
    return Notification.objects.create(
        member=stage.reader, kind=Kind.DECISION, what="lifted", subject=1, at=clock.now()
    )


def test_the_example_of_the_standard_is_encrypted_as_it_says() -> None:
    ours = ec.derive_private_key(int.from_bytes(plain(str(EXAMPLE["ours"]))), ec.SECP256R1())
    message = EXAMPLE["message"]
    assert isinstance(message, bytes)
    body = sealed(
        message,
        browser_key(str(EXAMPLE["theirs"])),
        plain(str(EXAMPLE["auth"])),
        ours,
        plain(str(EXAMPLE["salt"])),
    )
    assert text(body) == EXAMPLE["body"]


def test_a_browser_reads_what_was_encrypted_for_it_and_no_two_are_alike(browser: Browser) -> None:
    wanted = browser.wanted("")
    message = ("ü" * (MESSAGE_MAX // 2)).encode()
    bodies = [encrypted(message, wanted.p256dh, wanted.auth) for _ in range(2)]
    assert [browser.read(body) for body in bodies] == [message, message]
    assert bodies[0][:16] != bodies[1][:16]
    with pytest.raises(ValueError, match="one record"):
        encrypted(message + b"!", wanted.p256dh, wanted.auth)


def test_a_service_gets_a_line_of_the_page_sealed_and_signed_by_this_site(
    stage: Stage, service: Service, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(stage.reader)
    device = device_of(client, id_of(stage.reader), browser.wanted(service.endpoint))
    monkeypatch.setattr(pushing, "ANYWHERE", service.reach)
    composed.push(device.pk, line_for(stage).pk)
    ((headers, body),) = service.sent
    said = json.loads(browser.read(body))
    assert said["body"] == LINE
    assert said["url"].endswith("/me/flags/")
    assert LINE.encode() not in body
    assert headers["Content-Encoding"] == "aes128gcm"
    assert int(headers["TTL"]) > 0
    claims = checked_token(headers["Authorization"])
    assert claims["aud"] == service.endpoint.partition("/push/")[0]
    now_s = clock.now().timestamp()
    assert now_s < claims["exp"] <= now_s + 24 * 3600
    assert str(claims["sub"]).startswith(("mailto:", "http"))


def checked_token(said: str) -> dict[str, Any]:
    """Return what the site states of itself, which its public key has to confirm."""
    scheme, _, pairs = said.partition(" ")
    fields = dict(pair.split("=", 1) for pair in pairs.split(", "))
    assert scheme == "vapid"
    assert fields["k"] == public_key()
    message, _, signature = fields["t"].rpartition(".")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), plain(fields["k"]))
    signed = plain(signature)
    pair = encode_dss_signature(int.from_bytes(signed[:32]), int.from_bytes(signed[32:]))
    key.verify(pair, message.encode(), ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        key.verify(pair, message.encode() + b"!", ec.ECDSA(SHA256()))
    claims: dict[str, Any] = json.loads(plain(message.partition(".")[2]))
    return claims


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_subscription_that_is_gone_is_removed(
    stage: Stage, service: Service, browser: Browser, status: int
) -> None:
    client = signed_in(stage.reader)
    device = device_of(client, id_of(stage.reader), browser.wanted(service.endpoint))
    service.status = status
    pushing.push(device, {"body": "x"}, "n1", service.reach)
    assert not Device.objects.exists()


def test_a_busy_service_is_asked_again_later_and_one_that_refuses_not_for_ever(
    stage: Stage, service: Service, browser: Browser
) -> None:
    client = signed_in(stage.reader)
    device = device_of(client, id_of(stage.reader), browser.wanted(service.endpoint))
    for service.status in (429, 503):
        with pytest.raises(BusyError):
            pushing.push(device, {"body": "x"}, "n1", service.reach)
    service.status = 413
    for left in range(FAILURES_MAX - 1, -1, -1):
        assert Device.objects.count() == 1, left
        device.refresh_from_db()
        pushing.push(device, {"body": "x"}, "n1", service.reach)
    assert not Device.objects.exists()


def test_a_service_that_leads_elsewhere_is_not_followed(
    stage: Stage, service: Service, browser: Browser
) -> None:
    client = signed_in(stage.reader)
    device = device_of(client, id_of(stage.reader), browser.wanted(service.endpoint))
    service.status = 307
    pushing.push(device, {"body": "x"}, "n1", service.reach)
    assert len(service.sent) == 1
    assert Device.objects.get().failures == 1


@pytest.mark.parametrize("end", ["sign out", "new password", "ban"])
def test_nothing_is_pushed_once_the_session_has_ended_or_the_member_is_banned(
    stage: Stage, service: Service, browser: Browser, end: str
) -> None:
    client = signed_in(stage.reader)
    device_of(client, id_of(stage.reader), browser.wanted(service.endpoint))
    if end == "sign out":
        client.logout()
    elif end == "new password":
        stage.reader.set_password("another one")
        stage.reader.save()
    else:
        stage.done(Ban(id_of(stage.reader), "Advertising", by=id_of(stage.moderator)))
    device = Device.objects.select_related("member").get()
    pushing.push(device, {"body": "x"}, "n1", service.reach)
    assert service.sent == []
    assert not Device.objects.exists()


@pytest.mark.parametrize("endpoint", PRIVATE)
def test_nothing_within_the_operators_network_is_asked(
    stage: Stage, browser: Browser, endpoint: str
) -> None:
    client = signed_in(stage.reader)
    device = device_of(client, id_of(stage.reader), browser.wanted(endpoint))
    pushing.push(device, {"body": "x"}, "n1")
    assert Device.objects.get().failures == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://push.example/p",
        "https://user@push.example/p",
        "https://push.example:8443/p",
        "https://push.example/" + "p" * 1000,
        "https://push.example/ p",
        "https://push.example/\r\nHost: x",
        "https://[::1/p",
        "ftp://push.example/p",
        "/p",
    ],
)
def test_what_is_no_push_services_address_is_refused(
    stage: Stage, browser: Browser, endpoint: str
) -> None:
    assert actions.add_device(id_of(stage.reader), browser.wanted(endpoint), "s", "n") is not None
    assert not Device.objects.exists()


@pytest.mark.parametrize("field", ["p256dh", "auth"])
@pytest.mark.parametrize("value", ["", "!", "AAAA", "ü", "A" * 87, "A" * 5000])
def test_keys_that_are_none_are_refused(
    stage: Stage, browser: Browser, field: str, value: str
) -> None:
    wanted = browser.wanted("https://push.example/p")._replace(**{field: value})
    assert actions.add_device(id_of(stage.reader), wanted, "s", "n") is not None


def test_of_thousands_of_subscriptions_the_newest_few_stay(stage: Stage, browser: Browser) -> None:
    for number in range(DEVICES_MAX + 5):
        wanted = browser.wanted(f"https://push.example/{number}")
        assert actions.add_device(id_of(stage.reader), wanted, "s", str(number)) is None
    names = set(Device.objects.values_list("name", flat=True))
    assert names == {str(number) for number in range(5, DEVICES_MAX + 5)}


def test_a_browser_added_again_is_the_same_device(stage: Stage, browser: Browser) -> None:
    wanted = browser.wanted("https://push.example/p")
    for session in ("a", "b"):
        assert actions.add_device(id_of(stage.reader), wanted, session, "n") is None
    assert Device.objects.get().session == "b"


def test_what_is_told_is_pushed_once_an_hour_and_not_what_is_read_or_somebody_elses(
    stage: Stage, service: Service, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "ANYWHERE", service.reach)
    client = signed_in(stage.reader)
    device = device_of(client, id_of(stage.reader), browser.wanted(service.endpoint))
    heard = actions.Heard(id_of(stage.reader), Kind.DECISION, clock.now(), what="lifted", subject=1)
    for _ in range(3):
        actions.tell([heard])
    (job,) = Job.objects.filter(kind="notifications.push")
    row = Notification.objects.get()
    assert job.ids == {"device": device.pk, "notification": row.pk}
    others = Notification.objects.create(member=stage.critic, kind=Kind.DECISION, at=clock.now())
    composed.push(device.pk, others.pk)
    actions.read_all(id_of(stage.reader), row.pk)
    composed.push(device.pk, row.pk)
    composed.push(device.pk, 10**9)
    assert service.sent == []


def test_an_address_that_leads_inside_is_no_target() -> None:
    with pytest.raises(ReachError):
        connected("127.0.0.1", 443, 1.0)
