"""How mail leaves: to the terminal, by SMTP, or by the HTTP interface of a provider (anymail)."""

from importlib.util import find_spec
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, unquote

from tweipress.config import environment
from tweipress.config.environment import SettingsError

URL: Final = "TWEIPRESS_EMAIL_URL"
WEBHOOK: Final = "TWEIPRESS_EMAIL_WEBHOOK"
PLAIN: Final = "+http"
"""Ends the scheme of a provider that is reached without TLS: one of your own."""
TIMEOUT_S: Final = 10


class Provider(NamedTuple):
    """What anymail calls a provider's key, and what proves its reports; where it is found."""

    key: str
    proof: str
    url: str


BY_PASSWORD: Final = "WEBHOOK_SECRET"  # noqa: S105  # the name of a setting
"""The proof of those who sign nothing: name and password in the address that they are given."""
PROVIDERS: Final = {
    "mailgun": Provider(
        "MAILGUN_API_KEY", "MAILGUN_WEBHOOK_SIGNING_KEY", "https://api.mailgun.net/v3"
    ),
    "postmark": Provider("POSTMARK_SERVER_TOKEN", BY_PASSWORD, "https://api.postmarkapp.com/"),
    "brevo": Provider("BREVO_API_KEY", BY_PASSWORD, "https://api.brevo.com/v3/"),
}


class Mail(NamedTuple):
    """How mail leaves; `tls` is False, or "start" or "whole"; `provider` has no SMTP server."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str | bool = False
    provider: str = ""
    anymail: dict[str, Any] = {}


def read(url: str, webhook: str, bounces: str) -> Mail:
    """Return how mail leaves by URL: console:, smtp(s)://user:password@host:port, mailgun://KEY@."""
    parts = environment.split(URL, url)
    provider = parts.scheme.removesuffix(PLAIN)
    if provider in PROVIDERS:
        if bounces:
            raise SettingsError(
                f"TWEIPRESS_BOUNCES is for SMTP: {provider} reports what comes back ({WEBHOOK})."
            )
        return _by_provider(parts, provider, webhook)
    if webhook:
        raise SettingsError(f"{WEBHOOK} is for providers with an HTTP interface: see {URL}.")
    if parts.scheme == "console":
        return Mail("django.core.mail.backends.console.EmailBackend")
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsError(
            f"{URL} is no console:, no smtp://user:password@host:port and no KEY of"
            f" {', '.join(PROVIDERS)}, as in mailgun://KEY@."
        )
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        parts.port or (465 if parts.scheme == "smtps" else 587),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        "whole" if parts.scheme == "smtps" else bool(parts.username) and "start",
    )


def _by_provider(parts: SplitResult, name: str, webhook: str) -> Mail:
    """Return anymail's settings for a provider, at its own address or at one that is given."""
    if find_spec("anymail") is None:
        raise SettingsError(f"{URL}: {name} needs more packages: pip install tweipress[mail].")
    key, provider = unquote(parts.username or ""), PROVIDERS[name]
    if not key or parts.password:
        raise SettingsError(f"{URL} has no key: give it as in {name}://KEY@.")
    if webhook and provider.proof == BY_PASSWORD and not all(webhook.partition(":")):
        raise SettingsError(f"{WEBHOOK} is a name and a password for {name}: NAME:PASSWORD.")
    scheme = "http" if parts.scheme.endswith(PLAIN) else "https"
    host = parts.netloc.rpartition("@")[2]
    anymail = {
        provider.key: key,
        f"{name.upper()}_API_URL": f"{scheme}://{host}{parts.path}" if host else provider.url,
        "REQUESTS_TIMEOUT": TIMEOUT_S,
    }
    if webhook:
        anymail[provider.proof] = webhook
    return Mail("tweipress.http.outbox.provider.Provider", provider=name, anymail=anymail)
