"""Importing old articles with their comments, pictures and members (docs/import.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError

from tweipress import bank
from tweipress.articles import actions as articles
from tweipress.articles import queries as texts
from tweipress.articles.actions import ContentError, Fault
from tweipress.articles.filing import actions as filing
from tweipress.articles.queries import Article, content
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.comments.actions import import_comment
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import comment_price, publish_price
from tweipress.core.state.outcome import Refused
from tweipress.imports.names import Names
from tweipress.imports.pictures import Pictures
from tweipress.imports.values import (
    Entry,
    Left,
    LeftCounts,
    OldArticle,
    OldComment,
    Skip,
    Skipped,
    Writer,
)
from tweipress.people.actions import members

__all__ = ["ContentError", "Imported", "Importing", "State"]


class State(StrEnum):
    """What became of an entry of an export."""

    NEW = "new"
    KNOWN = "known"
    SKIPPED = "skipped"
    WRONG = "wrong"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one entry; `why` says it where nothing was done, at `path`."""

    path: str
    title: str
    state: State
    new_comments: int = 0
    price_twei: int = 0
    why: Skip | ContentError | Refused | str = ""
    detail: str = ""
    left: LeftCounts = field(default_factory=LeftCounts)


@dataclass
class Importing:
    """An import by an operator. In a rehearsal everything is looked at and nothing is written.

    Writers whom the site does not know become members who cannot sign in. Prices are paid from the
    operator's deposits. Importing the same again changes nothing.
    """

    operator: MemberId
    pictures: Pictures
    names: Names
    is_rehearsal: bool = False

    def run(self, entries: Iterable[Entry]) -> Iterator[Imported]:
        """Import what a reader has read, and yield what became of each entry."""
        for entry in entries:
            if isinstance(entry, Skipped):
                state = State.WRONG if isinstance(entry.why, ContentError) else State.SKIPPED
                yield Imported(entry.path, entry.title, state, why=entry.why, detail=entry.detail)
            elif entry.day > clock.now().date():
                yield Imported(entry.path, entry.title, State.SKIPPED, why=Skip.FUTURE)
            else:
                yield self._article(entry)

    def _article(self, old: OldArticle) -> Imported:
        article = texts.by_import_key(old.key)
        if article is not None and not article.is_draft:
            return self._comments(old, article, is_new=False)
        try:
            self._check(old)
            for writer in (old.author, *(comment.writer for comment in old.comments)):
                self.names.name(writer)
            filed = _filed(old)
            if self.is_rehearsal:
                return self._comments(old, None, is_new=True)
            author = self._member(old.author)
            if isinstance(author, Refused):
                return Imported(old.path, old.title, State.REFUSED, why=author)
            old.sections = self.pictures.brought(old)
            article = articles.save_old_draft(author, old.data, old.key, old.day)
        except ContentError as error:
            return Imported(old.path, old.title, State.WRONG, why=error)
        except ValidationError as error:
            return Imported(old.path, old.title, State.WRONG, why=error.messages[0])
        _file(article, filed, old)
        filing.remember(article, old.addresses)
        if refused := self._publish(article, old):
            return Imported(old.path, old.title, State.REFUSED, why=refused, left=+old.left)
        return self._comments(old, article, is_new=True)

    def _check(self, old: OldArticle) -> None:
        """Raise ContentError if the text cannot be an article; nothing has been written by then."""
        sections = self.pictures.checked(old)
        text = content.checked(old.title, old.lead, old.section, sections)
        least = texts.words_min()
        if text.words < least:
            raise ContentError("sections", Fault.TOO_FEW_WORDS, words=text.words, least=least)

    def _member(self, writer: Writer) -> MemberId | Refused:
        """Return the member who stands for a writer, made and in the books."""
        member = members.register_writer(self.names.name(writer))
        return members.ensure_joined(member) or MemberId(member.pk)

    def _publish(self, article: Article, old: OldArticle) -> Refused | None:
        """Pay for and publish an old article."""
        author, price_twei = MemberId(article.author_id), publish_price(books.tariff()).total_twei
        if refused := self._pay_for(author, price_twei, old.key, article):
            return refused
        answered = articles.publish(article, importer=self.operator)
        return answered if isinstance(answered, Refused) else None

    def _comments(self, old: OldArticle, article: Article | None, *, is_new: bool) -> Imported:
        """Import the comments that are not there yet, and tell what became of the article."""
        tariff, known = books.tariff(), _known_comments(article, old) if article else set()
        price_twei = publish_price(tariff).total_twei if is_new else 0
        state, new = State.NEW if is_new else State.KNOWN, 0
        for comment in old.comments:
            if comment.key in known:
                continue
            refused = self._comment(comment, article)
            if refused:
                return Imported(old.path, old.title, State.REFUSED, new, price_twei, refused)
            new += 1
            price_twei += comment_price(tariff).total_twei
            known.add(comment.key)
        left = +old.left if is_new else LeftCounts()
        return Imported(old.path, old.title, state, new, price_twei, left=left)

    def _comment(self, old: OldComment, article: Article | None) -> Refused | None:
        """Pay for and publish a comment; its bond returns to its writer at the settlement."""
        if article is None or self.is_rehearsal:
            return None
        writer = self._member(old.writer)
        if isinstance(writer, Refused):
            return writer
        price_twei = comment_price(books.tariff()).total_twei
        if refused := self._pay_for(writer, price_twei, old.key, article):
            return refused
        number = ArticleId(article.pk)
        answered = import_comment(
            number, writer, old.text, self.operator, old.day, import_key=old.key
        )
        return answered if isinstance(answered, Refused) else None

    def _pay_for(
        self, member: MemberId, price_twei: int, key: str, article: Article
    ) -> Refused | None:
        """Give a member the price of an imported text, once, even if the tariff has changed."""
        deposit = Deposit(
            to=member, amount_twei=price_twei, by=self.operator, note=f"import {article.act_key}"
        )
        answered = bank.do(deposit, key=f"import:{key}")
        if isinstance(answered, Refused) and answered.reason is not Refusal.KEY_REUSED:
            return answered
        return None


