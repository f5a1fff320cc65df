"""A setting is read with its type, or refused in a line that names it."""

import os
import stat
from pathlib import Path

import pytest
from environs import EnvError

from tweipress.config.databases import database
from tweipress.config.environment import (
    SettingsError,
    between,
    data_folder,
    generated_key,
    one_of,
    origin,
    reader,
    refuse_unknown,
    words,
)


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Give an environment in which nothing is set."""
    for name in [name for name in os.environ if name.startswith("TWEIPRESS_")]:
        monkeypatch.delenv(name)
    return monkeypatch


def test_what_is_not_given_has_its_default() -> None:
    assert reader().int("TWEIPRESS_PORT", 8000, validate=between(1, 65535)) == 8000


def test_what_has_no_default_has_to_be_given() -> None:
    with pytest.raises(EnvError, match='"TWEIPRESS_SECRET_KEY" not set'):
        reader().str("TWEIPRESS_SECRET_KEY")


def test_an_empty_value_is_refused_instead_of_meaning_the_default(
    given: pytest.MonkeyPatch,
) -> None:
    given.setenv("TWEIPRESS_HOST", " ")
    with pytest.raises(SettingsError, match="TWEIPRESS_HOST is empty"):
        reader()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.5", "http", "9" * 99])
def test_a_number_out_of_its_range_is_refused(value: str, given: pytest.MonkeyPatch) -> None:
    given.setenv("TWEIPRESS_PORT", value)
    with pytest.raises(EnvError, match=r"TWEIPRESS_PORT.*(from 1 to 65535|Not a valid integer)"):
        reader().int("TWEIPRESS_PORT", 8000, validate=between(1, 65535))


def test_a_word_that_is_no_option_is_refused_with_the_options(given: pytest.MonkeyPatch) -> None:
    given.setenv("TWEIPRESS_CLOCK", "sun")
    with pytest.raises(EnvError, match=r"TWEIPRESS_CLOCK.*it is one of wall, test"):
        reader().str("TWEIPRESS_CLOCK", "wall", validate=one_of("wall", "test"))


def test_a_list_is_separated_by_commas() -> None:
    assert words("a.example, b.example,") == ["a.example", "b.example"]


def test_a_mistyped_name_is_refused_with_the_known_ones(given: pytest.MonkeyPatch) -> None:
    given.setenv("TWEIPRESS_PROT", "80")
    env = reader()
    env.int("TWEIPRESS_PORT", 8000)
    with pytest.raises(SettingsError, match=r"TWEIPRESS_PROT: no such setting.*TWEIPRESS_PORT"):
        refuse_unknown(env)


def test_a_database_is_a_file_or_at_a_server(tmp_path: Path) -> None:
    assert database("TWEIPRESS_SITE_URL", f"sqlite:///{tmp_path}/site.sqlite3") == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": tmp_path / "site.sqlite3",
    }
    url = "postgres://ann:p%40ss@db.example:5433/press?sslmode=require"
    assert database("TWEIPRESS_SITE_URL", url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "press",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_server_may_be_reached_by_its_socket() -> None:
    url = "postgresql://postgres:@/press?host=/run/postgresql"
    read = database("TWEIPRESS_SITE_URL", url)
    assert (read["HOST"], read["PORT"], read["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    "url", ["mysql://db/press", "sqlite://host/file", "postgres://db", "postgres://db:x/p", "press"]
)
def test_a_database_url_of_another_kind_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(SettingsError, match="TWEIPRESS_SITE_URL") as refused:
        database("TWEIPRESS_SITE_URL", url)
    assert url not in str(refused.value).replace("postgres://...", "")


def test_a_site_has_the_address_it_is_given_or_else_its_first_name() -> None:
    for given, default in (("https://press.example", "x"), ("", "https://press.example")):
        assert origin("TWEIPRESS_PUBLIC_URL", given, default) == "https://press.example"
    for url in ("http://localhost:8000", "http://[::1]:8000"):
        assert origin("TWEIPRESS_PUBLIC_URL", url, "") == url


@pytest.mark.parametrize(
    "url",
    [
        *("https://*", "https://.press.example", "press.example", "ftp://press.example"),
        *("https://press.example/", "https://press.example/news", "https://press.example?x=1"),
        *("https://ann:pass@press.example", "https://press.example:x", "https://a\nb", "https://"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="TWEIPRESS_PUBLIC_URL"):
        origin("TWEIPRESS_PUBLIC_URL", url, "")


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = data_folder(str(tmp_path / "var")) / "secret_key"
    key = generated_key(file)
    assert generated_key(file) == key
    assert len(key) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"TWEIPRESS_DATA: .*file/var cannot be made"):
        data_folder(str(tmp_path / "file" / "var"))
