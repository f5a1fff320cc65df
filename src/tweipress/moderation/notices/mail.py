"""Mails to who sent a notice: that it has come in, and what became of it. They quote nothing."""

import hmac
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tweipress.bank import clock
from tweipress.core.units import MS_PER_S, S_PER_DAY
from tweipress.http import marks
from tweipress.http.outbox.mail import at_site
from tweipress.moderation.notices import links
from tweipress.moderation.notices.models import Notice
from tweipress.publication import queries as paper

FOLDER: Final = "notices"
A_DAY: Final = 6
"""Mails to one address a day: whoever enters somebody else's annoys them no further."""
PURPOSE: Final = b"tweipress notices mail 1"


def tell(notice: Notice) -> None:
    """Tell who sent a notice that it has come in or is decided, and where they read what."""
    if not notice.email or not _has_room(notice.email):
        return
    url = at_site(reverse("notices:receipt", args=[links.token(notice.pk)]))
    with translation.override(notice.language):
        name = " ".join(paper.current().name.split())
        if notice.decided_at is None:
            subject = _("Your notice to {site} has come in").format(site=name)
            body = _(
                "A notice of illegal content was sent to {site} with this address. Here you see"
                " what becomes of it:\n\n{url}\n\nIf it was not you, do nothing."
            )
        else:
            subject = _("Your notice to {site} is decided").format(site=name)
            body = _(
                "Your notice of illegal content to {site} is decided. Here you read how and why,"
                " and can object:\n\n{url}"
            )
        EmailMessage(subject, body.format(site=name, url=url), to=[notice.email]).send()


def _has_room(email: str) -> bool:
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    name = hmac.digest(key, email.strip().lower().encode(), "sha256").hex()
    amount = A_DAY * settings.TWEIPRESS_RATE_FACTOR
    return marks.has_room(FOLDER, name, amount, S_PER_DAY, clock.now_ms() // MS_PER_S)