def _known_comments(article: Article, old: OldArticle) -> set[str]:
    """Return the keys of comments that were imported before."""
    keys = {f"import:{comment.key}": comment.key for comment in old.comments}
    public = article.comments.filter(form_key__in=keys, posting_seq__isnull=False)
    return {keys[key] for key in public.values_list("form_key", flat=True)}


def _filed(old: OldArticle) -> filing.Filed:
    """Return how an article is filed: what cannot be a tag, a slug or a language is left."""
    names: list[tuple[str, str]] = []
    for name in dict.fromkeys(old.tags):
        try:
            names += filing.typed(name.replace(",", " "))
        except ValidationError:
            old.leave(Left.TAG, name)
    tags = list(dict(names).items())
    for _, name in tags[filing.TAGS_MAX :]:
        old.leave(Left.TAG, name)
    language = old.language.lower().replace("_", "-")
    spoken = [code for code, _ in settings.LANGUAGES]
    code = next((code for code in (language, language.partition("-")[0]) if code in spoken), "")
    if language and not code:
        old.leave(Left.LANGUAGE, old.language)
    slug = filing.slug_of(unquote(old.slug))
    return filing.Filed(code or settings.LANGUAGE_CODE, tags[: filing.TAGS_MAX], slug, None)


def _file(article: Article, filed: filing.Filed, old: OldArticle) -> None:
    """File a draft; if its slug is another article's, it gets one of its title."""
    if article.asked or filing.file(article, filed) is None:
        return
    old.leave(Left.SLUG, filed.slug)
    filing.file(article, filing.Filed(filed.language, filed.tags, "", None))
