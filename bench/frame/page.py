"""Renders sections as Markdown, for the terminal and for docs/benchmarks.md."""

from collections.abc import Iterable, Iterator, Sequence

from bench.frame.section import Claim, Section, Table


def page(sections: Sequence[Section], machine: str, command: str, *, short: bool) -> str:
    """Return the whole page: claims first, then every table; `command` did the measuring."""
    kind = "a short run, for a look only," if short else "one run"
    lines = [
        "# Benchmarks",
        "",
        f"Written by {kind} of `{command}` on {machine}.",
        "Compare ratios, not seconds: peers ran in the same run, on the same machine and the same",
        "work. Figures are medians, spread in brackets.",
        "",
        "## Targets",
        "",
        *markdown(("figure", "target", "measured", ""), map(_claim, _claims(sections))),
    ]
    for section in sections:
        lines += ["", f"## {section.name}"]
        for table in section.tables:
            lines += ["", *table_lines(table)]
        lines += [line for note in section.notes for line in ("", note)]
    return "\n".join(lines) + "\n"


def table_lines(table: Table) -> Iterator[str]:
    """Yield one table with its title and comparison."""
    yield from (f"**{table.title}.** {table.about}", "")
    yield from markdown(table.columns, table.rows)


def _claims(sections: Iterable[Section]) -> Iterator[Claim]:
    for section in sections:
        yield from section.claims


def _claim(claim: Claim) -> tuple[str, ...]:
    return (claim.figure, claim.target, claim.measured, "reached" if claim.reached else "missed")


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
