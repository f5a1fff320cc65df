"""Benchmark of a night's trust: time and memory for a million members and ten million likes.

`python -m bench.growth.trust lay MEMBERS` fills the site of the settings. `compute` is a first
night, which reads all likes from the books. `grade` is a second try, which remembers the likes, and
commits the result through a teller.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import django
from django.core.management import call_command

from bench.frame.samples import figure, percentile
from bench.frame.section import Claim, Section, Table
from bench.growth.homes import Home, quarter

MEMBERS: Final = 1_000_000
SHORT_MEMBERS: Final = 600
MEMBERS_IN: Final = "BENCH_TRUSTED"
MEMORY: Final = "trust.npz"
LIKES_EACH: Final = 10
TARGET_S: Final = 120
TARGET_MIB: Final = 4_096
KIB_PER_MIB: Final = 1_024
MS_PER_S: Final = 1_000

Night = dict[str, Any]


def run(*, short: bool) -> Section:
    """Grade two nights on both databases."""
    members = SHORT_MEMBERS if short else int(os.environ.get(MEMBERS_IN, MEMBERS))
    with quarter() as place:
        nights = [_night(home) for home in place.empty(members)]
    columns = (
        *("database", "likes", "edges", "first night, s", "again, s", "commit, s"),
        *("members graded", "one part, median / longest, ms", "MiB"),
    )
    table = Table(
        "The nightly trust",
        f"{figure(members)} members, who gave {LIKES_EACH} likes each within 90 days to half of"
        " them, a tenth on the last day. A first night reads all likes from the books; a"
        " second try of it remembers them. A part of the grade marks at most a thousand members."
        " MiB: the most that a process took.",
        columns,
        tuple(map(_row, nights)),
    )
    return Section("Trust", (table,), tuple(_claims(nights)))


def _night(home: Home) -> Night:
    laid = home.call("bench.growth.trust", "lay", home.members)
    first, later = (home.call("bench.growth.trust", what) for what in ("compute", "grade"))
    assert later["was_cached"]
    assert not first["was_cached"]
    most_mib = max(first["most_mib"], later["most_mib"])
    return {
        **laid,
        **later,
        "kind": home.kind,
        "first_s": first["computed_s"],
        "most_mib": most_mib,
    }


def _row(night: Night) -> tuple[str, ...]:
    parts = sorted(night["parts_ms"])
    names = ("likes", "edges", "first_s", "computed_s", "committed_s", "marks")
    shown = (percentile(parts, 50), parts[-1])
    figures = [figure(night[name]) for name in names]
    return (night["kind"], *figures, " / ".join(map(figure, shown)), figure(night["most_mib"]))


def _claims(nights: list[Night]) -> Iterator[Claim]:
    for night in nights:
        took_s, most_mib = night["first_s"] + night["committed_s"], night["most_mib"]
        name = f"{night['kind']}, {figure(night['edges'])} edges"
        seconds, mib = f"{figure(took_s)} s", f"{figure(most_mib)} MiB"
        yield Claim(
            f"a night computed and committed, {name}", "≤ 2 min", seconds, took_s < TARGET_S
        )
        yield Claim(f"memory of it, {name}", "≤ 4 GiB", mib, most_mib <= TARGET_MIB)


def compute() -> Night:
    """Compute the night that is due."""
    return _computed()[0]


def grade() -> Night:
    """Compute the night, and let a teller commit every part."""
    from tweipress.bank.queries.bulk.trust_export import grade_key  # noqa: PLC0415  # when Django is set up
    from tweipress.bank.teller.teller import Teller  # noqa: PLC0415  # as above
    from tweipress.core.state.outcome import Refused  # noqa: PLC0415  # as above
    from tweipress.trust.night import MARKS_MAX, grades  # noqa: PLC0415  # as above

    told, due, marks = _computed()
    teller = Teller()
    assert teller.lead()
    parts_ms = []
    for act in grades(due, marks, MARKS_MAX):
        begun_s = perf_counter()
        (answer,) = teller.do_together([(act, grade_key(due.day, act.part))])
        assert not isinstance(answer, Refused), answer
        parts_ms.append((perf_counter() - begun_s) * MS_PER_S)
    teller.stop()
    return {**told, "parts_ms": parts_ms, "committed_s": sum(parts_ms) / MS_PER_S, **_weighed()}


def _computed() -> tuple[Night, Any, list[tuple[int, int, int]]]:
    from django.conf import settings  # noqa: PLC0415  # when Django is set up

    from tweipress.bank.queries.bulk.trust_export import TrustExport  # noqa: PLC0415  # as above
    from tweipress.trust.night import computed  # noqa: PLC0415  # as above

    folder: Path = settings.TWEIPRESS_DATA
    folder.mkdir(exist_ok=True, parents=True)
    begun_s = perf_counter()
    with closing(TrustExport()) as export, export.snapshot():
        due = export.due()
        assert due is not None
        marks, was_cached = computed(export, due, export.tariff(), folder / MEMORY)
    took_s = perf_counter() - begun_s
    told = {"computed_s": took_s, "marks": len(marks), "was_cached": was_cached}
    return {**told, **_weighed()}, due, marks


def _weighed() -> dict[str, float]:
    most_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"most_mib": most_kib / KIB_PER_MIB}


def lay(members: str) -> Night:
    """Fill empty books."""
    from bench.growth.likes import lay_likes  # noqa: PLC0415  # when Django is set up

    call_command("migrate", database="books", verbosity=0)
    return lay_likes(int(members), LIKES_EACH)


if __name__ == "__main__":
    django.setup()
    what, *members = sys.argv[1:]
    print(json.dumps(lay(*members) if members else {"compute": compute, "grade": grade}[what]()))
