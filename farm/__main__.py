"""`python -m farm [ATTACKER...]` plays attackers, prints tables, and fails if a bound is broken."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import django

SEED: Final = 1


def main() -> None:
    """Play; end with status 1 if a bound is broken."""
    parser = argparse.ArgumentParser(prog="python -m farm", description=__doc__)
    parser.add_argument("attackers", nargs="*", metavar="ATTACKER", help="all without a name")
    parser.add_argument("--short", action="store_true", help="few accounts: to see that it runs")
    parser.add_argument("--seed", type=int, default=SEED, help="repeats who does what")
    parser.add_argument(
        "--write", action="store_true", help="put the tables into docs/attackers.md"
    )
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep what was found for later")
    chosen = parser.parse_args()
    if chosen.write and (chosen.attackers or chosen.short):
        parser.error("the page holds whole plays alone: leave out --write, or names and --short")
    os.environ["DJANGO_SETTINGS_MODULE"] = "farm.settings"
    django.setup()
    sys.exit(import_module("farm.programme").run(chosen))


if __name__ == "__main__":
    main()
