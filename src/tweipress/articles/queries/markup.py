"""HTML of other systems, for imports: as blocks, as plain text, and on one line."""

from tweipress.articles.text.html.losses import Loss
from tweipress.articles.text.html.reading import Converted, convert
from tweipress.articles.text.html.words import line_of, text_of

__all__ = ["Converted", "Loss", "convert", "line_of", "text_of"]
