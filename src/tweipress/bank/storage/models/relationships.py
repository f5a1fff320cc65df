"""The tables of invitations, vouches, bans, proposals and nights."""

from django.db import models
from django.db.models import Q

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey


class Invitation(Mirror):
    """Who brought a member in."""

    member = NumberKey(primary_key=True)
    inviter = models.BigIntegerField(db_index=True)
    at_ms = models.BigIntegerField()
    lost = models.BooleanField()
    lost_xp = models.BigIntegerField()


class Vouch(Mirror):
    """A member vouches for another."""

    pk = models.CompositePrimaryKey("member", "other")
    member = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)
    at_ms = models.BigIntegerField()
    ended_ms = models.BigIntegerField()
    lost = models.BooleanField()
    lost_xp = models.BigIntegerField()


class Ban(Mirror):
    """Why a member may only read."""

    member = NumberKey(primary_key=True)
    by = models.BigIntegerField()
    reason = models.TextField()
    at_ms = models.BigIntegerField()
    lifted_ms = models.BigIntegerField()


class Proposal(Mirror):
    """What one person would do to a member whose role has power."""

    pk = models.CompositePrimaryKey("member", "power")
    member = models.BigIntegerField()
    power = models.CharField(max_length=8)
    by = models.BigIntegerField()
    reason = models.TextField()
    at_ms = models.BigIntegerField()
    done = models.BooleanField()

    class Meta:
        indexes = [models.Index("at_ms", name="bank_proposal_open", condition=Q(done=False))]


class Night(Mirror):
    """The grade of a closed day."""

    day = models.CharField(max_length=10, primary_key=True)
    until_ms = models.BigIntegerField()
    parts = models.BigIntegerField()
    done = models.BooleanField()
