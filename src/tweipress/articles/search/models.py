"""Models of the search: what is known of each published article, and of each word."""

from typing import Final

from django.db import models
from django.db.models import Q

from tweipress.articles.search.lexemes import WORD_CHARS

ENDS: Final = 2
"""A word with one or two typos nearly always begins or ends with its first or last two letters."""


class Entry(models.Model):
    """A published article in the index; there is none for a draft or for what was taken back.

    `place` is its order in all lists (terms.py), so that the newest are read first and alone.
    `terms` is what the databases index, `text` is where snippets come from, `words` are those that
    typos are compared with, and `analysis` says which version of the analysis made them. `related`
    has addresses, titles and pictures of related articles, as its page shows them; `is_related`
    tells whether they were looked for.
    """

    place = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="entry")
    analysis = models.PositiveSmallIntegerField()
    terms = models.TextField()
    text = models.TextField()
    words = models.TextField()
    related = models.JSONField(default=list)
    is_related = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["place"], condition=Q(is_related=False), name="search_unrelated")
        ]

    def __str__(self) -> str:
        return f"{self.place}"


class Related(models.Model):
    """An article that is shown below another; the best has rank 0.

    Without constraints, which would lock articles that somebody may be about to edit.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="+", db_constraint=False
    )
    other = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="+", db_constraint=False
    )
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="search_related_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id}"


class Word(models.Model):
    """A word as it is written in published articles, and in how many; typos are looked up here.

    `key` is a hash of the word: both databases have the same order of keys.
    """

    key = models.BigIntegerField(primary_key=True)
    word = models.CharField(max_length=WORD_CHARS)
    head = models.CharField(max_length=ENDS)
    tail = models.CharField(max_length=ENDS)
    length = models.PositiveSmallIntegerField()
    articles = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["head", "length"], name="search_word_head"),
            models.Index(fields=["tail", "length"], name="search_word_tail"),
        ]

    def __str__(self) -> str:
        return self.word
