"""What may be put in for a paper: names, addresses, a colour, a time zone."""

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from tweipress.http.text import TURNING_SIGNS, is_storable

MAILTO: Final = "mailto:"
WEB: Final = ("https", "http")

check_colour = RegexValidator(
    re.compile(r"\A#[0-9a-fA-F]{6}\Z"),
    _("A colour is written as # and six digits from 0 to f, for example #0b5d4a."),
)
check_slug = RegexValidator(
    re.compile(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z"),
    _("An address has small letters from a to z, digits, and single hyphens between them."),
)
_check_email = EmailValidator()
_check_url = URLValidator(schemes=WEB)


def check_line(text: str) -> None:
    """Refuse what is not one line of signs that show, so that no name breaks or turns a page."""
    if not is_storable(text) or any(
        sign in TURNING_SIGNS or (not sign.isprintable() and not _is_joiner(sign)) for sign in text
    ):
        raise ValidationError(
            _("This has a sign that does not show, or a new line: type it again without.")
        )


def check_text(text: str) -> None:
    """Refuse the same in a text of several lines."""
    for line in text.splitlines():
        check_line(line)


def check_section(name: str) -> None:
    """Refuse a section's name that no address can hold."""
    check_line(name)
    if "/" in name or name in {".", ".."}:
        raise ValidationError(
            _("The name is part of an address: it cannot contain a slash or consist of dots.")
        )


def check_zone(name: str) -> None:
    """Refuse a time zone that this machine does not know."""
    if name not in zones():
        raise ValidationError(_("There is no such time zone: choose one of the list."))


def check_contact(text: str) -> None:
    """Refuse what is neither a mail address nor a page of the web, such as `javascript:`."""
    check_line(text)
    try:
        if urlsplit(text).scheme in WEB:
            _check_url(text)
        else:
            _check_email(text.removeprefix(MAILTO))
    except (ValidationError, ValueError) as error:
        raise ValidationError(
            _("Give a mail address, or the address of a page that begins with https://.")
        ) from error


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones: with a place in them, and UTC."""
    return frozenset(name for name in available_timezones() if name == "UTC" or "/" in name)


def _is_joiner(sign: str) -> bool:
    """Tell whether a sign that does not show is one that some writings need between letters."""
    return sign in {"\u200c", "\u200d", "\u200e", "\u200f"}
