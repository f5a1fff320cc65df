"""The writers' Markdown to headings and blocks, and back to the same."""

from tweipress.articles.text.markdown.reading import sections
from tweipress.articles.text.markdown.writing import text

__all__ = ["sections", "text"]
