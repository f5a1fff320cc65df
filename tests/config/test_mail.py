"""How mail leaves is read from a URL, or refused in a line that names the setting."""

import pytest

from tweipress.config.environment import SettingsError
from tweipress.config.mail import Mail, read


def test_mail_leaves_by_the_console_or_by_a_server() -> None:
    assert read("console:", "", "").backend.endswith("console.EmailBackend")
    assert read("smtp://ann:secret@mail.example", "", "") == Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        "mail.example",
        587,
        "ann",
        "secret",
        "start",
    )
    assert read("smtps://mail.example", "", "")[2:6] == (465, "", "", "whole")


def test_mail_leaves_by_a_provider_at_its_own_address_or_at_one_that_is_given() -> None:
    mail = read("mailgun://k%40y@", "signs", "")
    assert (mail.provider, mail.anymail["MAILGUN_API_KEY"]) == ("mailgun", "k@y")
    assert mail.anymail["MAILGUN_API_URL"] == "https://api.mailgun.net/v3"
    assert mail.anymail["MAILGUN_WEBHOOK_SIGNING_KEY"] == "signs"
    eu = read("mailgun://key@api.eu.mailgun.net/v3", "", "")
    assert eu.anymail["MAILGUN_API_URL"] == "https://api.eu.mailgun.net/v3"
    assert "MAILGUN_WEBHOOK_SIGNING_KEY" not in eu.anymail
    own = read("postmark+http://token@127.0.0.1:81/", "post:secret", "")
    assert own.anymail["POSTMARK_API_URL"] == "http://127.0.0.1:81/"
    assert own.anymail["WEBHOOK_SECRET"] == "post:secret"


@pytest.mark.parametrize(
    ("url", "webhook", "bounces", "said"),
    [
        ("mail.example", "", "", "TWEIPRESS_EMAIL_URL"),
        ("smtp://", "", "", "TWEIPRESS_EMAIL_URL"),
        ("mailgun://", "", "", "TWEIPRESS_EMAIL_URL"),
        ("mailgun://key:word@", "", "", "TWEIPRESS_EMAIL_URL"),
        ("pigeon://key@", "", "", "TWEIPRESS_EMAIL_URL"),
        ("mailgun://key@", "", "back@press.example", "TWEIPRESS_BOUNCES"),
        ("smtp://mail.example", "secret", "", "TWEIPRESS_EMAIL_WEBHOOK"),
        ("postmark://key@", "secret", "", "TWEIPRESS_EMAIL_WEBHOOK"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    url: str, webhook: str, bounces: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        read(url, webhook, bounces)
    assert "secret" not in str(refused.value)
