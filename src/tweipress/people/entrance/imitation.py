"""The same work for an address that has an account as for one that has none.

What is found out by the time of an answer is as public as its text. So a form for a taken address
hashes, asks and writes what one for a free address does, and leaves nothing behind.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest

from tweipress.bank import turns
from tweipress.people import queries
from tweipress.people.models import Member, mailbox_of

NOBODY: Final = 0
NS_PER_MS: Final = 1_000_000
NS_PER_S: Final = 1_000_000_000
ID_BYTES: Final = 16


@contextmanager
def in_the_same_time() -> Iterator[None]:
    """Take as long as settings say at least: what little differs nevertheless is in it."""
    due_ns = time.monotonic_ns() + settings.SAME_TIME_MS * NS_PER_MS
    yield
    with turns.waiting():
        time.sleep(max(0, due_ns - time.monotonic_ns()) / NS_PER_S)


def join_as_if(email: str, name: str, password: str, invitation: str) -> None:
    """Do for a taken address what makes a member of a free one."""
    decoy = Member(email=f"{secrets.token_hex(ID_BYTES)}@taken.invalid", name=name)
    decoy.set_password(password)
    owner = Member.objects.filter(mailbox=mailbox_of(email))
    with _undone(owner):
        decoy.save()
    if invitation:
        queries.usable_code(invitation)
        with _undone(owner):
            pass
    with _undone(owner):
        _enter_address(owner.get(), decoy.email)


class ResetForm(ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The form to ask for a new password with: a key is made for whomever it is asked."""

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Have the mail sent that says what there is for the address."""
        if not self.users:
            default_token_generator.make_token(Member(pk=NOBODY))
        email: str = super().save(request, **kwargs)
        return email


@contextmanager
def _undone(touched: QuerySet[Member]) -> Iterator[None]:
    """Undo what is written meanwhile, and commit as much: some rows, rewritten as they are."""
    with transaction.atomic():
        touched.update(is_active=F("is_active"))
        before = transaction.savepoint()
        yield
        transaction.savepoint_rollback(before)


def _enter_address(owner: Member, email: str) -> None:
    """Ask and write what allauth does when it enters a new member's address."""
    addresses = EmailAddress.objects.filter(email=email)
    for _ in range(2):
        list(addresses.all())
    EmailAddress.objects.create(user=owner, email=email)
    addresses.filter(verified=True).exists()
    list(addresses.all())
    Member.objects.get(pk=owner.pk)
