"""The settings: what production requires, and how mistakes are reported."""

from pathlib import Path

import pytest

from harness.command import tweipress

PRODUCTION = {
    "TWEIPRESS_ENV": "production",
    "TWEIPRESS_SECRET_KEY": "a-long-random-word-" * 3,
    "TWEIPRESS_ALLOWED_HOSTS": "press.example",
    "TWEIPRESS_EMAIL_URL": "smtp://mail.example",
    "TWEIPRESS_EMAIL_FROM": "press@press.example",
}


def test_development_needs_no_setting_at_all(tmp_path: Path) -> None:
    assert tweipress(tmp_path, "check").returncode == 0
    assert (tmp_path / "var" / "secret_key").exists()


def test_production_starts_with_all_that_it_demands_and_keeps_django_content(
    tmp_path: Path,
) -> None:
    checked = tweipress(tmp_path, "check", "--deploy", "--fail-level=WARNING", **PRODUCTION)
    assert checked.returncode == 0, checked.stderr
    assert not (tmp_path / "var" / "secret_key").exists()


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"TWEIPRESS_ENV"}))
def test_production_refuses_to_start_without_what_it_demands(name: str, tmp_path: Path) -> None:
    rest = {other: value for other, value in PRODUCTION.items() if other != name}
    refused = tweipress(tmp_path, "check", **rest)
    assert (refused.returncode, refused.stderr) == (
        2,
        f'tweipress: Environment variable "{name}" not set\n',
    )


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"TWEIPRESS_SECRET_KEY": "short"}, "TWEIPRESS_SECRET_KEY is too short"),
        ({"TWEIPRESS_CLOCK": "test"}, "TWEIPRESS_CLOCK is test"),
        ({"TWEIPRESS_TELLER": "daemon"}, "it is one of thread, process"),
        ({"TWEIPRESS_WORKERS": "2"}, "with the teller in a thread there is one web worker"),
        ({"TWEIPRESS_WORKERS": "65"}, "it is a whole number from 1 to 64"),
        ({"TWEIPRESS_RATE_FACTOR": "0"}, "it is a whole number from 1 to 10000"),
        ({"TWEIPRESS_RATE_FACTOR": "0.5"}, "Not a valid integer"),
        ({"TWEIPRESS_METRICS_TOKEN": "short"}, "TWEIPRESS_METRICS_TOKEN is too short"),
        ({"TWEIPRESS_SECURITY_CONTACT": "me"}, "TWEIPRESS_SECURITY_CONTACT is no mailto:"),
        ({"TWEIPRESS_SECURITY_CONTACT": "https://a b"}, "is no mailto: or https: address"),
        ({"TWEIPRESS_EMBED_HOSTS": "*.video.example"}, "TWEIPRESS_EMBED_HOSTS has *.video.example"),
        ({"TWEIPRESS_EMBED_HOSTS": "https://video.example"}, "name sites like video.example"),
        ({"TWEIPRESS_COLOUR": "red"}, "TWEIPRESS_COLOUR: no such setting"),
        (
            {"TWEIPRESS_MFA_ROLES": "operator,boss"},
            "TWEIPRESS_MFA_ROLES names boss: choose of contributor,",
        ),
        (
            {"TWEIPRESS_RISK_IN_FORCE": "even_pace,by_hand"},
            "TWEIPRESS_RISK_IN_FORCE names by_hand: choose of even_pace,",
        ),
        (
            {"TWEIPRESS_SITE_URL": "sqlite:///one", "TWEIPRESS_BOOKS_URL": "sqlite:///one"},
            "use two",
        ),
    ],
)
def test_a_wrong_setting_ends_in_one_line(
    variables: dict[str, str], named: str, tmp_path: Path
) -> None:
    refused = tweipress(tmp_path, "check", **PRODUCTION | variables)
    assert refused.returncode == 2
    assert named in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_help_lists_the_products_own_commands_by_app(tmp_path: Path) -> None:
    for words in ([], ["--help"], ["help"]):
        shown = tweipress(tmp_path, *words).stdout
        assert "config\n  backup" in shown
        assert "Serve the site." in shown
        assert "squashmigrations" not in shown


def test_the_version_is_told_without_settings(tmp_path: Path) -> None:
    assert tweipress(tmp_path, "--version", TWEIPRESS_PORT="x").stdout.startswith("tweipress 0.")


def test_an_unknown_command_ends_without_a_traceback(tmp_path: Path) -> None:
    refused = tweipress(tmp_path, "dance")
    assert refused.returncode == 1
    assert "Unknown command: 'dance'" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_serving_on_old_tables_is_refused(tmp_path: Path) -> None:
    refused = tweipress(tmp_path, "serve")
    assert refused.returncode == 1
    assert "run tweipress migrate first" in refused.stderr


def test_texts_and_books_survive_a_power_cut_alike(tmp_path: Path) -> None:
    ask = (
        "from django.db import connections;"
        "print([connections[it].cursor().execute('PRAGMA synchronous').fetchone()[0]"
        " for it in ('default', 'books')])"
    )
    full = 2
    assert str([full, full]) in tweipress(tmp_path, "shell", "-c", ask).stdout


def test_an_argument_that_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    for words in (("issue", "\udcff", "5"), ("\udcff",), ("scenario", "run", "a\udcff")):
        refused = tweipress(tmp_path, *words)
        assert (refused.returncode, refused.stderr) == (
            2,
            "tweipress: an argument is not UTF-8: write it in that coding.\n",
        )
    assert not (tmp_path / "var").exists()
