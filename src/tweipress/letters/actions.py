"""Writes of letters: ask, confirm, end, write one down, and take note of what came back."""

from collections.abc import Iterable
from smtplib import SMTPException
from typing import Final, NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from tweipress.bank import clock
from tweipress.jobs import actions as jobs
from tweipress.letters import bounces, confirming, links, naming, replies
from tweipress.letters.bounces import LENGTH_MAX as MAIL_MAX
from tweipress.letters.forms import LettersForm
from tweipress.letters.models import (
    SUBJECT_MAX,
    Answer,
    Delivery,
    Letter,
    Pause,
    Subscription,
    Topic,
)
from tweipress.letters.queries import CONFIRM_WITHIN, KEPT, Edition, recipients, to_be_sent
from tweipress.letters.replies import Said
from tweipress.letters.reports import are_taken as are_reports_taken
from tweipress.letters.reports import receive as receive_reports
from tweipress.letters.sending import STOP_URL
from tweipress.security.actions import Event, record

__all__ = [
    "MAIL_MAX",
    "STOP_URL",
    "SUBJECT_MAX",
    "LettersForm",
    "Texts",
    "Topic",
    "Wish",
    "are_reports_taken",
    "ask_by_mail",
    "ask_server",
    "confirm",
    "erase",
    "follow",
    "forget",
    "forget_old",
    "is_confirmable",
    "is_to_stop",
    "receive",
    "receive_reports",
    "rest",
    "resume",
    "stop",
    "try_out",
    "unfollow",
    "write_down",
]

ONE: Final = 1
"""The number of the only pause."""
PORTION: Final = 1_000


class Wish(NamedTuple):
    """Which letter somebody wants, and where."""

    email: str
    mailbox: str
    edition: Edition


def ask_by_mail(wish: Wish) -> None:
    """Note a wish and have the address asked; a mailbox that gets the letter is sent nothing."""
    edition = wish.edition
    subscription, _is_new = Subscription.objects.get_or_create(
        mailbox=wish.mailbox,
        rhythm=edition.rhythm,
        section=edition.section,
        follower=edition.follower,
        topic=edition.topic,
        defaults={"email": wish.email, "language": edition.language},
    )
    noted = Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(
        email=wish.email, language=edition.language, asked_at=clock.now()
    )
    if noted:
        confirming.send(subscription.pk, wish.email, wish.mailbox, edition.language)


def is_confirmable(signed: str) -> bool:
    """Tell whether a link confirms a wish, or has done so."""
    return _of_link(signed).exists()


def confirm(signed: str) -> bool:
    """Let the wish of a link count from now on; False if it is gone, or too old."""
    return bool(_of_link(signed).update(confirmed_at=Coalesce("confirmed_at", clock.now())))


def is_to_stop(signed: str) -> bool:
    """Tell whether this site made a link that ends a letter; the letter may have ended already."""
    return links.subscription_of(links.STOP, signed) is not None


def stop(signed: str) -> None:
    """Delete the subscription of a link; nothing of the address stays."""
    replies.end(links.subscription_of(links.STOP, signed) or 0)


def _of_link(signed: str) -> QuerySet[Subscription]:
    """Return the wish that a link confirms, unless it is too old for that.

    A wish may have another address by now, of somebody else where a +tag is no mailbox's other
    name. The link is good for the address alone to which it was sent.
    """
    row = Subscription.objects.filter(pk=links.claimed(signed) or 0).first()
    if row is None or links.subscription_of(links.CONFIRM, signed, row.email) is None:
        return Subscription.objects.none()
    in_time = Q(asked_at__gt=clock.now() - CONFIRM_WITHIN) | Q(confirmed_at__isnull=False)
    return Subscription.objects.filter(in_time, pk=row.pk, email=row.email)


def follow(follower: int, wish: Wish, *, is_proved: bool) -> None:
    """Let a member have a letter of their own, in place of one they have of the same topic.

    To an address that is not `is_proved` the member's own it comes once that is confirmed.
    """
    with transaction.atomic():
        edition = wish.edition._replace(follower=follower)
        own = Subscription.objects.filter(follower=follower, topic=edition.topic)
        own.exclude(mailbox=wish.mailbox, rhythm=edition.rhythm).delete()
        if is_proved:
            Subscription.objects.update_or_create(
                mailbox=wish.mailbox,
                rhythm=edition.rhythm,
                section="",
                follower=follower,
                topic=edition.topic,
                defaults={
                    "email": wish.email,
                    "language": edition.language,
                    "confirmed_at": clock.now(),
                },
            )
            return
    ask_by_mail(wish._replace(edition=edition))


