"""Networks: salted, the same for neighbours, and not to be chosen by whoever asks."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from tweipress.http.network import network_of, salted

NOON_MS = int(datetime(2026, 3, 5, 12, tzinfo=UTC).timestamp()) * 1000
DAY_MS = 86_400_000
HERE = "198.51.100.7"
SECRET = "the site's"


def network(address: str, secret: str = SECRET, at_ms: int = NOON_MS) -> str:
    return salted(address, secret, at_ms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HERE, "198.51.100.250"),
        (HERE, "::ffff:198.51.100.9"),
        ("2001:db8:7::1", "2001:db8:7:ffff::2"),
        ("", "no address"),
    ],
)
def test_neighbours_share_a_network(one: str, other: str) -> None:
    assert network(one) == network(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(HERE, "198.51.101.7"), ("2001:db8:7::1", "2001:db8:8::1"), (HERE, "::1"), (HERE, "")],
)
def test_strangers_do_not(one: str, other: str) -> None:
    assert network(one) != network(other)


def test_the_salt_changes_with_the_date_and_with_the_site() -> None:
    assert network(HERE) == network(HERE, at_ms=NOON_MS + DAY_MS // 3)
    assert network(HERE) != network(HERE, at_ms=NOON_MS + DAY_MS)
    assert network(HERE) != network(HERE, secret="another secret")


def test_no_part_of_an_address_is_in_it() -> None:
    assert len(network(HERE)) == 32
    assert int(network(HERE), 16)


def seen(header: str, peer: str = "127.0.0.1") -> str:
    """Return the network of a request with this X-Forwarded-For."""
    headers = {"X-Forwarded-For": header} if header else {}
    return network_of(RequestFactory(headers=headers).post("/", REMOTE_ADDR=peer))


def test_without_a_proxy_nobody_chooses_a_network_by_a_header() -> None:
    assert seen(HERE) == seen("203.0.113.5") == seen("")
    assert seen(HERE, peer="192.0.2.1") != seen(HERE)


def test_behind_a_proxy_only_what_that_proxy_wrote_counts(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert seen(f"203.0.113.5, {HERE}") == seen(HERE) == seen(f"nonsense, {HERE}")
    assert seen(f"{HERE}, 203.0.113.5") != seen(HERE)


@pytest.mark.parametrize("header", ["nonsense", "9" * 10_000, ",", "1.2.3.4.5"])
def test_what_cannot_be_read_is_nobodys_error(header: str, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert len(seen(header)) == 32


def test_a_header_shorter_than_the_proxies_counts_as_the_peers(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert seen(HERE) == seen("", peer="127.0.0.1")
