"""The process in which django-hordak works: see hordak.py."""

import json
import queue
import sys
from collections.abc import Mapping
from itertools import count
from typing import Final

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # Django is set up first
from django.db import connection, connections, transaction  # noqa: E402  # the same
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402  # the same
from hordak.models import Account, AccountType, Leg, Transaction  # noqa: E402  # the same
from moneyed import Money  # noqa: E402  # the same

from bench.bank.driving import Timing, drive  # noqa: E402  # the same
from bench.bank.peers.plain import NAMED, POOL, Values, like_values, statements  # noqa: E402  # the same
from bench.bank.stage import Stage  # noqa: E402  # the same

EUR: Final = "EUR"
PLENTY_EUR: Final = 10**9
SHARES: Final = {"writers_bucket": 2, "authors_bucket": 2, "members_bucket": 1}
LEDGER: Final = ("bank_account", "bank_posting", "bank_entry")


class Worker:
    """hordak accounts for everybody on the stage, and likes between them."""

    def __init__(self, stage: Stage) -> None:
        """Open the accounts, and fill the pots."""
        self._stage = stage
        self._numbers = count()
        call_command("migrate", verbosity=0)
        names = [f"pot:{comment}" for comment in range(1, stage.comments + 1)]
        names += [str(member) for member in range(1, stage.author + 1)]
        Account.objects.bulk_create(
            Account(
                name=name,
                type=AccountType.liability,
                lft=1,
                rght=2,
                level=0,
                tree_id=tree,
                currencies=[EUR],
            )
            for tree, name in enumerate(["source", *names], 1)
        )
        self._keys: Mapping[str, int] = dict(Account.objects.values_list("name", "pk"))
        self._fill([self._keys[name] for name in names[: stage.comments]])
        self._pool: queue.SimpleQueue[BaseDatabaseWrapper] = queue.SimpleQueue()
        for _ in range(POOL):
            made = connections.create_connection("default")
            made.inc_thread_sharing()
            made.ensure_connection()
            self._pool.put(made)

    def run(self, callers: int, seconds: float) -> Timing:
        """Do likes with `callers` callers for `seconds`."""
        return drive(self._like, self._numbers, callers, seconds)

    def _fill(self, pots: list[int]) -> None:
        with transaction.atomic():
            given = Transaction.objects.create(description="the pots")
            source = self._keys["source"]
            debit = Money(PLENTY_EUR * len(pots), EUR)
            legs = [Leg(transaction=given, account_id=source, debit=debit)]
            credit = Money(PLENTY_EUR, EUR)
            legs += [Leg(transaction=given, account_id=pot, credit=credit) for pot in pots]
            Leg.objects.bulk_create(legs)

    def _like(self, number: int) -> int:
        values = like_values(self._stage, number)
        connections["default"] = self._pool.get()
        try:
            self._move(values)
        finally:
            self._pool.put(connections["default"])
        return 1

    def _move(self, values: Values) -> None:
        pot = self._keys[str(values["pot"])]
        earners = {
            "writers_bucket": self._keys[str(values["writer"])],
            "authors_bucket": self._keys[str(values["author"])],
            "members_bucket": self._keys[str(values["member"])],
        }
        price = Money(sum(SHARES.values()), EUR)
        with transaction.atomic():
            keys = [pot, *earners.values()]
            locked = Account.objects.select_for_update().filter(pk__in=keys).order_by("pk")
            assert len(locked) == len(keys)
            holding = Account.objects.with_balances().get(pk=pot).balance
            assert holding[EUR] >= price
            made = Transaction.objects.create(description=f"like {values['number']}")
            legs = [Leg(transaction=made, account_id=pot, debit=price)]
            legs += [
                Leg(transaction=made, account_id=key, credit=Money(SHARES[name], EUR))
                for name, key in earners.items()
            ]
            Leg.objects.bulk_create(legs)
            with connection.cursor() as cursor:
                for statement in BESIDE_THE_LEDGER:
                    cursor.execute(statement, dict(values))


BESIDE_THE_LEDGER: Final = tuple(
    NAMED.sub(r"%(\1)s", statement)
    for statement in statements("like")[1:-1]
    if not any(table in statement for table in LEDGER)
)
"""The statements of a like that move no money, the same for every peer."""


def main() -> None:
    """Answer line after line until there are no more."""
    worker = Worker(Stage(**json.loads(sys.stdin.readline())))
    print(json.dumps([0, 0.0, []]), flush=True)
    for line in sys.stdin:
        timing = worker.run(**json.loads(line))
        print(json.dumps([timing.acts, timing.elapsed_s, timing.waits_s]), flush=True)


if __name__ == "__main__":
    main()
