"""Sign-up and sign-in: they make members, enter them in the books, and send their mail."""

from typing import Any, Final

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tweipress.http.fast.statements import Statement
from tweipress.http.network import network_of
from tweipress.http.outbox.mail import LINK, at_site, site
from tweipress.http.text import check_mail_domain
from tweipress.people import notices
from tweipress.people.actions.invitations import bring_in, claim_code
from tweipress.people.actions.members import ensure_joined
from tweipress.people.entrance import devices, warning
from tweipress.people.models import Member
from tweipress.publication import queries as paper
from tweipress.security.actions import Event, record

FOR_ANYBODY: Final = {
    "account/email/account_already_exists",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/password_reset_key",
    "account/email/unknown_account",
}
"""Mails that go to whatever address is typed into a form."""

OF_UNKNOWN: Final = {
    "account/email/account_already_exists": Event.SIGN_UP_REPEATED,
    "account/email/unknown_account": Event.PASSWORD_RESET_ASKED,
}
"""What is recorded where the address leads nowhere, so that both ways write as much."""

ONE: Final = Statement(lambda number: Member.objects.filter(pk=number))

_log = structlog.get_logger("tweipress.people")


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """allauth's backend; only how it reads the member who is signed in is ours."""

    def get_user(self, user_id: int) -> Member | None:
        """Return the member of a session, None if they may not sign in any more."""
        member = ONE.first(user_id)
        return member if member and self.user_can_authenticate(member) else None


class MemberAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Saves the name with the address, and enters members in the books when they sign in."""

    def save_user(
        self, request: HttpRequest, user: Member, form: Any, commit: bool = True
    ) -> Member:
        """Save the member with the name; say so if somebody else took it at the same moment."""
        user.name = form.cleaned_data["name"]
        try:
            saved: Member = super().save_user(request, user, form, commit)
        except IntegrityError as error:
            messages.error(
                request, _("This name or address was taken just now: choose another one.")
            )
            raise ImmediateHttpResponse(redirect("account_signup")) from error
        code = form.cleaned_data["invitation"]
        if code and not claim_code(code, saved):
            messages.warning(request, _("Somebody else has used this invitation just now."))
        return saved

    def post_login(self, request: HttpRequest, user: Member, **details: Any) -> HttpResponse:
        """Enter the member in the books if they are not there yet; sign in whatever comes of it."""
        if refused := ensure_joined(user):
            _log.warning("member not in the books yet", member=user.pk, refusal=refused.name)
        if refused := bring_in(user):
            _log.warning("invitation not counted", member=user.pk, refusal=refused.name)
        response: HttpResponse = super().post_login(request, user, **details)
        devices.remember(request, response, user)
        return response

    def is_safe_url(self, url: str) -> bool:
        """Tell whether an address of `next` is the site's own; one that cannot be read is not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def clean_email(self, email: str) -> str:
        """Return an address to which mail can be written; ValidationError for another."""
        check_mail_domain(email)
        return email

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing: the view that signs in has done so, and shuts nobody out."""

    def send_password_reset_mail(self, user: Member, email: str, context: dict[str, Any]) -> None:
        """Send the link, and note that somebody has asked for it."""
        record(Event.PASSWORD_RESET_ASKED, member=user.pk)
        super().send_password_reset_mail(user, email, context)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the salted network instead of the address: tries are counted by it, and stored."""
        return network_of(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, with links to the site's own address, whatever name it was asked for under.

        What anybody can have sent is bounded for each mailbox; nobody is told that it was not sent.
        """
        if event := OF_UNKNOWN.get(template_prefix):
            record(event)
        if template_prefix in FOR_ANYBODY and not warning.may_send(template_prefix, email):
            return
        links = {name: at_site(url) for name, url in context.items() if name.endswith(LINK)}
        super().send_mail(
            template_prefix,
            email,
            {**context, **links, "current_site": site()._replace(name=paper.shown().name)},
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Member,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a member what was changed; after a new address, at the old one (`email`)."""
        if template_prefix in notices.WHAT:
            notices.tell(user, template_prefix, email or "", **(context or {}))

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Ask for an address to be confirmed; tell the member's own that there may be another."""
        super().send_confirmation_mail(request, emailconfirmation, signup)
        added = emailconfirmation.email_address
        if not signup and added.email != added.user.email:
            notices.tell(added.user, notices.ASKED, to_email=added.email)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """allauth's second factors, under the paper's name in an app of codes."""

    def get_totp_issuer(self) -> str:
        """Return what an app of codes shows beside the code."""
        return paper.shown().name
