"""The sentences about pictures: why a file does not become one, and what to do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.refusals import Refusal

OF_PICTURES: Final[dict[Refusal, Promise]] = {
    Refusal.PICTURES_BUSY: _(
        "Many pictures are being read at this moment. Yours was not kept: send it again in a few"
        " seconds."
    ),
    Refusal.PICTURES_FULL: _(
        "The pictures of this site have taken all of their {most_megabytes} MB. Ask an operator to"
        " make room, or delete pictures that nothing uses."
    ),
    Refusal.PICTURES_SPENT: _(
        "Your pictures have taken all of your {most_megabytes} MB. Delete some that nothing uses,"
        " or ask an operator for more."
    ),
    Refusal.PICTURE_DAMAGED: _(
        "This picture is damaged, or ends before it should. Save it again with a program that shows"
        " it, and send that file."
    ),
    Refusal.PICTURE_DOUBLE: _(
        "This file is a picture and something else in one: a page with a program, a PDF or an"
        " archive. Save the picture alone, and send that file."
    ),
    Refusal.PICTURE_DRAWN: _(
        "This is an SVG drawing, which can hold programs. Export it as PNG or WebP, and send that"
        " file."
    ),
    Refusal.PICTURE_FORMAT: _(
        "This is not a JPEG, PNG, WebP, AVIF or GIF picture, whatever its name says. Save it in one"
        " of these formats, and send that file."
    ),
    Refusal.PICTURE_HEAVY: _(
        "Reading this picture takes too much memory or time. Save it again, smaller, and send that"
        " file."
    ),
    Refusal.PICTURE_LARGE: _(
        "The file is larger than {most_mebibytes} MiB. Save a smaller one, and send that."
    ),
    Refusal.PICTURE_MISSING: _("No file came, or an empty one. Choose a picture first."),
    Refusal.PICTURE_MOVES: _("This picture moves. Save one of its frames, and send that file."),
    Refusal.PICTURE_PIXELS: _(
        "This picture has more than {most_megapixels} million pixels. Save a smaller one, and send"
        " that file."
    ),
    Refusal.PICTURE_REMOVED: _(
        "An editor has removed this picture from the site. It cannot be used, changed or sent"
        " again."
    ),
    Refusal.PICTURE_USED: _(
        "This picture is used. Take it out of the texts that show it, and delete it then."
    ),
    Refusal.UNKNOWN_PICTURE: _("There is no picture of this number. It may have been deleted."),
}
