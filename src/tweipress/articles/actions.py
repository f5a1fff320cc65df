"""Writing, publishing, changing and taking back: the text first, then the act, then its number."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

from django.db import transaction
from django.utils.crypto import get_random_string

from tweipress import bank
from tweipress.articles import imports, repeats
from tweipress.articles.approvals import digest, judged_at
from tweipress.articles.drafts import COPIED, NoDraftError, checked, give_slug, store
from tweipress.articles.edits import edit, found_again
from tweipress.articles.imports import Imported, OldArticle, OldComment
from tweipress.articles.models import REASON_CHARS, Article
from tweipress.articles.text import body, content
from tweipress.articles.text.content import ContentError
from tweipress.bank import Receipt, queries
from tweipress.comments.actions import import_comment
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.language.refusals import sentence
from tweipress.people.actions import members as people
from tweipress.people.models import Member

__all__ = [
    "ContentError",
    "Imported",
    "NoDraftError",
    "edit",
    "found_again",
    "import_file",
    "open_again_after",
    "publish",
    "resume_open",
    "save_draft",
    "take_back",
]

MS_PER_S: Final = 1000
ADDRESS_CHARS: Final = 16
BOOKS_FIELDS: Final = (
    *("posting_seq", "asked", "published_at", "dated_at", "time_to_read_s"),
    *("refusal", "refusal_sentence"),
)
SENT_FIELDS: Final = (*COPIED, "words", "index_text", "parts", "made")


def save_draft(author: Member, data: Mapping[str, Any], article: Article | None = None) -> Article:
    """Save title, lead, section and sections (docs/import.md) as a draft, and return it.

    `article` is the draft they replace; an editor may save it too, its author stays. ContentError
    says what cannot be kept, NoDraftError that it is no draft any more; then nothing is.
    """
    text = checked(data)
    article = article or Article(author=author)
    article.slug = article.slug or article.code
    store(article, text, author)
    return article


def publish(article: Article, *, reviewed: bool = False, importer: int = 0) -> Receipt | Refused:
    """Ask the books to publish a draft, paid by its author; a refused one stays a draft.

    What a review has approved is published as reviewed, if it is still the same text. `importer` is
    the member number of the operator who brings the article in. Asking again while
    the first answer is under way gives the same receipt.
    """
    if article.posting_seq is not None:
        return refuse(Refusal.ALREADY_PUBLISHED)
    review = queries.review(ArticleId(article.pk))
    is_approved = review is not None and review.review.state == ReviewState.APPROVED
    give_slug(article)
    article.reviewed, article.asked = reviewed or is_approved, True
    article.save(update_fields=["reviewed", "asked"])
    article.refresh_from_db()  # from now on no draft's save changes the text
    if review is not None and is_approved and review.review.digest != digest(article):
        Article.objects.filter(pk=article.pk, posting_seq=None).update(asked=False)
        return refuse(Refusal.REVIEW_OTHER)
    judged = judged_at(review) if review is not None and is_approved else None
    repeated = repeats.claim(article, article.index_text, judged)
    act = Publish(
        member=MemberId(article.author_id),
        article=ArticleId(article.pk),
        time_to_read_s=article.time_to_read_s,
        words=article.words,
        sections=article.parts,
        reviewed=article.reviewed,
        importer=MemberId(importer),
        repeats=ArticleId(repeated),
    )
    answered = bank.do(act, key=article.act_key)
    if isinstance(answered, Refused):
        _note_refused(article, answered)
    else:
        _note_published(article, answered.seq, answered.at_ms, act.time_to_read_s, act.sections)
    return answered


def take_back(member: Member, article: Article, reason: str) -> Receipt | Refused:
    """Take a published article back for a reason; what its lanes hold returns to the pool.

    Whether the member may is the rule's matter: its author or an editor.
    """
    reason = content.tidy(reason)
    if len(reason) > REASON_CHARS:
        return refuse(Refusal.TEXT_TOO_LONG, most=REASON_CHARS, length=len(reason))
    if article.is_draft:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    open_undo = Article.objects.filter(pk=article.pk, undo_seq=None)
    if not open_undo.update(undo_by=member, undo_reason=reason):
        return refuse(Refusal.ARTICLE_UNDONE)
    act = UndoArticle(member=MemberId(member.pk), article=ArticleId(article.pk), reason=reason)
    answered = bank.do(act, key=article.undo_key)
    if isinstance(answered, Refused):
        open_undo.filter(undo_by=member).update(undo_by=None, undo_reason="")
    else:
        open_undo.update(undo_seq=answered.seq, undo_by=member, undo_reason=reason)
    article.refresh_from_db()
    return answered


def resume_open() -> int:
    """Write down what a crash left open, and return how many articles that were.

    What the books know is noted; what they do not know did not happen, and can be asked for again:
    nobody is to pay today for a click of yesterday.
    """
    asked = list(Article.objects.filter(asked=True, posting_seq=None))
    for article in asked:
        seq = queries.find_posting(MemberId(article.author_id), article.act_key)
        if seq is None:
            _note_refused(article, refuse(Refusal.BOOKS_FAILED))
            continue
        offer = queries.offers([article.pk], None)[article.pk]
        _note_published(article, seq, offer.published_ms, offer.time_to_read_s, offer.sections)
    undone = list(Article.objects.filter(undo_by__isnull=False, undo_seq=None))
    for article in undone:
        assert article.undo_by_id is not None
        article.undo_seq = queries.find_posting(MemberId(article.undo_by_id), article.undo_key)
        if article.undo_seq is None:
            article.undo_by, article.undo_reason = None, ""
        article.save(update_fields=["undo_seq", "undo_by", "undo_reason"])
    return len(asked) + len(undone)


def open_again_after(last_seq: int, using: str) -> int:
    """Leave open what a copied site ascribes to postings after the last one of its copied books.

    Return how many that were; `resume_open` asks for each of them at the next start.
    """
    articles = Article.objects.using(using)
    undone = articles.filter(undo_seq__gt=last_seq).update(undo_seq=None)
    published = articles.filter(posting_seq__gt=last_seq)
    return undone + published.update(posting_seq=None, asked=True, published_at=None, dated_at=None)


def import_file(raw: bytes, operator: Member) -> Iterator[Imported]:
    """Bring in the articles of a file (docs/import.md), and yield what became of each.

    Writers whom the site does not know become members who cannot sign in. Prices are paid from the
    operator's deposits; the same file again changes nothing. ContentError: it is no such file.
    """
    for path, row in imports.articles(raw):
        try:
            old = imports.article(row, queries.tariff().article_words_min)
        except ContentError as error:
            yield Imported(".".join(filter(None, (path, error.path))), wrong=error.reason)
            continue
        yield _import(path, old, operator)


def _import(path: str, old: OldArticle, operator: Member) -> Imported:
    """Bring in one checked article and its comments, as far as that has not been done."""
    members: dict[str, Member] = {}
    for name in old.names:
        members[name] = _import_member(name)
        if refused := people.ensure_joined(members[name]):
            return Imported(path, old.text.title, refused=refused)
    author = members[old.author]
    article = Article.objects.filter(import_key=old.key).first()
    article = article or Article(author=author, import_key=old.key, shown_date=old.day)
    is_new = article.is_draft
    if is_new and (refused := _import_text(article, old, author, operator)):
        return Imported(path, old.text.title, refused=refused)
    keys = [f"import:{comment.key}" for comment in old.comments]
    known = set(
        article.comments.filter(form_key__in=keys, posting_seq__isnull=False).values_list(
            "form_key", flat=True
        )
    )
    new_comments = 0
    for key, comment in zip(keys, old.comments, strict=True):
        if key in known:
            continue
        if refused := _import_comment(article, comment, members[comment.writer], operator):
            return Imported(path, old.text.title, is_new, new_comments, refused)
        new_comments += 1
        known.add(key)
    return Imported(path, old.text.title, is_new, new_comments)


def _import_text(
    article: Article, old: OldArticle, author: Member, operator: Member
) -> Refused | None:
    """Save, pay for and publish an old article."""
    article = save_draft(author, old.data, article)
    price_twei = queries.tariff().publish_twei
    if refused := _pay_for(author, price_twei, old.key, article, operator):
        return refused
    answered = publish(article, importer=operator.pk)
    return answered if isinstance(answered, Refused) else None


def _import_comment(
    article: Article, old: OldComment, writer: Member, operator: Member
) -> Refused | None:
    """Pay for and publish an old comment; its bond returns to its writer at the settlement."""
    tariff = queries.tariff()
    price_twei = tariff.comment_twei + tariff.comment_bond_twei
    if refused := _pay_for(writer, price_twei, old.key, article, operator):
        return refused
    number, by, to = ArticleId(article.pk), MemberId(operator.pk), MemberId(writer.pk)
    answered = import_comment(number, to, old.text, by, old.day, import_key=old.key)
    return answered if isinstance(answered, Refused) else None


def _import_member(name: str) -> Member:
    """Return the member of that name; a new one has no address or password to sign in with."""
    found = Member.objects.named(name).first()
    if found is not None:
        return found
    address = f"{get_random_string(ADDRESS_CHARS).lower()}@imported.invalid"
    return Member.objects.create_user(address, name)


def _pay_for(
    member: Member, price_twei: int, key: str, article: Article, operator: Member
) -> Refused | None:
    """Give a member the price of an imported text, once; an older tariff's price stands as paid."""
    deposit = Deposit(
        to=MemberId(member.pk),
        amount_twei=price_twei,
        by=MemberId(operator.pk),
        note=f"import {article.act_key}",
    )
    answered = bank.do(deposit, key=f"import:{key}")
    if isinstance(answered, Refused) and answered.reason is not Refusal.KEY_REUSED:
        return answered
    return None


