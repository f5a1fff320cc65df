"""The tables of the books themselves: the current day, past days, and tariffs."""

from django.db import models

from tweipress.bank.storage.models.mirror import Mirror
from tweipress.bank.storage.models.numbers import NumberKey


class Books(Mirror):
    """The row about the books themselves."""

    id = NumberKey(primary_key=True)
    scenario = models.BooleanField()
    gates = models.BooleanField()
    day = models.CharField(max_length=10)
    day_number = models.BigIntegerField()
    is_open = models.BooleanField()
    tariff_hash = models.CharField(max_length=64)
    tariff_next = models.CharField(max_length=64)
    returned_to = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "books"


class Day(Mirror):
    """A day of the books."""

    number = NumberKey(primary_key=True)
    date = models.CharField(max_length=10)
    reviewed = models.BigIntegerField()
    reading_twei = models.BigIntegerField()
    pool_at_close_twei = models.BigIntegerField()


class TariffText(Mirror):
    """A tariff under its hash."""

    tariff_hash = models.CharField(max_length=64, primary_key=True)
    figures = models.TextField()
