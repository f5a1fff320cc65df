"""A typed reader of the TWEIPRESS_* variables. It knows no Django and no default of its own.

Every mistake is a SettingsError whose text names the variable, what is wrong and what would do.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

PREFIX: Final = "TWEIPRESS_"
KEY_BYTES: Final = 50
POSTGRES: Final = {"postgres", "postgresql"}


class SettingsError(Exception):
    """A setting that cannot be used; its text is one line for the operator."""


class Environment:
    """The variables of one process; `finish` refuses those that nobody asked for."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = {
            name: value.strip() for name, value in variables.items() if name.startswith(PREFIX)
        }
        self._known: set[str] = set()

    def text(self, name: str, default: str | None) -> str:
        """Return a variable's text; `default` None means that it has to be given."""
        self._known.add(name)
        value = self._variables.get(name, default)
        if value is None:
            raise SettingsError(f"{name} is missing: production does not start without it.")
        if not value and name in self._variables:
            raise SettingsError(f"{name} is empty: give it a value or unset it.")
        return value

    def choice(self, name: str, options: tuple[str, ...], default: str) -> str:
        """Return one of `options`."""
        value = self.text(name, default)
        if value not in options:
            raise SettingsError(f"{name} is {value!r}: it is one of {', '.join(options)}.")
        return value

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
            raise SettingsError(f"{name} is {value!r}: it is a whole number from {low} to {high}.")
        return int(value)

    def words(self, name: str, default: str | None) -> list[str]:
        """Return a comma-separated list."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def database(self, name: str, default: Path) -> dict[str, Any]:
        """Return Django's description of the database at a URL; SQLite at `default` unless given.

        postgres://user:password@host:port/name?sslmode=require or sqlite:///path/to/file.
        """
        url = self.text(name, f"sqlite:///{default}")
        parts = _split(name, url)
        if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": Path(unquote(parts.path[1:])).resolve(),
            }
        if parts.scheme in POSTGRES and len(parts.path) > 1:
            return _postgres(parts)
        raise SettingsError(f"{name} is no postgres://... and no sqlite:///path URL.")

    def mail(self, name: str, default: str | None) -> dict[str, Any]:
        """Return how mail leaves, by URL: console: or smtp(s)://user:password@host:port.

        Keys `console` and `tls` (False, or "start" or "whole") are flags; the rest is text.
        """
        parts = _split(name, self.text(name, default))
        if parts.scheme == "console":
            return {"console": True}
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise SettingsError(f"{name} is no console: and no smtp://user:password@host:port URL.")
        return {
            "console": False,
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "tls": "whole" if parts.scheme == "smtps" else bool(parts.username) and "start",
        }

    def finish(self) -> None:
        """Refuse variables that nobody asked for: a mistyped name must not go unseen."""
        if unknown := sorted(set(self._variables) - self._known):
            known = ", ".join(sorted(self._known))
            raise SettingsError(f"{', '.join(unknown)}: no such setting. Known are {known}.")


def _split(name: str, url: str) -> SplitResult:
    """Return the parts of a URL; its text is kept out of the error, as it may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(f"{name} cannot be read as a URL: check its host and port.") from error
    return parts


def _postgres(parts: SplitResult) -> dict[str, Any]:
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


def data_folder(path: str) -> Path:
    """Return the folder of the site's own files, made readable for its owner alone."""
    folder = Path(path).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"TWEIPRESS_DATA: {folder} cannot be made: {error.strerror}."
        ) from error
    return folder


def generated_key(path: Path) -> str:
    """Return the key kept in a file, made at the first run with mode 0600."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    return path.read_text()
