"""How sign-up and sign-in become members, and how their mail leaves."""

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tweipress.http.network import network_of
from tweipress.people import actions
from tweipress.people.models import Member

_log = structlog.get_logger("tweipress.people")


class MemberAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Saves the name with the address, and enters members in the books when they sign in."""

    def save_user(
        self, request: HttpRequest, user: Member, form: Any, commit: bool = True
    ) -> Member:
        """Take over the name before the member is saved; two who want it at once are told."""
        user.name = form.cleaned_data["name"]
        try:
            saved: Member = super().save_user(request, user, form, commit)
        except IntegrityError as error:
            messages.error(request, "This name or address was taken just now: choose another one.")
            raise ImmediateHttpResponse(redirect("account_signup")) from error
        code = form.cleaned_data["invitation"]
        if code and not actions.claim_code(code, saved):
            messages.warning(request, "Somebody else has used this invitation just now.")
        return saved

    def post_login(self, request: HttpRequest, user: Member, **details: Any) -> HttpResponse:
        """Ask the books for a member they do not know; whether they answer or not, go on."""
        if refused := actions.ensure_joined(user):
            _log.warning("member not in the books yet", member=user.pk, refusal=refused.name)
        if refused := actions.bring_in(user):
            _log.warning("invitation not counted", member=user.pk, refusal=refused.name)
        response: HttpResponse = super().post_login(request, user, **details)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the salted network in an address's place: tries are counted by it, and kept."""
        return network_of(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, and log what could not be sent: a mail server's trouble fails no request."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            _log.error("mail not sent", template=template_prefix, reason=str(error))
