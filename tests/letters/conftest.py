"""A mail server of one's own, and people who get letters."""

from asyncio import Transport, sleep
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from harness.site import free_port
from tests.http.stage import Stage, set_stage
from tests.scratch_books import BooksStage
from tweipress.bank import clock
from tweipress.letters.models import Rhythm, Subscription
from tweipress.letters.queries import Edition


@dataclass
class Post:
    """What a mail server was given; `answers` are those for some recipients instead of 250."""

    envelopes: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    sender_refused: bool = False
    hangs_up_on: str = ""
    holds_up_on: str = ""
    port: int = 0

    async def handle_MAIL(  # noqa: N802  # aiosmtpd calls it so, with all of these
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a sender, or refuse any."""
        if self.sender_refused:
            return "550 relaying denied"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Take a recipient, or answer as told."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        """Take a mail, and hang up without an answer where told."""
        self.envelopes.append(envelope)
        while self.holds_up_on in envelope.rcpt_tos:  # noqa: ASYNC110  # another thread lets go
            await sleep(0.05)
        if self.hangs_up_on in envelope.rcpt_tos:
            self.hangs_up_on = ""
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        """Return who was sent something, in order."""
        return [address for envelope in self.envelopes for address in envelope.rcpt_tos]


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """Run a mail server, and have the site use it."""
    post = Post(port=free_port())
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
    settings.DEFAULT_FROM_EMAIL = "press@press.example"
    settings.TWEIPRESS_BOUNCES = "bounces@press.example"
    yield post
    controller.stop()


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """The cast."""
    return set_stage(books)


def subscribed(
    email: str, rhythm: str = Rhythm.DAILY, section: str = "", language: str = "en"
) -> Subscription:
    """Return a confirmed subscription."""
    return Subscription.objects.create(
        email=email,
        mailbox=email,
        rhythm=rhythm,
        section=section,
        language=language,
        confirmed_at=clock.now(),
    )


DAILY = Edition(Rhythm.DAILY, "", "en")
