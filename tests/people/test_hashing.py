"""Passwords are hashed by Argon2id at OWASP's parameters, and only so many at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock
from typing import Any

import pytest
from argon2 import low_level
from django.contrib.auth import hashers
from django.db import connections
from django.test import Client
from pytest_django import Settings

from harness.process import PATIENCE_S
from tests.people.conftest import PASSWORD
from tweipress.people import hashing
from tweipress.people.hashing import AT_ONCE, WAITING_MAX, Bound, HashingBusyError
from tweipress.people.models import Member

SIGN_IN = "/accounts/login/"
CALLERS = 12


class Meter:
    """Counts who is in at the same time."""

    def __init__(self) -> None:
        self.total = self.now = self.peak = 0
        self._lock = Lock()

    def watch(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the work with its callers counted."""

        def watched(*args: Any, **kwargs: Any) -> Any:
            with self._lock:
                self.total += 1
                self.now += 1
                self.peak = max(self.peak, self.now)
            try:
                return work(*args, **kwargs)
            finally:
                with self._lock:
                    self.now -= 1

        return watched


@pytest.fixture
def argon(settings: Settings) -> None:
    """Hash as the product does; the suite hashes faster."""
    settings.PASSWORD_HASHERS = ["tweipress.people.hashing.PasswordHasher"]


@pytest.fixture
def meter(argon: None, monkeypatch: pytest.MonkeyPatch) -> Meter:
    """Count real hashings, below everything that asks for one."""
    counted = Meter()
    for name in ("hash_secret", "verify_secret"):
        monkeypatch.setattr(low_level, name, counted.watch(getattr(low_level, name)))
    monkeypatch.setattr("argon2._password_hasher.verify_secret", low_level.verify_secret)
    return counted


def together(work: Callable[[int], Any], callers: int = CALLERS) -> list[Any]:
    """Let callers do the work at the same moment, and return what each got."""
    start = Barrier(callers)

    def one(number: int) -> Any:
        start.wait()
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(callers) as pool:
        return list(pool.map(one, range(callers)))


@pytest.mark.usefixtures("argon")
def test_a_password_is_hashed_by_argon2id_at_19_mib_in_two_passes() -> None:
    encoded = hashers.make_password(PASSWORD)
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashers.check_password(PASSWORD, encoded)
    assert not hashers.check_password("wrong horse", encoded)


def test_a_password_hashed_with_other_parameters_is_hashed_anew_at_the_next_sign_in(
    reader: Member, argon: None
) -> None:
    reader.password = hashers.Argon2PasswordHasher().encode(PASSWORD, "s" * 22)
    reader.save()
    Client().post(SIGN_IN, {"login": reader.email, "password": PASSWORD})
    reader.refresh_from_db()
    assert "$m=19456,t=2,p=1$" in reader.password
    assert reader.check_password(PASSWORD)


def test_many_who_sign_in_at_once_are_hashed_a_few_at_a_time(
    reader: Member, meter: Meter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "BOUND", Bound(AT_ONCE, WAITING_MAX, PATIENCE_S))
    reader.set_password(PASSWORD)
    reader.save()

    def sign_in(number: int) -> int:
        address = reader.email if number % 2 else f"nobody{number}@press.example"
        form = {"login": address, "password": PASSWORD}
        return Client().post(SIGN_IN, form).status_code

    statuses = together(sign_in)
    assert meter.peak <= AT_ONCE
    assert set(statuses) <= {200, 302, 429}
    assert 302 in statuses


def test_who_finds_no_place_is_refused_by_name_and_told_when_to_come_again(
    reader: Member, argon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "BOUND", Bound(1, 0, 0.01))
    reader.set_password(PASSWORD)
    reader.save()
    with hashing.BOUND.place():
        refused = Client().post(SIGN_IN, {"login": reader.email, "password": PASSWORD})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert 'data-refusal="SIGN_INS_BUSY"' in refused.content.decode()
    accepted = Client().post(SIGN_IN, {"login": reader.email, "password": PASSWORD})
    assert accepted.status_code == 302


def test_a_bound_lets_no_more_in_than_it_has_places_and_refuses_whom_it_has_no_room_for() -> None:
    bound, meter, opened = Bound(AT_ONCE, WAITING_MAX, PATIENCE_S), Meter(), Event()
    inside = meter.watch(lambda: opened.wait(PATIENCE_S))
    answered: list[bool] = []

    def enter(_number: int) -> bool:
        try:
            with bound.place():
                inside()
        except HashingBusyError:
            answered.append(False)
            if len(answered) == CALLERS - AT_ONCE - WAITING_MAX:
                opened.set()
            return False
        return True

    let_in = together(enter)
    assert let_in.count(True) == AT_ONCE + WAITING_MAX
    assert meter.peak == AT_ONCE


def test_who_has_waited_long_enough_is_refused() -> None:
    bound = Bound(1, 1, 0.01)
    with bound.place(), pytest.raises(HashingBusyError), bound.place():
        pass
    with bound.place():
        pass


@pytest.mark.parametrize("address", ["reader@press.example", "nobody@press.example"])
def test_a_wrong_password_is_hashed_once_for_a_known_and_for_an_unknown_address(
    address: str, reader: Member, meter: Meter
) -> None:
    reader.set_password(PASSWORD)
    reader.save()
    before = meter.total
    Client().post(SIGN_IN, {"login": address, "password": "wrong horse"})
    assert meter.total == before + 1
