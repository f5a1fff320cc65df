"""One account a mailbox: which addresses are read by the same person, and the form that asks.

Mail is sent to the address as it was typed; what is compared is the mailbox behind it.
"""

from allauth.account.forms import SignupForm

from tweipress.people.models import Member, mailbox_of


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """The form to join with; an alias of somebody's address is taken as that address is."""

    def validate_unique_email(self, value: str) -> str:
        """Treat an alias as the address that its member has; what happens then, allauth decides."""
        member = Member.objects.filter(mailbox=mailbox_of(value)).first()
        super().validate_unique_email(member.email if member else value)
        return value
