"""Reads of articles. What they earn is read from the bank; who may see a draft is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from tweipress.articles import repeats
from tweipress.articles.approvals import judged_at
from tweipress.articles.models import OUT
from tweipress.articles.models import Article as Article  # noqa: PLC0414  # pages name the type
from tweipress.articles.text import body as bodies
from tweipress.articles.text import content, markdown
from tweipress.articles.text.body import Part
from tweipress.bank import queries as books
from tweipress.bank.queries import Standing
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.money import part
from tweipress.core.records.repeat import RepeatState
from tweipress.core.records.review import ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right, Role, may
from tweipress.core.rules import reading
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.tariff import Tariff
from tweipress.people.models import Member

PAGE: Final = 20
"""How many articles a list shows before it asks for more."""

HEAVY: Final = ("sections", "made", "index_text")
"""Fields that no list of articles shows."""


def front_page(
    section: str | None = None, before: str | None = None, limit: int = PAGE
) -> list[Article]:
    """Return published articles with their authors, newest date first; two database reads at most.

    `before` is the slug of the last article shown so far; an unknown one begins anew.
    """
    articles = _listed().filter(OUT)
    if section is not None:
        articles = articles.filter(section=section)
    if before is not None:
        articles = articles.filter(_after(before))
    return list(articles.order_by("-dated_at", "-posting_seq")[:limit])


def sections() -> list[str]:
    """Return the names of the news sections in which something is published, in order."""
    named = Article.objects.filter(OUT).exclude(section="")
    return list(named.order_by("section").values_list("section", flat=True).distinct())


def by_slug(slug: str) -> Article | None:
    """Return a published article with its author; one taken back too, which its page says."""
    public = Article.objects.filter(slug=slug, posting_seq__isnull=False)
    return public.select_related("author").defer("index_text").first()


def by_numbers(numbers: list[int]) -> dict[int, Article]:
    """Return public articles by number, without their text: for statements and lists of reports."""
    found = _listed().filter(posting_seq__isnull=False)
    return found.in_bulk(numbers)


def search(text: str, limit: int = PAGE) -> list[Article]:
    """Return published articles in which every word of `text` occurs, newest date first."""
    words = content.tidy(text[: content.TITLE_CHARS]).casefold().split()
    if not words:
        return []
    articles = _listed().filter(OUT)
    for word in dict.fromkeys(words):
        articles = articles.filter(index_text__contains=word)
    return list(articles.order_by("-dated_at", "-posting_seq")[:limit])


def of_author(author: Member, limit: int = PAGE) -> list[Article]:
    """Return an author's published articles, newest date first."""
    articles = _listed().filter(OUT, author=author)
    return list(articles.order_by("-dated_at", "-posting_seq")[:limit])


def drafts_of(author: Member) -> list[Article]:
    """Return an author's drafts, the one changed last first."""
    return list(_listed().filter(author=author, posting_seq=None).order_by("-updated"))


def public_of(author: Member) -> list[Article]:
    """Return what an author published, taken back or not, newest first."""
    public = _listed().filter(author=author, posting_seq__isnull=False)
    return list(public.order_by("-posting_seq"))


def for_writer(member: Member, code: str) -> Article | None:
    """Return the article if this member may change it, its author or an editor; else None."""
    article = Article.objects.filter(code=code).select_related("author").first()
    if article is None or not (article.author_id == member.pk or is_editor(member)):
        return None
    return article


def by_code(code: str) -> Article | None:
    """Return an article with its author for whoever may judge it, whom reviews' queries know."""
    return Article.objects.filter(code=code).select_related("author").first()


def drafts_by_numbers(numbers: list[int]) -> dict[int, Article]:
    """Return drafts by number, without their text."""
    return _listed().filter(posting_seq=None).in_bulk(numbers)


def locked(article: Article) -> Refused | None:
    """Refuse to change a draft that is under review or approved: what is judged stays as it is."""
    review = books.review(ArticleId(article.pk)) if article.is_draft else None
    return refuse(Refusal.REVIEW_LOCKS) if review and review.review.is_live else None


def is_editor(member: Member) -> bool:
    """Tell whether the member may review, and change or take back others' articles."""
    return Role.EDITOR in _roles(member)


def importer(name: str) -> Member | None:
    """Return the operator of that name; without a name the only one there is."""
    named = Member.objects.named(name) if name else Member.objects.filter(is_superuser=True)
    operators = named.filter(is_active=True)
    found = [member for member in operators[:2] if Role.OPERATOR in _roles(member)]
    return found[0] if len(found) == 1 else None


def body(article: Article) -> list[Part]:
    """Return the article's parts, numbered from 1, as many as the books count; clean HTML.

    Title and lead stand above them. A part without pieces is possible after a short edit.
    """
    made = article.made or bodies.made(article.text, max(1, article.parts))
    return bodies.shown(made)


