"""The member: an e-mail address to sign in with, a name to be known by. Money lives in the bank."""

import re
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from tweipress.bank import clock

NAME_MAX: Final = 32
BIO_MAX: Final = 300
LANGUAGE_MAX: Final = 8
CODE_BYTES: Final = 12
CODE_MAX: Final = 32
CODE_LIFE: Final = timedelta(days=30)
RESERVED_NAMES: Final = {"pool"}
"""Names that commands give to something else."""

DOTLESS: Final = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Providers that ignore dots in a name, and the one domain by which they are known here."""

check_signs = RegexValidator(
    re.compile(r"\A[A-Za-z0-9_-]{2,32}\Z"),
    "A name has 2 to 32 letters, digits, hyphens or underscores, without spaces.",
)


def check_reserved(name: str) -> None:
    """Refuse a name that means something else."""
    if name.lower() in RESERVED_NAMES:
        raise ValidationError("This name is reserved: choose another one.")


def mailbox_of(email: str) -> str:
    """Return the mailbox behind an address: in small letters, and without a +tag.

    A domain is written in ASCII, and a provider's dots are left out. It is compared and never
    written to.
    """
    name, at, domain = email.strip().lower().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    name = name.partition("+")[0] or name
    if domain in DOTLESS:
        name, domain = name.replace(".", ""), DOTLESS[domain]
    return f"{name}{at}{domain}"


class MemberManager(BaseUserManager["Member"]):
    """Makes members; addresses are kept in small letters, so that one person is one member."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Return the member with an address, however it is written."""
        return self.get(email=(username or "").lower())

    def named(self, name: str) -> models.QuerySet["Member"]:
        """Return the member with a name, however it is written; the unique index finds it."""
        return self.alias(lowered=Lower("name")).filter(lowered=name.lower())

    def create_user(
        self, email: str, name: str, password: str | None = None, **fields: Any
    ) -> "Member":
        """Save a checked member; ValidationError says which field is wrong."""
        member = self.model(email=email.strip().lower(), name=name, **fields)
        member.mailbox = mailbox_of(member.email)
        member.set_password(password)
        member.full_clean()
        member.save(using=self._db)
        return member

    def create_superuser(
        self, email: str, name: str, password: str | None = None, **fields: Any
    ) -> "Member":
        """Save a member who may do everything at the desk."""
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(email, name, password, **fields)


class Member(AbstractBaseUser, PermissionsMixin):
    """A person; `mailbox` is what they joined with, of which there is one account.

    `posting_seq` is the posting by which the books know them, empty until then.

    `language` is what they read the site in, empty for what their browser asks for. `avatar` is
    always a picture that avatars.square has made. The flags mirror roles in the books.
    """

    email = models.EmailField("e-mail address", unique=True)
    mailbox = models.CharField(
        max_length=254,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        error_messages={"unique": "Somebody has joined with this mailbox already."},
    )
    name = models.CharField(max_length=NAME_MAX, validators=[check_signs, check_reserved])
    bio = models.CharField("about you", max_length=BIO_MAX, blank=True)
    language = models.CharField(max_length=LANGUAGE_MAX, blank=True)
    avatar = models.FileField(upload_to="avatars/", blank=True, editable=False)
    joined = models.DateTimeField(default=clock.now, editable=False)
    posting_seq = models.BigIntegerField(null=True, blank=True, editable=False)
    is_staff = models.BooleanField("may use the desk", default=False)
    is_active = models.BooleanField("may sign in", default=True)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_member_a_name",
                violation_error_message="This name is taken: choose another one.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(is_active=True, posting_seq=None),
                name="people_waiting",
            ),
        ]

    def __str__(self) -> str:
        """Return the name that others see."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new member takes the mailbox, and keeps it whatever the address is later."""
        if self._state.adding and self.mailbox is None:
            self.mailbox = mailbox_of(self.email)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return reverse("people:member", args=[self.name])


def fresh_code() -> str:
    """Return a code that nobody can guess."""
    return secrets.token_urlsafe(CODE_BYTES)


class InvitationCode(models.Model):
    """A link by which one person may join as somebody's guest; it is no act before that.

    `guest` is who joined with it. `posting_seq` is the invitation in the books; a `refusal` says
    why it is not there. With neither, the books are still to be asked.
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
