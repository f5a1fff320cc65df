"""`python -m farm.population` plays the population and prints what its members can expect."""

import argparse
import os
from importlib import import_module
from typing import Final

import django

SEEDS: Final = (1, 2, 3)
DAYS: Final = 60


def main() -> None:
    """Play once a seed, print the tables, and put them into the page if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m farm.population", description=__doc__)
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS, help="one play a seed")
    parser.add_argument("--days", type=int, default=DAYS, help="how many days people come")
    parser.add_argument("--one-in", type=int, default=1, help="play with so much fewer people")
    parser.add_argument("--write", action="store_true", help="put them into docs/expectations.md")
    chosen = parser.parse_args()
    whole = (tuple(chosen.seeds), chosen.days, chosen.one_in)
    if chosen.write and whole != (SEEDS, DAYS, 1):
        parser.error("the page holds the whole play alone: leave out --write, or all else")
    os.environ["DJANGO_SETTINGS_MODULE"] = "farm.settings"
    django.setup()
    report = import_module("farm.population.report")
    text = report.report(*whole)
    print(text)
    if chosen.write:
        report.put_into_page(text)


if __name__ == "__main__":
    main()
