"""What articles, comments and votes cost and pay. Rules and pages share it."""

from typing import NamedTuple

from tweipress.core.money import part, part_up
from tweipress.core.tariff import Tariff


class PublishPrice(NamedTuple):
    """What publishing takes from an author: the tribute, in two parts, and a bond."""

    to_readers_twei: int
    to_pool_twei: int
    bond_twei: int

    @property
    def tribute_twei(self) -> int:
        """Return what does not come back."""
        return self.to_readers_twei + self.to_pool_twei

    @property
    def total_twei(self) -> int:
        """Return what the author needs."""
        return self.tribute_twei + self.bond_twei


class CommentPrice(NamedTuple):
    """What a comment takes from its writer: the tribute, in two parts, and the bond."""

    pool_twei: int
    fund_twei: int
    bond_twei: int

    @property
    def tribute_twei(self) -> int:
        """Return what does not come back."""
        return self.pool_twei + self.fund_twei

    @property
    def total_twei(self) -> int:
        """Return what the writer needs."""
        return self.tribute_twei + self.bond_twei


class LikeShares(NamedTuple):
    """What a like pays from the comment's fund, to each in this order, while the fund lasts."""

    commenter_twei: int
    author_twei: int
    own_twei: int
    pool_twei: int


class DislikePrice(NamedTuple):
    """What a dislike takes from the member who dislikes, in two parts."""

    author_twei: int
    pool_twei: int

    @property
    def total_twei(self) -> int:
        """Return what the member pays."""
        return self.author_twei + self.pool_twei


def publish_price(tariff: Tariff, *, bonded: bool = False) -> PublishPrice:
    """Return what publishing an article costs, with a bond if it is reviewed (scenarios)."""
    to_readers_twei = part(tariff.publish_twei, tariff.publish_to_readers_bps)
    bond_twei = tariff.review_bond_twei if bonded else 0
    return PublishPrice(to_readers_twei, tariff.publish_twei - to_readers_twei, bond_twei)


def comment_price(tariff: Tariff) -> CommentPrice:
    """Return what a comment costs."""
    pool_twei = part_up(tariff.comment_twei, tariff.comment_rake_bps)
    return CommentPrice(pool_twei, tariff.comment_twei - pool_twei, tariff.comment_bond_twei)


def like_shares(tariff: Tariff, *, by_author: bool) -> LikeShares:
    """Return what a like pays; the member's own share goes to the pool if the author likes."""
    own_twei = 0 if by_author else tariff.like_own_twei
    return LikeShares(
        tariff.like_commenter_twei,
        tariff.like_author_twei,
        own_twei,
        tariff.like_own_twei - own_twei,
    )


def dislike_price(tariff: Tariff, *, pays_author: bool) -> DislikePrice:
    """Return what a dislike costs; the pool gets all of it when the author is not paid."""
    author_twei = tariff.dislike_author_twei if pays_author else 0
    return DislikePrice(author_twei, tariff.dislike_twei - author_twei)
