"""Who is told of which postings of the journal: nobody of what they did themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tweipress.articles.queries import takeout as articles
from tweipress.bank.queries.bulk import journal
from tweipress.bank.queries.bulk.journal import Posted
from tweipress.composed.hearing import commented
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId
from tweipress.core.records.case import Flag
from tweipress.core.records.comment import Comment
from tweipress.core.records.review import ReviewState
from tweipress.core.units import moment
from tweipress.notifications.actions import Heard
from tweipress.notifications.queries import Kind


@dataclass(frozen=True, slots=True)
class Known:
    """What the books and the site say of the things that a portion of postings is about."""

    comments: Mapping[int, Comment]
    flags: Mapping[int, Flag]
    authors: Mapping[int, int]
    levels: Mapping[int, int]
    commented: Mapping[int, Sequence[Heard]]


Says = Callable[[Posted, Known], Iterator[Heard]]


def heard(postings: Sequence[Posted]) -> list[Heard]:
    """Return what members are to be told of postings, first the first."""
    known = _known(postings)
    return [event for posted in postings for event in SAYS[posted.act](posted, known)]


def published(postings: Iterable[Posted]) -> dict[int, datetime]:
    """Return the articles that came out, and when; imported ones are no news."""
    return {
        posted.article: moment(posted.at_ms)
        for posted in postings
        if posted.act == PUBLISH and not posted.body.get("importer")
    }


def _comment(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from known.commented.get(posted.seq, ())


def _like(posted: Posted, known: Known) -> Iterator[Heard]:
    comment = known.comments.get(posted.body["comment"])
    if comment is not None:
        yield _of_comment(posted, comment, Kind.LIKE)


def _settle(posted: Posted, known: Known) -> Iterator[Heard]:
    comment = known.comments.get(posted.body["comment"])
    if comment is not None:
        yield _of_comment(posted, comment, Kind.SETTLEMENT, twei=posted.answer["reward"])


def _mature(posted: Posted, known: Known) -> Iterator[Heard]:
    for member, twei in posted.gains_twei.items():
        yield Heard(MemberId(member), Kind.MATURITY, moment(posted.at_ms), twei=twei)


def _rated(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _levels([posted.member], posted, known)


def _grade(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _levels([mark[0] for mark in posted.body["marks"]], posted, known)


def _levels(members: Iterable[int], posted: Posted, known: Known) -> Iterator[Heard]:
    for member in members:
        if level := known.levels.get(member):
            yield Heard(MemberId(member), Kind.LEVEL, moment(posted.at_ms), subject=level)


def _flag(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _of_flag(posted, known, "flagged")


def _decide(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _of_flag(posted, known, "lifted" if posted.body["lifts"] else "upheld")


def _hold(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _of_flag(posted, known, "held", posted.answer["held"])


def _release(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _of_flag(posted, known, "released", posted.answer["released"])


def _claw_back(posted: Posted, known: Known) -> Iterator[Heard]:
    yield from _of_flag(posted, known, "clawed_back", posted.answer["clawed_back"])


def _of_flag(posted: Posted, known: Known, what: str, twei: int = 0) -> Iterator[Heard]:
    """Yield what is done under a flag; of one in shadow, which has no effect, nobody is told."""
    flag = known.flags.get(posted.body["flag"])
    if flag is not None and not flag.shadow:
        at = moment(posted.at_ms)
        yield Heard(
            MemberId(flag.member), Kind.DECISION, at, subject=flag.flag, what=what, twei=twei
        )


def _taken_back(posted: Posted, known: Known) -> Iterator[Heard]:
    author = known.authors.get(posted.article)
    if author and author != posted.member:
        yield _of_article(posted, author, Kind.DECISION, "taken_back")


def _decide_review(posted: Posted, known: Known) -> Iterator[Heard]:
    if author := known.authors.get(posted.article):
        approves = posted.body["approves"]
        yield _of_article(posted, author, Kind.REVIEW, "approved" if approves else "denied")


def _verdict(posted: Posted, known: Known) -> Iterator[Heard]:
    """Yield how a review ended; of single verdicts nobody is told."""
    author, state = known.authors.get(posted.article), posted.answer.get("state", "")
    ends = {ReviewState.APPROVED: "approved", ReviewState.DENIED: "denied"}
    if author and state in ends:
        yield _of_article(posted, author, Kind.REVIEW, ends[state])


def _drawn(posted: Posted, known: Known) -> Iterator[Heard]:
    for juror in str(posted.answer.get("jurors", "")).split():
        yield _of_article(posted, int(juror), Kind.REVIEW, "drawn")


def _publish(posted: Posted, known: Known) -> Iterator[Heard]:
    """Yield nothing: its followers are told in portions."""
    return iter(())


SAYS: Final[dict[str, Says]] = {
    "claw_back": _claw_back,
    "comment": _comment,
    "decide": _decide,
    "decide_review": _decide_review,
    "done": _rated,
    "draw_jury": _drawn,
    "flag": _flag,
    "grade": _grade,
    "hold": _hold,
    "like": _like,
    "mature": _mature,
    "minus": _rated,
    "plus": _rated,
    "publish": _publish,
    "release": _release,
    "settle": _settle,
    "undo_article": _taken_back,
    "verdict": _verdict,
}
"""The acts that somebody is told of, by their names; those of moderators are in `decided.py`."""
PUBLISH: Final = "publish"
PATIENT: Final = frozenset({"done", "minus", "plus"})
"""Acts that at most bring a level: there are very many, and whoever reads is not interrupted."""
EAGER: Final = tuple(sorted(SAYS.keys() - PATIENT))


def _of_comment(posted: Posted, comment: Comment, kind: Kind, *, twei: int | None = None) -> Heard:
    writer = comment.writer
    gained_twei = posted.gains_twei.get(writer, 0) if kind is Kind.LIKE else 0
    return Heard(
        MemberId(writer),
        kind,
        moment(posted.at_ms),
        subject=comment.comment,
        article=comment.article,
        twei=gained_twei if twei is None else twei,
    )


def _of_article(posted: Posted, member: int, kind: Kind, what: str) -> Heard:
    article, at = posted.article, moment(posted.at_ms)
    return Heard(MemberId(member), kind, at, subject=article, what=what, article=article)


def _known(postings: Sequence[Posted]) -> Known:
    """Read what postings are about, each kind of thing at once."""
    bodies = [posted.body for posted in postings]
    rated = {posted.member for posted in postings if posted.act in PATIENT}
    graded = {mark[0] for body in bodies for mark in body.get("marks", ())}
    authors = articles.authors({ArticleId(row.article) for row in postings if row.article})
    return Known(
        comments=journal.comments_by_number(
            CommentId(body["comment"]) for body in bodies if "comment" in body
        ),
        flags=journal.flags_by_number(FlagId(body["flag"]) for body in bodies if "flag" in body),
        authors=authors,
        levels=journal.levels_now(MemberId(member) for member in rated | graded),
        commented=commented.heard(postings, authors),
    )
