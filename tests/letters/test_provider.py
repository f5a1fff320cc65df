"""Letters by a provider's HTTP interface, and the reports that come back, proved and counted."""

import base64
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from pytest_django import Settings

from tests.letters.conftest import DAILY, subscribed
from tests.letters.provider import ANSWERS, SIGNING_KEY, Api, mailgun_report, running
from tests.letters.test_sending import TEXTS, states
from tests.scratch_books import BooksStage
from tweipress.config.mail import read
from tweipress.letters import actions, links, sending
from tweipress.letters.models import Letter, Reply, State, Subscription

pytestmark = pytest.mark.usefixtures("books")
PAGE = "/letters/reports/"


def use(settings: Settings, api: Api, webhook: str = SIGNING_KEY) -> None:
    """Have the site send by a provider."""
    mail = read(api.url, webhook, "")
    settings.MAIL_BACKEND, settings.MAIL_PROVIDER = mail.backend, mail.provider
    settings.ANYMAIL, settings.TWEIPRESS_EMAIL_WEBHOOK = mail.anymail, webhook
    settings.DEFAULT_FROM_EMAIL, settings.TWEIPRESS_BOUNCES = "press@press.example", ""


@pytest.fixture
def api(settings: Settings) -> Iterator[Api]:
    """A provider that the site uses."""
    with running(Api("mailgun")) as api:
        use(settings, api)
        yield api


@pytest.fixture
def letter(books: BooksStage) -> int:
    """Return the number of a letter for two people."""
    for name in ("ann", "ben"):
        subscribed(f"{name}@press.example")
    assert actions.write_down(DAILY, "2026-01-01", TEXTS)
    return Letter.objects.get().pk


def tag(letter: int, name: str = "ann") -> str:
    row = Subscription.objects.get(email=f"{name}@press.example")
    return links.tag(row.pk, letter)


def report(sent: Any, **headers: str) -> int:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(PAGE, sent, content_type="application/json", headers=headers or None)
    return answer.status_code


def replies() -> list[tuple[str, str, int]]:
    return list(Reply.objects.order_by("kind", "reason").values_list("kind", "reason", "copies"))


@pytest.mark.parametrize("name", ANSWERS)
def test_each_copy_leaves_by_the_providers_interface_with_its_tag(
    name: str, settings: Settings, letter: int
) -> None:
    with running(Api(name)) as api:
        use(settings, api, "post:secret" if name in {"postmark", "brevo"} else "")
        sending.send(letter)
        sending.send(letter)
    assert states() == [State.SENT] * 2
    first = unquote(api.mails[0][1].decode())
    assert len(api.mails) == 2
    for part in ("ann@press.example", "press@press.example", tag(letter), "One-Click"):
        assert part in first


def test_what_the_provider_answers_says_what_became_of_a_copy(api: Api, letter: int) -> None:
    api.statuses = [400, 200]
    sending.send(letter)
    assert states() == [State.REFUSED, State.SENT]


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_provider_that_refuses_the_account_costs_nobody_the_letter(
    status: int, api: Api, letter: int
) -> None:
    api.statuses = [status]
    with pytest.raises(sending.ServerGoneError):
        sending.send(letter)
    assert states() == [State.WAITING] * 2
    sending.send(letter)
    assert states() == [State.SENT] * 2


def test_a_copy_that_the_provider_fails_over_is_in_doubt_and_not_sent_again(
    api: Api, letter: int
) -> None:
    api.statuses = [502]
    with pytest.raises(sending.ServerGoneError):
        sending.send(letter)
    sending.send(letter)
    assert states() == [State.IN_DOUBT, State.SENT]


def test_a_provider_that_is_away_has_taken_nothing(settings: Settings, letter: int) -> None:
    use(settings, Api("mailgun", port=1))
    with pytest.raises(OSError, match="refused"):
        sending.send(letter)
    assert states() == [State.WAITING] * 2


def test_a_bounce_ends_a_subscription_and_is_counted_once(api: Api, letter: int) -> None:
    said = mailgun_report(tag(letter))
    assert [report(said), report(said)] == [204, 204]
    assert [row.email for row in Subscription.objects.all()] == ["ben@press.example"]
    assert replies() == [("bounced", "bounced", 1)]


@pytest.mark.parametrize("kind", ["complained", "unsubscribed"])
def test_a_complaint_and_an_end_at_the_provider_end_it_too(
    kind: str, api: Api, letter: int
) -> None:
    said = mailgun_report(tag(letter), event=kind, severity=None)
    assert [report(said), report(said)] == [204, 204]
    assert Subscription.objects.count() == 1
    assert replies() == [(kind, "", 1)]


def test_what_may_pass_counts_in_a_row_and_what_is_still_tried_does_not(
    api: Api, letter: int
) -> None:
    assert report(mailgun_report(tag(letter), severity="temporary")) == 204
    assert Subscription.objects.get(email="ann@press.example").bounces == 0
    assert report(mailgun_report(tag(letter), reason="generic")) == 204
    assert Subscription.objects.get(email="ann@press.example").bounces == 1
    assert replies() == [("bounced", "other", 1)]


def test_what_nobody_signed_is_refused_and_ends_nothing(
    api: Api, letter: int, settings: Settings
) -> None:
    own = tag(letter)
    right = mailgun_report(own)
    unsigned = {"event-data": right["event-data"]}
    forged = mailgun_report(own, key="wrong")
    wrong: list[Any] = [forged, unsigned, "no JSON", [], {"signature": 1}]
    for sent in wrong:
        assert report(sent) == 400
    made_up = own[:-1] + ("0" if own[-1] != "0" else "1")
    for other in (made_up, "", "1.1", "9" * 5000, {"a": 1}):
        assert report(mailgun_report(other)) == 204  # type: ignore[arg-type]  # what is no tag
    assert Client().get(PAGE).status_code == 405
    settings.TWEIPRESS_EMAIL_WEBHOOK = ""
    assert report(right) == 404
    assert Subscription.objects.count() == 2
    assert replies() == []


def test_a_provider_that_signs_nothing_has_a_name_and_a_password(
    settings: Settings, letter: int
) -> None:
    said = {
        "RecordType": "Bounce",
        "Type": "SoftBounce",
        "Email": "ann@press.example",
        "BouncedAt": "2026-01-01T00:00:00Z",
        "ID": 1,
        "Metadata": {"letter_copy": tag(letter)},
    }
    use(settings, Api("postmark", port=1), "post:secret")
    wrong = base64.b64encode(b"post:guess").decode()
    assert report(said) == 400
    assert report(said, authorization=f"Basic {wrong}") == 400
    assert Subscription.objects.get(email="ann@press.example").bounces == 0
    right = base64.b64encode(b"post:secret").decode()
    assert report(said, authorization=f"Basic {right}") == 204
    assert Subscription.objects.get(email="ann@press.example").bounces == 1
    assert report(said | {"Type": "HardBounce"}, authorization=f"Basic {right}") == 204
    assert Subscription.objects.count() == 1
