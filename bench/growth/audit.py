"""Benchmark of the audit: its speed and memory, on books that a teller wrote act by act.

`python -m bench.growth.audit write MEMBERS` lets a crowd act through a teller on the site of the
settings; `python -m bench.growth.audit read` audits it.
"""

import json
import resource
import sys
from collections.abc import Iterator
from itertools import groupby, islice
from time import perf_counter
from typing import Any, Final

import django
from django.core.management import call_command

from bench.frame.samples import figure
from bench.frame.section import Section, Table
from bench.growth.crowd import Crowd, Step
from bench.growth.homes import Home, quarter

CROWDS: Final = (1_000, 20_000)
SHORT_CROWDS: Final = (40,)
TOGETHER: Final = 500
MS_PER_S: Final = 1_000
KIB_PER_MIB: Final = 1_024


def run(*, short: bool) -> Section:
    """Write books of two sizes on both databases, and audit them."""
    crowds = SHORT_CROWDS if short else CROWDS
    with quarter() as place:
        rows = [_row(home) for members in crowds for home in place.empty(members)]
    table = Table(
        "The audit",
        "Books that a teller wrote, replayed and compared; the most memory that the process took.",
        ("database", "postings", "entries", "written, postings/s", "audited, postings/s", "MiB"),
        tuple(rows),
    )
    return Section("Audit", (table,))


def _row(home: Home) -> tuple[str, ...]:
    written = home.call("bench.growth.audit", "write", home.members)
    read = home.call("bench.growth.audit", "read")
    assert read["findings"] == 0
    rates = [written["postings"] / each["took_s"] for each in (written, read)]
    figures = (written["postings"], written["entries"], *rates, read["most_mib"])
    return (home.kind, *map(figure, figures))


def write(members: str) -> dict[str, Any]:
    """Let a teller write the acts of a crowd."""
    from tweipress.bank.clock import ManualClock  # noqa: PLC0415  # when Django is set up
    from tweipress.bank.storage.connection import Connection  # noqa: PLC0415  # as above
    from tweipress.bank.teller.teller import Teller  # noqa: PLC0415  # as above

    call_command("migrate", database="books", verbosity=0)
    time = ManualClock(0)
    teller = Teller(time=time)
    assert teller.lead()
    begun = perf_counter()
    for portion in _portions(Crowd(int(members)).story()):
        time.time_ms = portion[0].at_ms
        teller.do_together([(step.act, step.key) for step in portion])
    took_s = perf_counter() - begun
    teller.stop()
    counted = "SELECT (SELECT count(*) FROM bank_posting), (SELECT count(*) FROM bank_entry)"
    postings, entries = Connection().rows(counted)[0]
    return {"postings": postings, "entries": entries, "took_s": took_s}


def read() -> dict[str, Any]:
    """Audit the books."""
    from tweipress.bank.audit.audit import Audit  # noqa: PLC0415  # when Django is set up
    from tweipress.bank.storage.connection import Connection  # noqa: PLC0415  # as above

    begun = perf_counter()
    findings = sum(1 for _ in Audit(Connection()).findings())
    took_s = perf_counter() - begun
    most_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    return {"findings": findings, "took_s": took_s, "most_mib": most_mib}


def _portions(steps: Iterator[Step]) -> Iterator[list[Step]]:
    """Cut the acts of one second into batches."""
    for _, group in groupby(steps, key=lambda step: step.at_ms // MS_PER_S):
        while portion := list(islice(group, TOGETHER)):
            yield portion


if __name__ == "__main__":
    django.setup()
    print(json.dumps(write(*sys.argv[2:]) if sys.argv[1] == "write" else read()))
