"""Writes the results of a whole run, all at once: docs/benchmarks.md, the chart, README's table."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.frame.chart import chart
from bench.frame.page import markdown, page
from bench.frame.section import Bar, Section
from harness.command import ROOT

PAGE: Final = "docs/benchmarks.md"
CHART: Final = "docs/pictures/speed.svg"
README: Final = "README.md"
TITLE: Final = "Requests answered a second"
BEGIN: Final = "<!-- How fast: written by make bench. -->"
END: Final = "<!-- End of how fast. -->"
BETWEEN: Final = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)


def write(sections: Sequence[Section], machine: str, command: str, root: Path = ROOT) -> None:
    """Write the three files of a run below the repository's root."""
    readme = root / README
    text = quoted(readme.read_text(encoding="utf-8"), sections, machine)
    (root / PAGE).write_text(page(sections, machine, command, short=False), encoding="utf-8")
    (root / CHART).write_text(chart(bars(sections), TITLE), encoding="utf-8")
    readme.write_text(text, encoding="utf-8")


def bars(sections: Sequence[Section]) -> list[Bar]:
    """Return all bars; of what two sections measured, the later one's, which has the peers."""
    by_name = {(bar.request, bar.who): bar for section in sections for bar in section.bars}
    return list(by_name.values())


def quoted(readme: str, sections: Sequence[Section], machine: str) -> str:
    """Return the README with the picture and the table of this run between its marks."""
    assert len(BETWEEN.findall(readme)) == 1, f"{README} has no place for the figures"
    return BETWEEN.sub(lambda _: "\n".join(_lines(sections, machine)), readme)


def _lines(sections: Sequence[Section], machine: str) -> Iterator[str]:
    yield from (BEGIN, "## How fast it is", "", f"![{TITLE}]({CHART})")
    for section in sections:
        if section.summary:
            table = section.summary
            yield from ("", table.about, "", *markdown(table.columns, table.rows))
    yield from ("", f"One run on {machine}; all of it is in [{PAGE}]({PAGE}).", END)
