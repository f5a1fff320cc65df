"""The bonds, invitations and vouches that SQL selects are those that the records say."""

from hypothesis import settings

from tests.bank.storage.random_books import SEARCH, random_books, random_worlds
from tests.bank.storage.random_records import MEMBERS, NOW_MS
from tests.scratch_books import BooksStage
from tweipress.bank.storage import selections
from tweipress.core.records.comment import Comment
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.vouch import Vouch


@settings(SEARCH)
@random_worlds
def test_a_night_counts_the_invitations_and_vouches_that_stood_at_its_end(
    books: BooksStage, seed: int
) -> None:
    with random_books(seed) as random:
        invited = random.connection.rows(selections.INVITATIONS_AT, (NOW_MS,))
        vouched = random.connection.rows(selections.VOUCHES_AT, (NOW_MS, NOW_MS))
        guests = random.keys(Invitation, lambda one: one.stood_at(NOW_MS))
        stood = random.keys(Vouch, lambda one: one.stood_at(NOW_MS))
    assert {member for _, member in invited} == guests
    assert set(map(tuple, vouched)) == stood


@settings(SEARCH)
@random_worlds
def test_comments_with_a_bond_are_those_that_have_not_ended(books: BooksStage, seed: int) -> None:
    with random_books(seed) as random:
        chosen = selections.comments_with_bond(random.connection, MEMBERS[0])
        holding = random.keys(Comment, lambda comment: comment.has_bond)
    assert set(chosen) == holding