def _note_refused(article: Article, refused: Refused) -> None:
    unanswered = Article.objects.filter(pk=article.pk, posting_seq=None)
    if unanswered.update(asked=False, refusal=refused.name, refusal_sentence=sentence(refused)):
        repeats.release(article)
    article.refresh_from_db()


def _note_published(
    article: Article, seq: int, at_ms: int, time_to_read_s: int, parts: int
) -> None:
    """Write the posting down, with the books' timing, and the text that was sent.

    A worker that starts anew meanwhile may have opened the draft for saving: what was saved then is
    a version, and not what was judged. An edit of what is public already stands. Its marks are
    taken once more: a refusal a moment ago may have let them go.
    """
    repeats.claim(article, article.index_text)
    sent = {name: getattr(article, name) for name in SENT_FIELDS}
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        article.refresh_from_db()
        if stored.posting_seq is None:
            for name, value in sent.items():
                setattr(article, name, value)
        _note(article, seq, at_ms, time_to_read_s, parts)


def _note(article: Article, seq: int, at_ms: int, time_to_read_s: int, parts: int) -> None:
    article.posting_seq, article.asked = seq, False
    article.refusal = article.refusal_sentence = ""
    article.published_at = datetime.fromtimestamp(at_ms // MS_PER_S, UTC)
    article.dated_at = article.published_at
    if article.shown_date is not None:
        article.dated_at = datetime.combine(article.shown_date, time(), UTC)
    article.time_to_read_s = time_to_read_s
    if article.parts != parts:
        article.parts, article.made = parts, body.made(article.text, parts)
    article.save(update_fields=(*BOOKS_FIELDS, *SENT_FIELDS))
