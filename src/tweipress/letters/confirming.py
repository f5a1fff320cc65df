"""The mail by which a wish is confirmed, and how many of them a mailbox is sent."""

import hmac
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tweipress.bank import clock
from tweipress.core.units import MS_PER_S, S_PER_DAY, S_PER_H
from tweipress.http import marks
from tweipress.http.outbox.mail import at_site
from tweipress.letters import links
from tweipress.letters.naming import sender
from tweipress.publication import queries as paper

FOLDER: Final = "mails"
BOUNDS: Final = ((3, S_PER_H), (6, S_PER_DAY))
"""Mails to one mailbox: whoever wants to annoy somebody gets no more sent."""
PURPOSE: Final = b"tweipress letters mail 1"


def send(subscription: int, email: str, mailbox: str, language: str) -> bool:
    """Ask an address by mail whether it wants a letter; False if it was asked too often."""
    now_s, factor = clock.now_ms() // MS_PER_S, settings.TWEIPRESS_RATE_FACTOR
    name = _digest(mailbox)
    if not all(
        marks.has_room(FOLDER, name, amount * factor, window_s, now_s)
        for amount, window_s in BOUNDS
    ):
        return False
    url = at_site(
        reverse("letters:confirm", args=[links.token(links.CONFIRM, subscription, email)])
    )
    with translation.override(language):
        name = paper.current().name
        subject = _("Do you want letters from {site}?").format(site=name)
        body = _(
            "Somebody, most likely you, has asked for letters from {site} to this address. If you"
            " want them, open this page within two days and confirm:\n\n{url}\n\nIf not, do"
            " nothing: no letter comes, and the address is deleted."
        ).format(site=name, url=url)
    EmailMessage(subject, body, sender(), to=[email]).send()
    return True


def _digest(mailbox: str) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, mailbox.encode(), "sha256").hex()
