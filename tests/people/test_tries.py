"""Wrong passwords make guessing dear, and never shut the owner or a network out."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.http.solving import puzzle_in, solution
from tests.people.conftest import PASSWORD
from tweipress.http import puzzles
from tweipress.http.outbox import later
from tweipress.people.entrance.devices import cookie_name
from tweipress.people.models import Member
from tweipress.publication import queries as paper
from tweipress.security.models import SecurityEvent

SIGN_IN = "/accounts/login/"
FORGOTTEN = "/accounts/password/reset/"
READER = "reader@press.example"
ELSEWHERE = "198.51.100.7"
HERE = "127.0.0.1"


@pytest.fixture(autouse=True)
def _few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count as a site does, and make puzzles that a test can solve."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(puzzles, "NUMBER_MAX", 200)


def send(client: Client, address: str = READER, password: str = PASSWORD, **more: str) -> Any:
    """Send the form to sign in."""
    network = more.pop("network", HERE)
    form = {"login": address, "password": password, **more}
    return client.post(SIGN_IN, form, REMOTE_ADDR=network)


def guess(times: int, address: str = READER, network: str = HERE) -> Any:
    """Guess wrong so many times, with puzzles where they are asked for; return the last answer."""
    client, challenge = Client(), ""
    for number in range(times):
        solved = {"puzzle": solution(challenge)} if challenge else {}
        answer = send(client, address, f"wrong horse {number}", network=network, **solved)
        challenge = puzzle_in(answer)
        if answer.status_code == 428:
            solved = {"puzzle": solution(challenge)}
            answer = send(client, address, f"wrong horse {number}", network=network, **solved)
            challenge = puzzle_in(answer)
        assert answer.status_code == 200, answer.content
    return answer


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def work(answer: Any) -> int:
    """Return how much work the puzzle of an answer may take."""
    challenge = puzzle_in(answer)
    return int(json.loads(challenge)["maxNumber"]) if challenge else 0


@pytest.mark.usefixtures("reader")
def test_a_slip_of_the_finger_needs_no_puzzle() -> None:
    answer = guess(2)
    assert not work(answer)
    client = Client()
    assert send(client).status_code == 302
    assert is_signed_in(client)


@pytest.mark.usefixtures("reader")
def test_after_wrong_passwords_a_stranger_solves_a_puzzle_that_grows_with_them() -> None:
    assert work(guess(3)) == 200
    asked = send(Client(), password="wrong horse")
    assert asked.status_code == 428
    assert 'data-refusal="PUZZLE_MISSING"' in asked.content.decode()
    assert int(asked.headers["Retry-After"]) > 3_000
    assert [work(guess(times)) for times in (3, 6, 12)] == [400, 800, 1600]
    assert work(guess(40)) == 200 << 4


@pytest.mark.usefixtures("reader")
def test_the_owner_on_a_new_device_gets_in_with_the_puzzle_whatever_others_try() -> None:
    guess(60, network=ELSEWHERE)
    client = Client()
    asked = send(client)
    assert asked.status_code == 428
    assert READER in asked.content.decode()
    guess(1, network=ELSEWHERE)
    assert send(client, puzzle=solution(puzzle_in(asked))).status_code == 302
    assert is_signed_in(client)


def test_a_known_device_needs_no_puzzle_and_counts_no_others(reader: Member) -> None:
    client = Client()
    assert send(client).status_code == 302
    client.post("/accounts/logout/")
    guess(60, network=ELSEWHERE)
    assert send(client, password="wrong horse").status_code == 200
    assert send(client).status_code == 302
    assert is_signed_in(client)


def test_a_known_device_that_guesses_is_a_strangers(reader: Member) -> None:
    client = Client()
    send(client)
    client.post("/accounts/logout/")
    guess(3, network=ELSEWHERE)
    statuses = [send(client, password="wrong horse").status_code for _ in range(11)]
    assert statuses == [200] * 10 + [428]


def test_a_device_is_known_for_its_members_alone(reader: Member, outsider: Member) -> None:
    client = Client()
    send(client)
    client.post("/accounts/logout/")
    guess(3, outsider.email)
    assert send(client, outsider.email).status_code == 428
    guess(3)
    assert send(client).status_code == 302


def test_a_new_password_makes_devices_unknown(reader: Member) -> None:
    client = Client()
    send(client)
    client.post("/accounts/logout/")
    reader.set_password("another horse entirely")
    reader.save()
    guess(3, network=ELSEWHERE)
    assert send(client, password="another horse entirely").status_code == 428


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "W10:1:x", "\u00e4" * 9000])
def test_a_forged_device_is_not_known(cookie: str, reader: Member) -> None:
    guess(3)
    client = Client()
    client.cookies[cookie_name()] = cookie
    assert send(client).status_code == 428


@pytest.mark.usefixtures("reader")
def test_one_abuser_shuts_sign_in_for_nobody_in_the_network(outsider: Member) -> None:
    for number in range(80):
        guess(1, f"nobody{number}@press.example")
    client = Client()
    asked = send(client, outsider.email)
    assert asked.status_code == 428
    assert work(asked) <= 200 << 2
    assert send(client, outsider.email, puzzle=solution(puzzle_in(asked))).status_code == 302
    assert send(Client(), network=ELSEWHERE).status_code == 302


@pytest.mark.slow
@pytest.mark.usefixtures("reader")
def test_a_flood_of_forms_from_a_network_leaves_its_sign_in_open() -> None:
    for _ in range(1_501):
        Client().post("/comments/9/like/")
    assert Client().post("/comments/9/like/").status_code == 429
    assert send(Client()).status_code == 302


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("puzzle", ["x", "e30=", "A" * 5000])
def test_what_is_no_solution_is_refused(puzzle: str) -> None:
    guess(3)
    assert send(Client(), puzzle=puzzle).status_code == 409


@pytest.mark.usefixtures("reader")
def test_a_solution_is_good_once_and_not_for_a_harder_puzzle() -> None:
    easy = puzzle_in(guess(3))
    solved = solution(easy)
    assert send(Client(), password="wrong horse", puzzle=solved).status_code == 200
    assert send(Client(), puzzle=solved).status_code == 409
    easy = puzzle_in(send(Client()))
    guess(4)
    assert send(Client(), puzzle=solution(easy)).status_code == 409


@pytest.mark.parametrize("address", [READER, "nobody@press.example"])
def test_nobody_learns_whether_an_address_has_an_account(address: str, reader: Member) -> None:
    answers = [guess(3, address), send(Client(), address, "wrong horse")]
    assert [(answer.status_code, work(answer)) for answer in answers] == [(200, 200), (428, 200)]


@pytest.mark.parametrize("address", ["\0", "x" * 100_000, "@", "\U0001f600@press.example", ""])
def test_an_address_that_is_none_is_no_server_error(address: str, reader: Member) -> None:
    for _ in range(5):
        assert send(Client(), address, "wrong horse").status_code in {200, 400, 428}


def verified(member: Member) -> None:
    """Let a member have confirmed the address."""
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)


def test_the_owner_is_told_once_a_day_and_nobody_else(
    reader: Member, outsider: Member, settings: Settings
) -> None:
    settings.TWEIPRESS_PUBLIC_URL = "https://press.example"
    verified(reader)
    for address in (READER, outsider.email, "nobody@press.example"):
        guess(9, address)
    later.drain()
    (told,) = mail.outbox
    assert told.to == [READER]
    assert told.subject == f"Somebody tries to sign in as you at {paper.current().name}"
    assert "https://press.example/accounts/password/reset/" in told.body
    assert "https://press.example/accounts/2fa/" in told.body
    assert "&#" not in told.body


def test_the_owner_is_told_in_their_language(reader: Member) -> None:
    verified(reader)
    reader.language = "es"
    reader.save()
    guess(5)
    later.drain()
    assert mail.outbox[0].subject.startswith("Alguien intenta")


def test_nobody_is_flooded_with_mail_and_nobody_learns_of_it(reader: Member) -> None:
    for address in (READER, "nobody@press.example"):
        answers = set()
        for number in range(5):
            form = {"email": address}
            network = f"192.0.{number}.1"
            answer = Client().post(FORGOTTEN, form, REMOTE_ADDR=network)
            answers.add((answer.status_code, answer.headers["Location"]))
        assert len(answers) == 1
        assert len([sent for sent in mail.outbox if sent.to == [address]]) == 3


@pytest.mark.usefixtures("reader")
def test_many_who_have_forgotten_their_passwords_solve_a_puzzle() -> None:
    for number in range(5):
        Client().post(FORGOTTEN, {"email": f"nobody{number}@press.example"})
    asked = Client().post(FORGOTTEN, {"email": READER})
    assert asked.status_code == 428
    form = {"email": READER, "puzzle": solution(puzzle_in(asked))}
    assert Client().post(FORGOTTEN, form).status_code == 302
    assert mail.outbox[-1].to == [READER]


def test_a_puzzle_and_a_warning_are_in_the_security_log(reader: Member) -> None:
    verified(reader)
    guess(6)
    guess(3, "nobody@press.example")
    later.drain()
    rows = SecurityEvent.objects.exclude(event="sign_in_failed").order_by("pk")
    assert sorted((row.event, row.member or 0, row.detail.get("level", 0)) for row in rows) == [
        ("owner_warned", reader.pk, 0),
        ("sign_in_challenged", 0, 1),
        ("sign_in_challenged", reader.pk, 1),
        ("sign_in_challenged", reader.pk, 2),
    ]
