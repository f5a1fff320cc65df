"""A member mutes another one, or blocks them; both are private."""

from django.db import models

from tweipress.bank import clock
from tweipress.people.models import Member


class Muting(models.Model):
    """`member` does not see what `other` writes; one who is blocked cannot address them either."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    blocks = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("member", "other", name="muting_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {'blocks' if self.blocks else 'mutes'} {self.other_id}"
