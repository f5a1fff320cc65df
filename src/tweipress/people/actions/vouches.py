"""Writes about vouches: a member answers for another one, and takes that back."""

from tweipress import bank
from tweipress.bank import Answer
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.ids import MemberId


def vouch(member: MemberId, other: MemberId, key: str) -> Answer:
    """Vouch for another member; `key` is the form's."""
    return bank.do(Vouch(member, other), key=key)


def take_back_vouch(member: MemberId, other: MemberId, key: str) -> Answer:
    """Take a vouch back; `key` is the form's."""
    return bank.do(Unvouch(member, other), key=key)
