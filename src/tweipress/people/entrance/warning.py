"""What mail anybody can have sent to an address, and how much of it."""

import hmac
from typing import Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from tweipress.bank import clock
from tweipress.core.units import MS_PER_S, S_PER_DAY, S_PER_H
from tweipress.http import marks
from tweipress.http.outbox.mail import at_site
from tweipress.people.models import mailbox_of
from tweipress.publication import queries as paper
from tweipress.security.actions import Event, record

FOLDER: Final = "mails"
BOUNDS: Final = ((3, S_PER_H), (8, S_PER_DAY))
"""Mails of one kind to one mailbox: a link that came is good for three days, so nobody needs more;
whoever wants to annoy somebody gets no more sent."""
PURPOSE: Final = b"tweipress mail 1"
TEMPLATE: Final = "account/email/wrong_passwords"


def may_send(kind: str, address: str) -> bool:
    """Count a mail that anybody can have sent; return whether the mailbox had not too many."""
    now_s, factor = clock.now_ms() // MS_PER_S, settings.TWEIPRESS_RATE_FACTOR
    return all(
        marks.has_room(FOLDER, _digest(kind, address), amount * factor, window_s, now_s)
        for amount, window_s in BOUNDS
    )


def warn(address: str) -> None:
    """Tell the owner of an address, once a day, that somebody tries passwords; nobody else."""
    known = EmailAddress.objects.filter(email=address.lower(), verified=True).first()
    now_s = clock.now_ms() // MS_PER_S
    if known is None or not marks.has_room(FOLDER, _digest(TEMPLATE, address), 1, S_PER_DAY, now_s):
        return
    member = known.user
    shown = {
        "name": member.name,
        "site": paper.current().name,
        "reset_url": at_site(reverse("account_reset_password")),
        "mfa_url": at_site(reverse("mfa_index")),
    }
    with translation.override(paper.language_of(member.language)):
        subject = render_to_string(f"{TEMPLATE}_subject.txt", shown).strip()
        body = render_to_string(f"{TEMPLATE}_message.txt", shown)
    EmailMessage(subject, body, to=[known.email]).send()
    record(Event.OWNER_WARNED, member=member.pk)


def _digest(kind: str, address: str) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, f"{kind} {mailbox_of(address)}".encode(), "sha256").hex()
