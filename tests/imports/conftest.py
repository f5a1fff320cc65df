"""The stage of imports: that of articles, with an operator."""

from tests.articles.conftest import stage

__all__ = ["stage"]
