"""Mails that tell a member what was changed about their sign-in, and what to do if it was not them.

They have no link: a mail that asks for one's password behind a link is what thieves write.
"""

from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tweipress.people.models import Member
from tweipress.publication import queries as paper

ASKED: Final = "email_asked"
PROMOTED: Final = "promoted"
MFA_RESET: Final = "mfa_reset"
WHAT: Final = {
    "account/email/email_changed": gettext_noop("Your account’s e-mail address is now {to_email}."),
    "account/email/email_deleted": gettext_noop(
        "The e-mail address {deleted_email} was removed from your account."
    ),
    "account/email/password_changed": gettext_noop("The password of your account was changed."),
    "account/email/password_reset": gettext_noop(
        "A new password was chosen for your account, with a link that we had sent by mail."
    ),
    "account/email/password_set": gettext_noop("The password of your account was changed."),
    "mfa/email/totp_activated": gettext_noop(
        "Signing in to your account now asks for a code of an authenticator app as well. All other"
        " browsers were signed out."
    ),
    "mfa/email/totp_deactivated": gettext_noop(
        "Signing in to your account no longer asks for a code of the authenticator app."
    ),
    "mfa/email/recovery_codes_generated": gettext_noop(
        "Your account has new recovery codes. The old ones are of no use any more."
    ),
    ASKED: gettext_noop(
        "Somebody who knows your password has added the e-mail address {to_email} to your account."
        " It counts once it is confirmed from there."
    ),
    PROMOTED: gettext_noop(
        "You are an operator of the site now. Your password was replaced on the server, and you"
        " were signed out everywhere; second factors were removed."
    ),
    MFA_RESET: gettext_noop(
        "The second factors of your account were removed on the server, as for somebody who has"
        " lost them, and you were signed out everywhere. Signing in asks for your password alone"
        " until you set up new ones."
    ),
}
"""What was changed, by the name that allauth has for such a mail, or by one of ours."""


def tell(member: Member, what: str, address: str = "", **figures: str) -> None:
    """Send a member the notice `what`, to an address that was theirs or else to theirs."""
    with translation.override(paper.language_of(member.language)):
        body = "\n\n".join(
            (
                _("Hello {name},").format(name=member.name),
                _(WHAT[what]).format(**figures),
                _(
                    "If this was not you, somebody else can use your account. Choose a new password"
                    " at once, with “Forgotten your password?” on the sign-in page. If that does"
                    " not help, because the address was changed, write to the operator of the site:"
                    " {operator}."
                ).format(operator=settings.DEFAULT_FROM_EMAIL),
            )
        )
        subject = _("{paper}: a change to your account").format(paper=paper.current().name)
    EmailMessage(subject, body, to=[address or member.email]).send()
