"""Pictures in articles: what the library has of them, and that each is told in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from tweipress.articles.text.content import Text
from tweipress.articles.text.pieces import Image, Source
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pictures import actions as library
from tweipress.pictures import listed
from tweipress.pictures.queries import ARTICLE, PictureView, pictures_of


def images(text: Text) -> Mapping[int, Image]:
    """Return what the library has of a text's pictures, by their numbers."""
    return drawn(library_of(text))


def library_of(text: Text) -> Mapping[int, PictureView]:
    """Return a text's pictures as the library has them, by their numbers; one read at most."""
    numbers = {picture.picture for picture in text.pictures}
    return pictures_of(numbers) if numbers else {}


def drawn(views: Mapping[int, PictureView]) -> Mapping[int, Image]:
    """Return pictures of the library as a text shows them."""
    return {number: _image(view) for number, view in views.items()}


def listed_of(text: Text, views: Mapping[int, PictureView]) -> dict[str, Any] | None:
    """Return what lists show of a text's pictures: the first that is there; None without any."""
    shown = (views.get(picture.picture) for picture in text.pictures)
    first = next((view for view in shown if view and not view.is_removed), None)
    return listed.kept(first) if first else None


def _image(view: PictureView) -> Image:
    if view.is_removed:
        return Image(view.width, view.height, "", removed=view.removed_reason)
    return Image(
        view.width,
        view.height,
        view.src,
        (Source("image/avif", view.avif), Source("image/webp", view.webp)),
        view.alt,
        view.credit,
    )


def undescribed(text: Text) -> Refused | None:
    """Refuse a text with a picture of which those who cannot see it would learn nothing."""
    known = images(text)
    for picture in text.pictures:
        image = known.get(picture.picture)
        if not picture.alt and not (image and image.alt):
            return refuse(Refusal.PICTURE_UNDESCRIBED, picture=picture.picture)
    return None


def note_uses(article: int, text: Text, before: Text | None) -> None:
    """Tell the library which pictures an article shows now, if it has or had any."""
    if text.pictures or (before and before.pictures):
        library.note_uses(ARTICLE, article, [picture.picture for picture in text.pictures])


def forget_uses(articles: Iterable[int]) -> None:
    """Tell the library that texts are gone."""
    for article in articles:
        library.note_uses(ARTICLE, article, ())
