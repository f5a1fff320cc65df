"""Closing an account: the books first, then all that the site has of the person."""

from django.utils.translation import gettext as _

from tweipress.articles import actions as articles
from tweipress.articles import queries as texts_of
from tweipress.articles.coauthors import actions as coauthors
from tweipress.articles.desk import actions as desk
from tweipress.articles.following import actions as following
from tweipress.articles.notes import actions as notes
from tweipress.articles.places import actions as places
from tweipress.articles.staging import actions as staging
from tweipress.autosave import actions as autosave
from tweipress.bank import queries as books
from tweipress.comments import actions as comments
from tweipress.comments.edits import actions as edits
from tweipress.comments.reports import actions as reports
from tweipress.core.acts.members.leave import Leave
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.letters import actions as letters
from tweipress.moderation import actions as moderation
from tweipress.moderation.appeals import actions as appeals
from tweipress.moderation.queue import actions as queue
from tweipress.moderation.sanctions import actions as sanctions
from tweipress.notifications import actions as notifications
from tweipress.people import queries as addresses_of
from tweipress.people.actions import leaving as people
from tweipress.people.actions.leaving import Member, Texts
from tweipress.people.muting import actions as muting
from tweipress.pictures import actions as pictures
from tweipress.publication import actions as publication
from tweipress.reading import actions as reading
from tweipress.security.actions import Event, record


def close_account(member: Member, texts: Texts) -> Refused | None:
    """Close an account for good, or return why that cannot be; then nothing has changed.

    If the texts go, the articles are taken back first, as their author can; a refusal on the way
    leaves those that were taken back as they are.
    """
    number = MemberId(member.pk)
    if member.posting_seq is not None and (refused := books.preview(Leave(number)).refused):
        return refused
    if not people.wish_to_leave(member, texts):
        return refuse(Refusal.LEFT)
    return _go_on(member, texts)


def close_waiting() -> int:
    """Go on with every account whose closing was cut off; return how many are still open."""
    left_open = (_go_on(member, Texts(member.leaving)) for member in people.waiting())
    return sum(refused is not None for refused in left_open)


def _go_on(member: Member, texts: Texts) -> Refused | None:
    """Do what remains to be done; each step can be done again."""
    refused = _take_back(member) if texts is Texts.GO else None
    if refused is None and member.posting_seq is not None:
        answer = people.leave_books(member)
        refused = answer if isinstance(answer, Refused) else None
    if refused is not None:
        people.stay_after_all(member)
        return refused
    number = MemberId(member.pk)
    autosave.forget_all(number)
    coauthors.leave_drafts(number)
    articles.delete_drafts(number)
    comments.delete_unsent(number)
    reports.forget_all(number)
    queue.forget_all(number)
    if texts is Texts.GO:
        articles.delete_texts(number)
        comments.delete_texts(number)
        edits.delete_texts(number)
        notes.delete_texts(number)
        sanctions.delete_texts(number)
    staging.forget_all(number)
    following.forget_all(number)
    places.forget_all(number)
    publication.forget_editor(number)
    desk.forget_all(number)
    pictures.delete_unused(number)
    reading.forget_all(number)
    letters.forget(addresses_of.mailboxes(number))
    for topic in letters.Topic:
        letters.unfollow(number, topic)
    notifications.forget_all(number)
    moderation.forget_all(number)
    muting.forget(number)
    decisions.forget(number)
    appeals.forget(number)
    sanctions.forget(number)
    people.forget_person(member)
    coauthors.rename(number)
    record(Event.ACCOUNT_CLOSED, member=member.pk)
    return None


def _take_back(member: Member) -> Refused | None:
    """Take back every article of the member that readers can read."""
    number = MemberId(member.pk)
    for article in texts_of.public_of(number):
        if article.undo_seq is None:
            answer = articles.take_back(number, article, _("its author has left"))
            if isinstance(answer, Refused):
                return answer
    return None
