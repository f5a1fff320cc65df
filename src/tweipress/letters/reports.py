"""Reports of the mail provider: which copies came back, were called spam, or ended a letter.

A report needs two proofs: the provider's, of who says it, and in it our own signed tag, of which
copy it is about.
"""

from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from tweipress.letters import links, replies
from tweipress.letters.models import Answer
from tweipress.letters.replies import Said

COPY: Final = "letter_copy"
"""The name under which the provider keeps our tag, and gives it back."""
VIEWS: Final = {
    "mailgun": "MailgunTrackingWebhookView",
    "postmark": "PostmarkTrackingWebhookView",
    "brevo": "BrevoTrackingWebhookView",
}
BACK: Final = frozenset({"bounced", "rejected"})
ENDED: Final = {"complained": Answer.COMPLAINED, "unsubscribed": Answer.UNSUBSCRIBED}
WHY_ENDED: Final = {"spam": Answer.COMPLAINED, "unsubscribed": Answer.UNSUBSCRIBED}
"""Why a provider does not deliver: it knows from before what the person wants."""
FOR_GOOD: Final = frozenset({"bounced", "invalid"})
MAY_PASS: Final = frozenset({"SoftBounce", "soft_bounce"})
"""What providers call a bounce that anymail does not tell from others."""


def are_taken() -> bool:
    """Tell whether reports can be proved, so that any are taken."""
    return bool(settings.MAIL_PROVIDER and settings.TWEIPRESS_EMAIL_WEBHOOK)


def receive(request: HttpRequest) -> int:
    """Take a provider's reports in; return how many were of letters. Without proof: refused."""
    module = import_module(f"anymail.webhooks.{settings.MAIL_PROVIDER}")
    view = getattr(module, VIEWS[settings.MAIL_PROVIDER])()
    try:
        view.run_validators(request)
        events = view.parse_events(request)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SuspiciousOperation("The report cannot be read.") from error
    said = [each for each in map(_said, events) if each is not None]
    for each in said:
        replies.take(each)
    return len(said)


def _said(event: Any) -> Said | None:
    """Return what an event says of a copy; None for deliveries, and for other mail."""
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    of = links.copy_of(str(metadata.get(COPY, "")))
    reason = str(event.reject_reason or "")
    kind = ENDED.get(event.event_type)
    if event.event_type in BACK:
        kind = WHY_ENDED.get(reason, Answer.BOUNCED)
    if of is None or kind is None:
        return None
    if kind is not Answer.BOUNCED:
        return Said(of, kind, "")
    return Said(of, kind, reason or "other", reason in FOR_GOOD and not _may_pass(event.esp_event))


def _may_pass(event: Any) -> bool:
    said = event if isinstance(event, dict) else {}
    return any(said.get(name) in MAY_PASS for name in ("Type", "event"))