def part_words(article: Article) -> list[int]:
    """Return how many words are read with each part, the lead's with the first."""
    return [part["words"] for part in article.made]


def preview(text: content.Text) -> list[Part]:
    """Return the body that `text` would have."""
    return bodies.shown(bodies.made(text, reading.section_count(text.words, books.tariff())))


def editor_text(article: Article) -> str:
    """Return the body as the writers' Markdown."""
    return markdown.text(article.text.sections)


def as_form(article: Article) -> Mapping[str, str]:
    """Return what the editor's form shows of an article."""
    return {
        "title": article.title,
        "lead": article.lead,
        "section": article.section,
        "body": editor_text(article),
    }


@dataclass(frozen=True, slots=True)
class Terms:
    """What publishing an article costs and needs, and what its author has, in Twei."""

    tariff: Tariff
    standing: Standing | None
    to_readers_twei: int
    to_pool_twei: int
    is_long_enough: bool
    is_level_enough: bool
    has_funds: bool
    may_review: bool


def terms(article: Article) -> Terms:
    """Return what is said before the click: the price and its parts, the bond, what is needed."""
    tariff = books.tariff()
    standing = books.standing(MemberId(article.author_id))
    to_readers_twei = part(tariff.publish_twei, tariff.publish_to_readers_bps)
    roles = standing.roles if standing else frozenset()
    level = standing.level if standing else 0
    return Terms(
        tariff,
        standing,
        to_readers_twei,
        tariff.publish_twei - to_readers_twei,
        is_long_enough=article.words >= tariff.article_words_min,
        is_level_enough=bool(roles) or level >= tariff.publish_level,
        has_funds=standing is not None and standing.spendable_twei >= tariff.publish_twei,
        may_review=may(roles, Right.REVIEW),
    )


@dataclass(frozen=True, slots=True)
class Repeated:
    """What an article repeats, how much of it, and what an editor said; `other` None if undone.

    `is_later` says that a review has approved the text before the other article was there.
    """

    article: Article
    other: Article | None
    found_bps: int
    whole_bps: int
    is_waiting: bool
    reason: str
    is_later: bool = False


def would_repeat(article: Article) -> Repeated | None:
    """Return what a draft would be found to repeat if it were published now."""
    review = books.review(ArticleId(article.pk))
    is_approved = review is not None and review.review.state == ReviewState.APPROVED
    found = repeats.look(article, judged_at(review) if review and is_approved else None)
    return _repeated(article, found.of, found, is_waiting=True, reason="") if found else None


def repeated(article: Article) -> Repeated | None:
    """Return what a published article was found to repeat, None if nothing ever."""
    known = books.repeat(ArticleId(article.pk))
    if known is None:
        return None
    is_waiting = known.state == RepeatState.WAITING
    now = repeats.look(article)
    return _repeated(article, known.of, now, is_waiting=is_waiting, reason=known.reason)


def is_payable(article: Article) -> bool:
    """Tell whether nothing but its lanes decides whether readers are paid."""
    known = books.repeat(ArticleId(article.pk))
    return known is None or known.state != RepeatState.WAITING


def waiting_repeats(limit: int = PAGE) -> list[Repeated]:
    """Return the articles that pay nobody until an editor has looked, the oldest finding first."""
    waiting = books.waiting_repeats(limit)
    known = Article.objects.select_related("author").in_bulk([it.article for it in waiting])
    return [
        _repeated(text, it.of, repeats.look(text), is_waiting=True, reason="")
        for it in waiting
        if (text := known.get(it.article))
    ]


def _repeated(
    article: Article, of: int, now: repeats.Found | None, *, is_waiting: bool, reason: str
) -> Repeated:
    other = Article.objects.filter(pk=of, posting_seq__isnull=False).first()
    share_bps, whole_bps = (now.found_bps, now.whole_bps) if now else (0, 0)
    is_later = now is not None and now.is_later
    return Repeated(article, other, share_bps, whole_bps, is_waiting, reason, is_later)


def words_min() -> int:
    """Return how many words an article needs at the least."""
    return books.tariff().article_words_min


def _listed() -> QuerySet[Article]:
    return Article.objects.select_related("author").defer(*HEAVY)


def _after(slug: str) -> Q:
    last = Article.objects.filter(OUT, slug=slug).only("dated_at", "posting_seq").first()
    if last is None:
        return Q()
    same_date = Q(dated_at=last.dated_at, posting_seq__lt=last.posting_seq)
    return Q(dated_at__lt=last.dated_at) | same_date


def _roles(member: Member) -> frozenset[Role]:
    standing = books.standing(MemberId(member.pk))
    return standing.roles if standing else frozenset()
