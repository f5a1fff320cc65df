"""Sends a letter's copies, each at most once, whatever is killed or breaks off meanwhile.

A row says that a copy is about to be given to the mail server before it is. If nobody can tell
afterwards whether the server has taken it, it is in doubt and is not sent again: somebody who
misses a letter finds the articles on the site, somebody who gets it twice ends it.
"""

import smtplib
import time
from typing import Final

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from tweipress.bank import clock
from tweipress.http.outbox.mail import at_site, site
from tweipress.jobs import actions as jobs
from tweipress.letters import links, naming, reports
from tweipress.letters.models import Delivery, Letter, Pause, State, Subscription
from tweipress.letters.queries import LATE

WORK_S: Final = 120.0
"""A job sends for so long; another one goes on, so that others have their turn."""
TRIES_MAX: Final = 5
PORTION: Final = 100
STOP_URL: Final = "https://stop.invalid/"
"""Stands in a letter's text for the link of each recipient, after all that authors wrote."""
FOR_NOW: Final = range(400, 500)
"""What SMTP answers when it may be different later."""

log = structlog.get_logger("tweipress.letters")


class ServerGoneError(Exception):
    """The mail server broke off; the job comes again."""


def send(number: int) -> None:
    """Send the copies of a letter that wait, for a while; have the rest sent by another job."""
    letter = Letter.objects.filter(pk=number).exclude(subject="").first()
    if letter is None:
        return
    copies = Delivery.objects.filter(letter=letter)
    if doubtful := copies.filter(state=State.SENDING).update(state=State.IN_DOUBT):
        log.warning("letter_in_doubt", letter=number, copies=doubtful)
    waiting = copies.filter(state=State.WAITING, subscription__isnull=False)
    if letter.made_at < clock.now() - LATE:
        waiting.update(state=State.TOO_LATE)
        return
    if Pause.objects.exists() or not waiting.exists():
        return
    connection = get_connection(settings.MAIL_BACKEND)
    connection.open()  # a server that is away has taken nothing: the job comes again
    until_s = time.monotonic() + WORK_S
    last = 0
    try:
        while rows := list(
            waiting.filter(pk__gt=last).select_related("subscription").order_by("pk")[:PORTION]
        ):
            if Pause.objects.exists():
                return
            for row in rows:
                if time.monotonic() > until_s:
                    jobs.enqueue("letters.send", letter=number)
                    return
                _send(connection, letter, row)
            last = rows[-1].pk
    finally:
        _close(connection)
    if waiting.exists():
        raise ServerGoneError("The mail server asked to come back later with some of the copies.")


def _send(connection: BaseEmailBackend, letter: Letter, row: Delivery) -> None:
    """Give the server one copy, unless somebody else does or its subscription has ended."""
    one = Delivery.objects.filter(pk=row.pk)
    to_send = one.filter(state=State.WAITING, subscription__isnull=False)
    if row.subscription is None or not to_send.update(state=State.SENDING):
        return
    state = State.IN_DOUBT
    try:
        connection.send_messages([_message(letter, row, row.subscription)])
        state = State.SENT
    except smtplib.SMTPSenderRefused as error:  # it would refuse everybody's copy
        state = State.WAITING
        raise ServerGoneError(f"The mail server refuses the sender: {error.smtp_code}") from error
    except smtplib.SMTPRecipientsRefused as error:
        state = _refused(row, max(code for code, _said in error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        state = _refused(row, error.smtp_code)
    except (smtplib.SMTPException, OSError) as error:
        raise ServerGoneError(type(error).__name__) from error
    finally:
        one.update(state=state, tries=row.tries + 1)


def _refused(row: Delivery, code: int) -> State:
    """Return what becomes of a copy that the server has not taken."""
    log.info("letter_refused", delivery=row.pk, code=code)
    is_again = code in FOR_NOW and row.tries + 1 < TRIES_MAX
    return State.WAITING if is_again else State.REFUSED


def _message(letter: Letter, row: Delivery, subscription: Subscription) -> EmailMultiAlternatives:
    """Return a copy with its own address for what comes back, and its own link to end it."""
    signed = links.token(links.STOP, subscription.pk)
    stop_url = at_site(reverse("letters:stop", args=[signed]))
    host = site().domain.partition(":")[0]
    sender = naming.sender()
    returns = links.return_address(subscription.pk, letter.pk)
    message = EmailMultiAlternatives(
        letter.subject,
        _ending(letter.text, stop_url),
        returns or sender,
        [subscription.email],
        reply_to=naming.reply_to(),
        headers={
            **({"From": sender} if returns else {}),
            "List-Id": f"<{letter.rhythm}.letters.{host}>",
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Message-ID": f"<letter-{letter.pk}-{row.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    # what a provider with an HTTP interface gives back in its reports; SMTP knows no such thing
    vars(message)["metadata"] = {reports.COPY: links.tag(subscription.pk, letter.pk)}
    message.attach_alternative(_ending(letter.html, stop_url), "text/html")
    return message


def _ending(text: str, stop_url: str) -> str:
    """Return a letter's text with a recipient's link in the last place that has room for one.

    What an author has written may look the same; it stands before, and stays as it is.
    """
    before, _place, after = text.rpartition(STOP_URL)
    return f"{before}{stop_url}{after}"


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        log.info("mail_server_gone")
