"""The tables of invitations, vouches, bans and nights."""

from django.db import models

from tweipress.bank.storage.models.mirror import Mirror


class Invitation(Mirror):
    """Who brought a member in."""

    member = models.BigIntegerField(primary_key=True)
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

    member = models.BigIntegerField(primary_key=True)
    by = models.BigIntegerField()
    reason = models.TextField()
    at_ms = models.BigIntegerField()
    lifted_ms = models.BigIntegerField()


class Night(Mirror):
    """The grade of a closed day."""

    day = models.CharField(max_length=10, primary_key=True)
    until_ms = models.BigIntegerField()
    parts = models.BigIntegerField()
    done = models.BooleanField()
