"""The comments of an article as one of its readers sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import CommentBooks, Settlement
from tweipress.comments import queries as comments
from tweipress.comments.edits import queries as edits
from tweipress.comments.queries import PublicComment, Unsent
from tweipress.comments.rules import queries as rules
from tweipress.comments.threads import queries as threads
from tweipress.comments.threads.queries import Portion, Sort
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import comment_price, dislike_price, like_shares
from tweipress.core.units import moment
from tweipress.http.fast.addresses import address
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key
from tweipress.pages.blocks import votes
from tweipress.pages.threads import nesting
from tweipress.pages.view_models.comments import Form, Note, Shown, Standing, Terms, Thread, Waiting
from tweipress.pages.view_models.post import Post
from tweipress.people import queries as people
from tweipress.people.muting import queries as muting
from tweipress.people.queries import Card

BARRED: Final = frozenset({Refusal.BANNED, Refusal.LEFT})
OTHERS: Final = 20
"""How many of a thread's latest comments are searched for one that the member can vote on."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for a thread; `standing` is None for a visitor."""

    post: Post
    member: MemberId | None
    rows: Sequence[PublicComment]
    records: Mapping[CommentId, CommentBooks]
    offers: Mapping[CommentId, votes.Offers]
    standing: Standing | None
    muted: frozenset[int] = frozenset()
    portion: Portion | None = None
    """What of the article's comments was read, if it was not one comment alone."""

    @property
    def may_report(self) -> bool:
        """Tell whether the member can report comments: everybody who may do more than read."""
        now = self.standing
        refused = (now.like, now.dislike, now.write) if now else ()
        barred = any(why is not None and why.reason in BARRED for why in refused)
        return now is not None and not barred


@books.read_session()
def thread(
    post: Post,
    member: MemberId | None,
    typed: Form | None = None,
    portion: Portion | None = None,
    sort: Sort = Sort.BEST,
) -> Thread:
    """Return the comments of an article for a member (None: a visitor): the first, or `portion`.

    `typed` is a form as it was sent and refused: its text is shown again.
    """
    portion = portion or threads.portion(ArticleId(post.pk), sort)
    rows = portion.rows
    records = books.comments([row.number for row in rows], member)
    rows = [row for row in rows if row.number in records]  # the site may be ahead after a restore
    here = rules.in_force(post.pk, post.section)
    closed = rules.closed(here, post.published_at, clock.now())
    if member is None:
        read = _Read(post, None, rows, records, {}, None, portion=portion)
        return replace(_thread(read, None, sort), closed=closed)
    offers = votes.offers(records, member)
    standing = votes.standing(member, ArticleId(post.pk), offers.values(), closed)
    unsent = comments.unsent(ArticleId(post.pk), member)
    form = typed or _form(unsent, standing)
    muted = muting.muted_by(member) if rows else frozenset()
    read = _Read(post, member, rows, records, offers, standing, muted, portion)
    waiting = tuple(Waiting(number, text.text, text.refused) for number, text in unsent.held)
    made = _thread(read, form, sort)
    return replace(made, message=here.message, closed=closed, waiting=waiting)


@books.read_session()
def alone(number: CommentId, post: Post, member: MemberId, mark: str) -> Thread | None:
    """Return a thread with only the comment that the member has acted on.

    `mark` is that of the thread on the member's page. Return None if the thread around the comment
    may look different now.
    """
    row = comments.public(number)
    others = comments.latest_of_others(ArticleId(post.pk), member, number, OTHERS)
    records = books.comments([number, *others], member)
    offers = votes.offers(records, member)
    elsewhere = [offered for comment, offered in offers.items() if comment != number]
    closed = rules.closed(rules.in_force(post.pk, post.section), post.published_at, clock.now())
    standing = votes.standing(member, ArticleId(post.pk), elsewhere, closed)
    is_known = row is not None and number in records and standing.is_voting_known
    if row is None or not is_known or standing.mark != mark:
        return None
    return _thread(_Read(post, member, [row], records, offers, standing), None)


