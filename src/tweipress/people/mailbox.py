"""The sign-up form, which allows one account for each mailbox.

Mail is sent to the address as it was typed; the mailbox behind it is what is compared.
"""

from allauth.account.forms import SignupForm

from tweipress.people.models import Member, mailbox_of


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """The form to join with; an alias of a member's address counts as that address."""

    def validate_unique_email(self, value: str) -> str:
        """Replace an alias by the address that its member has; allauth decides what follows."""
        member = Member.objects.filter(mailbox=mailbox_of(value)).first()
        super().validate_unique_email(member.email if member else value)
        return value
