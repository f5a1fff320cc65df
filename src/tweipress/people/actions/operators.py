"""Writes of `tweipress operator`: make an operator of a new member, or of one who is named.

An address alone never says who somebody is: whoever joined with it first may not own it. So a new
member's address must be free, and a member who exists is named, with the address they confirmed.
Then nothing that anybody knew or set up before signs in as them: see `take_over`.
"""

from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tweipress.bank import Answer
from tweipress.core import roles
from tweipress.people import notices
from tweipress.people.actions.console import change_role
from tweipress.people.actions.members import register
from tweipress.people.actions.sessions import end_sessions
from tweipress.people.models import Member
from tweipress.people.naming import check_name
from tweipress.people.passwords import fresh_password

OPERATOR: Final = roles.Role.OPERATOR


def make_operator(email: str, name: str) -> tuple[Member, str]:
    """Make a new member for an operator; return them with their password. `promote` comes next.

    Raise ValidationError for an address or name that is malformed, reserved, or somebody's.
    """
    check_name(name)
    address = email.strip().lower()
    validate_email(address)
    _check_free(address)
    password = fresh_password(Member(name=name, email=address))
    try:
        return register(address, name, password), password
    except IntegrityError as error:
        raise ValidationError(
            _("Somebody took this name or address just now: look who it is before you go on.")
        ) from error


def take_over(email: str, name: str) -> tuple[Member, str]:
    """Give the member with this name and confirmed address a new password; return both.

    Sessions, other addresses and second factors are gone, so that only who reads the password on
    the console can sign in. Raise ValidationError unless the two belong together.
    """
    with transaction.atomic():
        member = Member.objects.named(name).select_for_update().first()
        address = _confirmed(member, email.strip().lower())
        member = address.user
        password = fresh_password(member)
        member.set_password(password)
        member.save(update_fields=["password"])
        EmailAddress.objects.filter(user=member).exclude(pk=address.pk).delete()
        EmailAddress.objects.filter(pk=address.pk).update(primary=True)
        Authenticator.objects.filter(user=member).delete()
    end_sessions(member)
    notices.tell(member, notices.PROMOTED)
    return member, password


def promote(member: Member) -> Answer:
    """Grant the role in the books."""
    return change_role(member, OPERATOR, granted=True)


def _check_free(address: str) -> None:
    """Refuse an address that is somebody's, and say what to do."""
    known = EmailAddress.objects.filter(email=address)
    member = Member.objects.filter(email=address).first()
    if known.filter(verified=True).exists():
        raise ValidationError(
            _(
                "A member has this address already. If you know that it is the right person, give"
                " their name: tweipress operator EMAIL --existing NAME."
            )
        )
    if member is not None:
        raise ValidationError(
            _(
                "Somebody has joined with this address and never confirmed it, so it may not be"
                " theirs. Take another address; or have its owner confirm it with the link in"
                " their mail, then use --existing NAME."
            )
        )


def _confirmed(member: Member | None, address: str) -> EmailAddress:
    """Return a member's one address, if it is confirmed and the one that was given."""
    if member is None:
        raise ValidationError(_("There is no member with this name: leave nothing out of it."))
    if not member.is_active:
        raise ValidationError(_("This account is closed: nobody can sign in with it."))
    if member.email.lower() != address:
        raise ValidationError(
            _("The member with this name has another address: give the one they confirmed.")
        )
    own = EmailAddress.objects.filter(user=member, email=address, verified=True).first()
    if own is None:
        raise ValidationError(
            _(
                "The member with this name has not confirmed this address, so it may not be"
                " theirs. Have its owner confirm it with the link in their mail, and try again."
            )
        )
    return own