def _thread(read: _Read, form: Form | None, sort: Sort = Sort.BEST) -> Thread:
    member, is_author = read.member, read.post.is_by(read.member)
    elsewhere = nesting.elsewhere(read.rows)
    writers = {row.writer for row in (*read.rows, *elsewhere.values())}
    cards = people.cards({*writers, *([member] if member else [])})
    portion = read.portion or Portion((), 0)
    return Thread(
        comments=nesting.nested(read.rows, _shown_all(read, cards), portion.cut, elsewhere, cards),
        count=portion.total - len(portion.rows) + len(read.rows) if read.portion else 1,
        ways=nesting.ways(read.post.slug, portion, sort, is_member=member is not None),
        terms=_terms(is_author=is_author),
        standing=read.standing,
        level=books.tariff().comment_level,
        is_author=is_author,
        me=cards[member] if member else None,
        form=form,
        reasons=tuple((str(value), label) for value, label in comments.DislikeReason.choices),
        write_url=address("comments:write", read.post.slug),
        post_url=post_path(read.post.slug, "comments"),
    )


def _terms(*, is_author: bool) -> Terms:
    tariff = books.tariff()
    return Terms(
        comment=comment_price(tariff),
        like=like_shares(tariff, by_author=is_author),
        dislike=dislike_price(tariff, pays_author=not is_author),
        fine_twei=tariff.dislike_fine_twei,
        settlement_s=tariff.settlement_s,
        text_max=comments.TEXT_MAX,
        reason_max=comments.REASON_MAX,
    )


def _form(unsent: Unsent, standing: Standing) -> Form | None:
    """Return the form, with a text that waits to be sent again; None when writing is refused."""
    if waiting := unsent.refused:
        return Form(waiting.form_key, waiting.text, waiting.refused, parent=waiting.parent)
    return None if standing.write else Form(fresh_key())


def _shown_all(read: _Read, cards: Mapping[int, Card]) -> tuple[Shown, ...]:
    own = [row.number for row in read.rows if row.writer == read.member]
    settled = [number for number in own if read.records[number].ended == CommentEnd.SETTLED]
    settlements = books.settlements(settled) if settled else {}
    shown = [_shown(read, row, cards[row.writer], settlements.get(row.number)) for row in read.rows]
    changed = [row.number for row in shown if row.is_changed]
    notes = edits.notes_of(changed) if changed else {}
    return tuple(
        replace(one, notes=tuple(map(_note, notes[one.number]))) if one.number in notes else one
        for one in shown
    )


def _note(row: edits.Changed) -> Note:
    return Note(row.at, row.text, comments.html(row.text))


def _shown(read: _Read, row: PublicComment, writer: Card, settlement: Settlement | None) -> Shown:
    record = read.records[row.number]
    is_removed = record.ended == CommentEnd.REMOVED and not row.is_restored
    is_hidden = row.is_hidden or is_removed
    offered = None if is_hidden else read.offers.get(row.number)
    return Shown(
        number=row.number,
        writer=writer,
        text="" if is_hidden else row.text,
        html=comments.html("" if is_hidden else row.text),
        at=row.old_date or row.created,
        has_time=row.old_date is None,
        is_hidden=is_hidden,
        is_muted=row.writer in read.muted,
        hidden_reason=row.hidden_reason,
        is_provisional=row.is_provisional,
        edited_at=row.edited_at,
        is_changed=row.is_changed and not is_hidden,
        likes=record.likes,
        dislikes=record.dislikes,
        my_vote=record.my_vote,
        fund_twei=record.pot_twei,
        is_settled=bool(record.ended),
        settles=moment(record.settles_ms),
        is_own=row.writer == read.member,
        is_authors=read.post.is_by(row.writer),
        settlement=settlement,
        like=offered.like_button() if offered else None,
        dislike=offered.dislike_button() if offered else None,
        is_removable=offered is not None and offered.is_removable,
        is_reportable=read.may_report and not is_hidden and row.writer != read.member,
    )
