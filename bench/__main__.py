"""`python -m bench [SECTION...]` measures and prints; a whole run writes files as well."""

import argparse
import os
import platform
import sys
from importlib import import_module
from typing import Final

import django

from bench.frame.page import page, table_lines
from bench.frame.section import Section
from bench.frame.writing import write

SECTIONS: Final = {
    "core": "bench.bank.core",
    "acts": "bench.bank.acts",
    "web": "bench.web.section",
    "sites": "bench.sites.section",
    "memory": "bench.bank.memory",
    "size": "bench.growth.size",
    "search": "bench.growth.finding",
    "trust": "bench.growth.trust",
    "audit": "bench.growth.audit",
}
"""What measures, by its name, in the order of the page."""


def main() -> None:
    """Run the sections named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--short", action="store_true", help="few rounds: to see that it runs")
    chosen = parser.parse_args()
    unknown = set(chosen.sections) - set(SECTIONS)
    if unknown:
        parser.error(f"no section is called {min(unknown)}: choose of {', '.join(SECTIONS)}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    command = " ".join(["python -m bench", *chosen.sections]) if chosen.sections else "make bench"
    names = chosen.sections or SECTIONS
    sections = [measure(name, short=chosen.short) for name in names]
    if chosen.sections or chosen.short:
        print(page(sections, machine(), command, short=chosen.short))
    else:  # of one whole run alone, so that its figures can be compared
        write(sections, machine(), command)


def measure(name: str, *, short: bool) -> Section:
    """Run one section and print its tables at once."""
    print(f"Measuring {name} ...", file=sys.stderr)
    section: Section = import_module(SECTIONS[name]).run(short=short)
    for table in section.tables:
        print("\n".join(table_lines(table)), file=sys.stderr)
    return section


def machine() -> str:
    """Return the machine's cores, system and Python version."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
