"""Comments in the books: votes, escrow, and what their settlement paid."""

from collections.abc import Sequence

from tweipress.bank.queries.view_models import CommentBooks, Settlement
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.bank.teller.calendar import settle_key
from tweipress.core import chart
from tweipress.core.acts.comments.settle import settles_ms
from tweipress.core.ids import CONSOLE, CommentId, MemberId
from tweipress.core.money import MAX_TWEI
from tweipress.core.records.books import TariffText
from tweipress.core.records.comment import Comment
from tweipress.core.records.vote import Vote
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.trust import comment_reward_twei
from tweipress.core.state.journal import parsed
from tweipress.core.tariff import from_canonical


def comments(
    numbers: Sequence[CommentId], member: MemberId | None
) -> dict[CommentId, CommentBooks]:
    """Return votes and state of those comments that the books know."""
    world = current_world()
    tariff = tariff_in_force(world)
    world.preload(Comment, numbers)
    world.preload(Vote, [(member or 0, number) for number in numbers])
    world.preload_balances(of(number) for number in numbers for of in (chart.pot, chart.bond))
    records: dict[CommentId, CommentBooks] = {}
    for number in numbers:
        comment = world.get(Comment, number)
        if comment is None:
            continue
        vote = world.get(Vote, (member, number)) if member else None
        records[number] = CommentBooks(
            comment=number,
            likes=comment.likes,
            dislikes=comment.dislikes,
            ended=comment.ended,
            my_vote=vote.kind if vote else None,
            settles_ms=settles_ms(comment, tariff),
            pot_twei=world.balance(chart.pot(number)),
            bond_twei=world.balance(chart.bond(number)),
        )
    return records


def settlements(numbers: Sequence[CommentId]) -> dict[CommentId, Settlement]:
    """Return what the settlement of comments paid; those that were not settled are left out."""
    keys = {settle_key(number): number for number in numbers}
    placeholders = ", ".join(["%s"] * len(keys))
    sql = (
        "SELECT request_key, tariff_hash, inputs, answer FROM bank_posting"  # noqa: S608  # placeholders only
        f" WHERE member = %s AND request_key IN ({placeholders})"
    )
    world = current_world()
    paid: dict[CommentId, Settlement] = {}
    for key, tariff_hash, inputs, answer in Connection(is_own=False).rows(sql, (CONSOLE, *keys)):
        text = world.get(TariffText, str(tariff_hash))
        figures = from_canonical(text.figures) if text else tariff_in_force(world)
        weight = parsed(str(inputs))["weight_thousandths"]
        paid[keys[str(key)]] = Settlement(
            comment=keys[str(key)],
            reward_twei=parsed(str(answer))["reward"],
            earned_twei=comment_reward_twei(weight, MAX_TWEI, figures),
        )
    return paid