def unfollow(follower: int, topic: str = Topic.ARTICLES) -> None:
    """End a member's letter of the authors they follow, and delete what those letters said.

    With a topic it is their digest that ends.
    """
    Subscription.objects.filter(follower=follower, topic=topic).delete()
    Letter.objects.filter(follower=follower, topic=topic).delete()


def forget(mailboxes: Iterable[str]) -> int:
    """Delete every subscription of mailboxes; return how many those were."""
    gone, by_model = Subscription.objects.filter(mailbox__in=list(mailboxes)).delete()
    return by_model.get(Subscription._meta.label, 0) if gone else 0


def forget_old() -> None:
    """Delete wishes that nobody confirmed, and letters that were sent long ago.

    Of letters that are the same for all it stays how they were answered.
    """
    now = clock.now()
    Subscription.objects.filter(confirmed_at=None, asked_at__lte=now - CONFIRM_WITHIN).delete()
    Letter.objects.filter(follower__gt=0, made_at__lte=now - KEPT).delete()
    old = Letter.objects.filter(made_at__lte=now - KEPT).exclude(subject="")
    for letter in old:
        Delivery.objects.filter(letter=letter).delete()
        Letter.objects.filter(pk=letter.pk).update(subject="", text="", html="")


class Texts(NamedTuple):
    """What a letter says. A letter without a subject has nothing to say, and is sent to nobody."""

    subject: str = ""
    text: str = ""
    html: str = ""


def write_down(edition: Edition, period: str, texts: Texts) -> bool:
    """Save a letter of a period with a row for each recipient, once, and have it sent."""
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(
            period=period, **edition._asdict(), defaults=texts._asdict()
        )
        if not is_new or not texts.subject:
            return False
        numbers = recipients(edition).values_list("pk", flat=True)
        rows = (Delivery(letter=letter, subscription_id=pk) for pk in numbers.iterator(PORTION))
        Delivery.objects.bulk_create(rows, batch_size=PORTION)
        jobs.enqueue("letters.send", letter=letter.pk)
    return True


def receive(mail: bytes) -> bool:
    """Take note of a mail that came to a letter's return address; False if it is no report.

    A subscription ends when its letter came back for good, or too often in a row.
    """
    bounce = bounces.read(mail)
    if bounce is None:
        return False
    replies.take(Said(bounce.of, Answer.BOUNCED, bounce.status, bounce.is_final))
    return True


def rest(by: int) -> None:
    """Have no letter made or sent until `resume`."""
    Pause.objects.get_or_create(pk=ONE, defaults={"by": by})
    record(Event.PAPER_CHANGED, by=by, detail={"letters": "rest"})


def resume(by: int) -> None:
    """Go on: send what waits, unless it is a day old; what is due is then made by itself."""
    Pause.objects.all().delete()
    for number in to_be_sent():
        jobs.enqueue("letters.send", letter=number)
    record(Event.PAPER_CHANGED, by=by, detail={"letters": "go on"})


def erase(by: int, mailbox: str) -> int:
    """Delete what a mailbox gets, since its person asks for that; return how many it was."""
    gone = forget([mailbox])
    record(Event.PAPER_CHANGED, by=by, detail={"letters_erased": gone})
    return gone


def try_out(email: str, texts: Texts) -> str:
    """Send somebody a letter outside the row; return what went wrong, empty if nothing."""
    message = EmailMultiAlternatives(texts.subject, texts.text, naming.sender(), [email])
    message.attach_alternative(texts.html, "text/html")
    try:
        get_connection(settings.MAIL_BACKEND).send_messages([message])
    except (OSError, SMTPException) as error:
        return type(error).__name__
    return ""


def ask_server() -> str:
    """Ask whether mail can leave; return what went wrong, empty if nothing."""
    connection = get_connection(settings.MAIL_BACKEND)
    try:
        connection.open()
        connection.close()
    except (OSError, SMTPException) as error:
        return type(error).__name__
    return ""
