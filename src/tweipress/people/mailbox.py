"""The sign-up form, which allows one account for each mailbox, and checks password and name.

Mail is sent to the address as it was typed; the mailbox behind it is what is compared.
"""

from typing import Any

from allauth.account.forms import SignupForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from tweipress.people.entrance.imitation import join_as_if
from tweipress.people.models import Member, mailbox_of
from tweipress.people.passwords import OthersKnow


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """The form to join with; an alias of a member's address counts as that address."""

    def validate_unique_email(self, value: str) -> str:
        """Replace an alias by the address that its member has; allauth decides what follows."""
        member = Member.objects.filter(mailbox=mailbox_of(value)).first()
        super().validate_unique_email(member.email if member else value)
        return value

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        """Make a member; for a taken address do as much, and have its owner told by mail."""
        if self.account_already_exists:
            typed = self.cleaned_data
            join_as_if(typed["email"], typed["name"], typed["password1"], typed["invitation"])
        saved: tuple[Member | None, HttpResponse | None] = super().try_save(request)
        return saved

    def clean(self) -> dict[str, Any]:
        """Check the password against the name too: allauth asks its validators without one."""
        cleaned: dict[str, Any] = super().clean()
        name, password = cleaned.get("name"), cleaned.get("password1")
        if name and password:
            try:
                OthersKnow().validate(password, Member(name=name))
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned
