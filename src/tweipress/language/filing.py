"""Sentences about addresses, translations, following, reading lists, and the paper's settings."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_FILING: Final[dict[Refusal, Promise]] = {
    Refusal.ADDRESS_TAKEN: _(
        "Another article has this address, or had it once, and links to it must go on leading"
        " there. Nothing was changed. Choose another address."
    ),
    Refusal.ADDRESSES_MANY: _(
        "This article has had {most} addresses, as many as fit, because each of them goes on"
        " leading to it. Nothing was changed. Choose one of those that it had."
    ),
    Refusal.FOLLOWS_MANY: _(
        "You follow {most} authors, sections and tags, as many as fit. Unfollow one of them first."
    ),
    Refusal.FRONT_CHANGED: _(
        "Somebody else has changed this front meanwhile. Your step was not taken. Look at what is"
        " there now, and take it again if it still holds."
    ),
    Refusal.FRONT_FULL: _(
        "There are {most} in this place, as many as fit. Take one of them off first."
    ),
    Refusal.FRONT_TIME: _(
        "The end has to lie ahead, and a breaking line stands for {most_hours} hours at most."
        " Choose another moment."
    ),
    Refusal.SAVED_MANY: _(
        "Your reading list has {most} articles, as many as fit. Remove one of them first."
    ),
    Refusal.TRANSLATION_TAKEN: _(
        "One of these articles already has a translation into this language. Nothing was changed."
        " Look at its language, or unlink the other article first."
    ),
    Refusal.PAGES_MANY: _("There are {most} pages, as many as fit. Delete one that is not needed."),
    Refusal.PAGE_TAKEN: _(
        "Another page has this address, or had it and is still found by it. Choose another one."
    ),
    Refusal.PAPER_CHANGED: _(
        "Somebody else has changed this meanwhile. Nothing of yours was saved. Look at what is"
        " there now, and send yours again if it still holds."
    ),
    Refusal.SECTIONS_MANY: _(
        "There are {most} sections, as many as fit. Remove one that is not needed."
    ),
    Refusal.SECTION_TAKEN: _(
        "A section has this name, or had it and is still found by it. Choose another one."
    ),
}
