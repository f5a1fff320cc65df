"""The member, with an e-mail address to sign in and a public name; and invitation codes."""

import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tweipress.bank import clock
from tweipress.http.fast.addresses import address
from tweipress.http.text import NUL
from tweipress.people.naming import NAME_MAX, SHAPE_MAX, TAKEN, check_signs, shape_of

BIO_MAX: Final = 300
LANGUAGE_MAX: Final = 8
CODE_BYTES: Final = 12
CODE_MAX: Final = 32
CODE_LIFE: Final = timedelta(days=30)
DOTLESS: Final = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Providers that ignore dots in a name, and the one domain that stands for each here."""


def mailbox_of(email: str) -> str:
    """Return the mailbox behind an address: in small letters, and without a +tag.

    The domain is written in ASCII; dots are left out where the provider ignores them. Mailboxes
    are compared, and no mail is sent to them.
    """
    name, at, domain = email.strip().lower().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    name = name.partition("+")[0] or name
    if domain in DOTLESS:
        name, domain = name.replace(".", ""), DOTLESS[domain]
    return f"{name}{at}{domain}"


class Texts(models.TextChoices):
    """What becomes of the texts of a member who leaves."""

    STAY = "stay", _("My articles and comments stay, under “former member”")
    GO = "go", _("My articles are taken back, and all my texts are deleted")


class MemberManager(BaseUserManager["Member"]):
    """Makes members; addresses are stored in small letters, so that one address is one member."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Return the member with an address, in capital or small letters."""
        return self.get(email=(username or "").lower())

    def named(self, name: str) -> models.QuerySet["Member"]:
        """Return the member with a name, in capital or small letters."""
        if NUL in name:
            return self.none()
        return self.alias(lowered=Lower("name")).filter(lowered=name.lower())

    def create_user(
        self, email: str, name: str, password: str | None = None, **fields: Any
    ) -> "Member":
        """Save a checked member; ValidationError says which field is wrong."""
        member = self.model(email=email.strip().lower(), name=name, **fields)
        member.mailbox, member.shape = mailbox_of(member.email), shape_of(name)
        member.set_password(password)
        member.clean_fields()  # before the databases are asked: they know no text with NUL
        member.full_clean()
        member.save(using=self._db)
        return member

    def create_superuser(
        self, email: str, name: str, password: str | None = None, **fields: Any
    ) -> "Member":
        """Save a member who may do everything on the staff pages."""
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(email, name, password, **fields)


class Member(AbstractBaseUser, PermissionsMixin):
    """A person; `mailbox` is the one they joined with, and has one account.

    `shape` is what the name looks like (naming.py), so that of two who look alike one can join.

    `posting_seq` is the posting that entered them in the books, empty until then. `language` is
    what they read the site in, empty for what their browser asks for. `avatar` is always a picture
    that `avatars.square` has made. `is_staff` and `is_superuser` mirror rights in the books.
    `sign_ins_ended` counts how often all sessions were ended but one: older ones do not match it.
    `leaving` says that the member is closing the account, and what becomes of the texts; since
    `closed_at` it is closed, and `shape` is that of the name from before for a while.
    `places_since` is when the member chose that their place in articles is kept, empty for never.
    `unread` is how many notifications they have not read: every page shows it.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    mailbox = models.CharField(
        max_length=254,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        error_messages={"unique": _("Somebody has joined with this mailbox already.")},
    )
    name = models.CharField(max_length=NAME_MAX, validators=[check_signs])
    shape = models.CharField(
        max_length=SHAPE_MAX, unique=True, editable=False, error_messages={"unique": TAKEN}
    )
    bio = models.CharField(_("about you"), max_length=BIO_MAX, blank=True)
    language = models.CharField(max_length=LANGUAGE_MAX, blank=True)
    avatar = models.FileField(upload_to="avatars/", blank=True, editable=False)
    joined = models.DateTimeField(default=clock.now, editable=False)
    posting_seq = models.BigIntegerField(null=True, blank=True, editable=False)
    is_staff = models.BooleanField(_("may use the staff pages"), default=False)
    sign_ins_ended = models.PositiveIntegerField(default=0, editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    leaving = models.CharField(max_length=4, blank=True, choices=Texts.choices, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    places_since = models.DateTimeField(null=True, editable=False)
    unread = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [
            models.Index(Lower("name"), name="people_by_name"),
            models.Index(
                fields=["id"],
                condition=Q(is_active=True, posting_seq=None),
                name="people_waiting",
            ),
            models.Index(
                fields=["id"],
                condition=Q(is_active=True) & ~Q(leaving=""),
                name="people_leaving",
            ),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="people_closed"
            ),
        ]

    def __str__(self) -> str:
        """Return the name that others see."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new member gets the mailbox, and keeps it if the address changes later."""
        self.shape = shape_of(self.name)
        if self._state.adding and self.mailbox is None:
            self.mailbox = mailbox_of(self.email)
        super().save(*args, **kwargs)

    def get_session_auth_hash(self) -> str:
        """Return what a session has to match: it changes with the password, and with the count."""
        told = f"{self.password} {self.sign_ins_ended}"
        return salted_hmac("tweipress.people.session", told, algorithm="sha256").hexdigest()

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return address("people:member", self.name)


def fresh_code() -> str:
    """Return a code that nobody can guess."""
    return secrets.token_urlsafe(CODE_BYTES)


class InvitationCode(models.Model):
    """A code by which one person can join as somebody's guest; it is no act before that.

    `guest` has joined with it. `posting_seq` is the invitation's posting in the books; a `refusal`
    says why there is none. With neither, the books have not answered yet.
    """

    code = models.CharField(max_length=CODE_MAX, unique=True, default=fresh_code)
    inviter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="codes")
    form_key = models.CharField(max_length=80)
    made = models.DateTimeField(default=clock.now)
    is_withdrawn = models.BooleanField(default=False)
    guest = models.OneToOneField(
        Member, on_delete=models.PROTECT, null=True, related_name="came_with"
    )
    posting_seq = models.BigIntegerField(null=True)
    refusal = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("inviter", "form_key", name="people_one_code_a_form"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(guest__isnull=False, posting_seq=None, refusal=""),
                name="people_guests_waiting",
            ),
        ]

    def __str__(self) -> str:
        """Return the code."""
        return self.code
