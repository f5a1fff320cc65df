"""Databases by URL, as Django's settings describe them, and how the site connects to them."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from tweipress.config.environment import SettingsError, split

POSTGRES: Final = {"postgres", "postgresql"}
SQLITE_OPTIONS: Final = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL for texts too: a power cut must not take a text whose posting survives
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRES_OPTIONS: Final = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # ms
}
"""A server that falls silent is given up in seconds, not hours; the URL may say otherwise."""


def served(name: str, url: str) -> dict[str, Any]:
    """Return the database at the URL in the variable `name`, as the site connects to it."""
    described = database(name, url)
    is_sqlite = described["ENGINE"].endswith("sqlite3")
    options = dict(SQLITE_OPTIONS) if is_sqlite else POSTGRES_OPTIONS | described["OPTIONS"]
    always = {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    return described | always | {"OPTIONS": options}


def refuse_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Refuse one database for both: the bank's is its own."""
    if (one["NAME"], one.get("HOST")) == (other["NAME"], other.get("HOST")):
        raise SettingsError(
            "TWEIPRESS_SITE_URL and TWEIPRESS_BOOKS_URL are the same database: use two."
        )


def database(name: str, url: str) -> dict[str, Any]:
    """Return Django's description of the database at the URL in the variable `name`.

    postgres://user:password@host:port/name?sslmode=require or sqlite:///path/to/file.
    """
    parts = split(name, url)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(unquote(parts.path[1:])).resolve(),
        }
    if parts.scheme not in POSTGRES or len(parts.path) < len("/n"):
        raise SettingsError(f"{name} is no postgres://... and no sqlite:///path URL.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }
