"""`tweipress risk fit`: fits the bounds of risk, and shows what they do on a fresh population."""

import sys
from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

from tweipress.core.digits import whole_number
from tweipress.core.tariff import default
from tweipress.risk.fitting import fit, fit_visits
from tweipress.risk.fitting.fit import Measured

ACCOUNTS: Final = 4000
BROKEN: Final = 1


class Command(BaseCommand):
    """Fit and report; neither the site nor its books are touched."""

    help = "Fit the bounds of risk on a simulated population, and report on a fresh one."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `fit`, and the seeds and size of the populations."""
        parser.add_argument("action", choices=["fit"], help="what to do")
        parser.add_argument(
            "--seed", type=whole_number, default=1, help="of the population fitted on"
        )
        parser.add_argument("--fresh", type=whole_number, default=2, help="of the one reported on")
        parser.add_argument(
            "--accounts", type=whole_number, default=ACCOUNTS, help="in each population"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the tables; end with status 1 when a bound is broken."""
        seed, fresh, accounts = options["seed"], options["fresh"], max(1, options["accounts"])
        tariff = default()
        self.stdout.write(f"Fitted on {accounts} accounts (seed {seed})\n")
        fitted = fit.fitted(seed, accounts, tariff) | fit_visits.fitted(seed, accounts, tariff)
        for key, figure in fitted.items():
            self.stdout.write(f"  {key:<54} {figure:>6}   the tariff says {getattr(tariff, key)}")
        self.stdout.write(
            f"\nReported on {accounts} fresh accounts (seed {fresh}), one window each"
        )
        people = self._told(
            chain(fit.people(fresh, accounts, tariff), fit_visits.people(fresh, accounts, tariff))
        )
        self.stdout.write(f"\nPrograms, {accounts} accounts each (seed {fresh})")
        programs = self._told(
            chain(
                fit.programs(fresh, accounts, tariff), fit_visits.programs(fresh, accounts, tariff)
            )
        )
        self.stdout.write(f"\n{'How that moves with the model':<56} flagged  refused")
        for name, flagged, refused in fit.moved(fresh, accounts, tariff):
            self.stdout.write(f"  {name:<54} {flagged:>7.2%}  {refused:>7.2%}")
        self.stdout.write(f"\n{'The same for what people leave unfinished':<56} flagged")
        for name, flagged in fit_visits.moved(fresh, accounts, tariff):
            self.stdout.write(f"  {name:<54} {flagged:>7.2%}")
        if not (people and programs):
            sys.exit(BROKEN)

    def _told(self, rows: Iterable[Measured]) -> bool:
        """Print each row as soon as it is measured; return whether all bounds hold."""
        all_hold = True
        for row in rows:
            bound = f"at least {row.at_least:.0%}" if row.at_least else ""
            bound = f"at most {row.at_most:.1%}" if row.at_most < 1 else bound
            broken = "" if row.holds else "  BROKEN"
            self.stdout.write(f"  {row.what:<54} {row.part:>7.2%}  {bound}{broken}")
            all_hold = all_hold and row.holds
        return all_hold
