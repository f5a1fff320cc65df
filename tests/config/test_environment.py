"""A setting is read with its type, or refused in a line that names it."""

import stat
from pathlib import Path

import pytest

from tweipress.config.environment import Environment, SettingsError, data_folder, generated_key


def env(**variables: str) -> Environment:
    return Environment({f"TWEIPRESS_{name}": value for name, value in variables.items()})


def test_what_is_not_given_has_its_default() -> None:
    assert env().integer("TWEIPRESS_PORT", 8000, 1, 65535) == 8000


def test_what_has_no_default_has_to_be_given() -> None:
    with pytest.raises(SettingsError, match="TWEIPRESS_SECRET_KEY is missing"):
        env().text("TWEIPRESS_SECRET_KEY", None)


def test_an_empty_value_is_refused_instead_of_meaning_the_default() -> None:
    with pytest.raises(SettingsError, match="TWEIPRESS_HOST is empty"):
        env(HOST=" ").text("TWEIPRESS_HOST", "127.0.0.1")


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.5", "http", "٨٠", "9" * 99])
def test_a_number_out_of_its_range_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match=r"TWEIPRESS_PORT.*from 1 to 65535"):
        env(PORT=value).integer("TWEIPRESS_PORT", 8000, 1, 65535)


def test_a_word_that_is_no_option_is_refused_with_the_options() -> None:
    with pytest.raises(SettingsError, match="TWEIPRESS_CLOCK is 'sun': it is one of wall, test"):
        env(CLOCK="sun").choice("TWEIPRESS_CLOCK", ("wall", "test"), "wall")


def test_a_list_is_separated_by_commas() -> None:
    assert env(ALLOWED_HOSTS="a.example, b.example,").words("TWEIPRESS_ALLOWED_HOSTS", None) == [
        "a.example",
        "b.example",
    ]


def test_a_mistyped_name_is_refused_with_the_known_ones() -> None:
    read = env(PROT="80")
    read.text("TWEIPRESS_PORT", "8000")
    with pytest.raises(SettingsError, match=r"TWEIPRESS_PROT: no such setting.*TWEIPRESS_PORT"):
        read.finish()


def test_a_database_is_a_file_unless_a_url_names_a_server(tmp_path: Path) -> None:
    assert env().database("TWEIPRESS_SITE_URL", tmp_path / "site.sqlite3") == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": tmp_path / "site.sqlite3",
    }
    url = "postgres://ann:p%40ss@db.example:5433/press?sslmode=require"
    assert env(SITE_URL=url).database("TWEIPRESS_SITE_URL", tmp_path) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "press",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_server_may_be_reached_by_its_socket(tmp_path: Path) -> None:
    url = "postgresql://postgres:@/press?host=/run/postgresql"
    read = env(SITE_URL=url).database("TWEIPRESS_SITE_URL", tmp_path)
    assert (read["HOST"], read["PORT"], read["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    "url", ["mysql://db/press", "sqlite://host/file", "postgres://db", "postgres://db:x/p", "press"]
)
def test_a_database_url_of_another_kind_is_refused_without_being_repeated(
    url: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="TWEIPRESS_SITE_URL") as refused:
        env(SITE_URL=url).database("TWEIPRESS_SITE_URL", tmp_path)
    assert url not in str(refused.value).replace("postgres://...", "")


def test_mail_leaves_by_the_console_or_by_a_server() -> None:
    assert env().mail("TWEIPRESS_EMAIL_URL", "console:") == {"console": True}
    url = "smtp://ann:secret@mail.example"
    assert env(EMAIL_URL=url).mail("TWEIPRESS_EMAIL_URL", None) == {
        "console": False,
        "host": "mail.example",
        "port": 587,
        "user": "ann",
        "password": "secret",
        "tls": "start",
    }
    with pytest.raises(SettingsError, match="TWEIPRESS_EMAIL_URL"):
        env(EMAIL_URL="mail.example").mail("TWEIPRESS_EMAIL_URL", None)


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
