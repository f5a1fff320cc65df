"""Importing old articles with their comments and members from a file (docs/import.md)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from tweipress import bank
from tweipress.articles import actions as articles
from tweipress.articles import queries as texts
from tweipress.articles.actions import ContentError
from tweipress.articles.queries import Article
from tweipress.bank import queries as books
from tweipress.comments.actions import import_comment
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import comment_price, publish_price
from tweipress.core.state.outcome import Refused
from tweipress.imports import file
from tweipress.imports.faults import sentence
from tweipress.imports.file import OldArticle, OldComment
from tweipress.people.actions import members

__all__ = ["ContentError", "Imported", "import_file"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one article of a file; `wrong` says why nothing was done, at `path`."""

    path: str
    title: str = ""
    is_new: bool = False
    new_comments: int = 0
    refused: Refused | None = None
    wrong: str = ""


def import_file(raw: bytes, operator: MemberId) -> Iterator[Imported]:
    """Import the articles of a file, and yield what became of each.

    Writers whom the site does not know become members who cannot sign in. Prices are paid from the
    operator's deposits. Importing the same file again changes nothing. ContentError: the file is
    no import file.
    """
    for path, row in file.articles(raw):
        try:
            old = file.article(row, texts.words_min())
        except ContentError as error:
            yield Imported(".".join(filter(None, (path, error.path))), wrong=sentence(error))
            continue
        yield _import(path, old, operator)


def _import(path: str, old: OldArticle, operator: MemberId) -> Imported:
    """Import one checked article and its comments, as far as that has not been done."""
    writers: dict[str, MemberId] = {}
    for name in old.names:
        try:
            writer = members.register_writer(name)
        except ValidationError as error:
            return Imported(path, old.text.title, wrong=f"{name}: {error.messages[0]}")
        if refused := members.ensure_joined(writer):
            return Imported(path, old.text.title, refused=refused)
        writers[name] = MemberId(writer.pk)
    article = texts.by_import_key(old.key)
    is_new = article is None or article.is_draft
    if article is None or is_new:
        article = articles.save_old_draft(writers[old.author], old.data, old.key, old.day)
        if refused := _publish(article, old, operator):
            return Imported(path, old.text.title, refused=refused)
    known = _known_comments(article, old)
    new_comments = 0
    for comment in old.comments:
        if comment.key in known:
            continue
        if refused := _import_comment(article, comment, writers[comment.writer], operator):
            return Imported(path, old.text.title, is_new, new_comments, refused)
        new_comments += 1
        known.add(comment.key)
    return Imported(path, old.text.title, is_new, new_comments)


def _publish(article: Article, old: OldArticle, operator: MemberId) -> Refused | None:
    """Pay for and publish an old article."""
    author, price_twei = MemberId(article.author_id), publish_price(books.tariff()).total_twei
    if refused := _pay_for(author, price_twei, old.key, article, operator):
        return refused
    answered = articles.publish(article, importer=operator)
    return answered if isinstance(answered, Refused) else None


def _known_comments(article: Article, old: OldArticle) -> set[str]:
    """Return the keys of comments that were imported before."""
    keys = {f"import:{comment.key}": comment.key for comment in old.comments}
    public = article.comments.filter(form_key__in=keys, posting_seq__isnull=False)
    return {keys[key] for key in public.values_list("form_key", flat=True)}


def _import_comment(
    article: Article, old: OldComment, writer: MemberId, operator: MemberId
) -> Refused | None:
    """Pay for and publish an old comment; its bond returns to its writer at the settlement."""
    price_twei = comment_price(books.tariff()).total_twei
    if refused := _pay_for(writer, price_twei, old.key, article, operator):
        return refused
    answered = import_comment(
        ArticleId(article.pk), writer, old.text, operator, old.day, import_key=old.key
    )
    return answered if isinstance(answered, Refused) else None


def _pay_for(
    member: MemberId, price_twei: int, key: str, article: Article, operator: MemberId
) -> Refused | None:
    """Give a member the price of an imported text, once, even if the tariff has changed since."""
    deposit = Deposit(
        to=member,
        amount_twei=price_twei,
        by=operator,
        note=f"import {article.act_key}",
    )
    answered = bank.do(deposit, key=f"import:{key}")
    if isinstance(answered, Refused) and answered.reason is not Refusal.KEY_REUSED:
        return answered
    return None
