"""A whole run writes its page, the chart and the README's table at once; nothing else writes."""

from pathlib import Path
from xml.etree import ElementTree as ET

from bench.frame import writing
from bench.frame.chart import chart
from bench.frame.section import Bar, Section, Table
from tests.house.tree import ROOT

SVG = "{http://www.w3.org/2000/svg}"
OURS, THEIRS = "Tweipress, default settings", "A <peer> & more"
BARS = (Bar("like", OURS, 800), Bar("like", THEIRS, 200), Bar("comment", THEIRS, 50))
SUMMARY = Table("Requests", "32 clients.", ("request", "requests/s"), (("like", "800"),))
WEB = Section("HTTP", (), bars=BARS, summary=SUMMARY)


def repository(root: Path) -> Path:
    (root / "docs" / "pictures").mkdir(parents=True)
    readme = f"# Tweipress\n\n{writing.BEGIN}\n{writing.END}\n\n## Licence\n"
    (root / "README.md").write_text(readme, encoding="utf-8")
    return root


def test_the_three_files_are_of_one_run(tmp_path: Path) -> None:
    root = repository(tmp_path)
    writing.write([Section("Core", ()), WEB], "2 cores", "make bench", root)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "![Requests answered a second](docs/pictures/speed.svg)" in readme
    assert "| like | 800 |" in readme
    assert readme.startswith("# Tweipress\n")
    assert readme.endswith("\n\n## Licence\n")
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert "Written by one run of `make bench` on 2 cores" in page
    assert (root / "docs" / "pictures" / "speed.svg").exists()


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path) -> None:
    root = repository(tmp_path)
    writing.write([WEB], "2 cores", "make bench", root)
    first = (root / "README.md").read_text(encoding="utf-8")
    writing.write([WEB], "2 cores", "make bench", root)
    assert (root / "README.md").read_text(encoding="utf-8") == first


def test_the_readme_has_a_place_for_the_figures() -> None:
    readme = (ROOT / writing.README).read_text(encoding="utf-8")
    assert len(writing.BETWEEN.findall(readme)) == 1


def test_of_two_measurements_of_one_bar_the_one_beside_the_peers_is_drawn() -> None:
    peers = Section("Peers", (), bars=(Bar("like", OURS, 700), Bar("like", "Ghost", 100)))
    drawn = [(bar.who, bar.per_s) for bar in writing.bars([WEB, peers]) if bar.request == "like"]
    assert drawn == [(OURS, 700), (THEIRS, 200), ("Ghost", 100)]


def test_the_chart_is_a_picture_with_a_bar_in_proportion_for_each() -> None:
    root = ET.fromstring(chart(BARS, "Requests"))  # noqa: S314  # our own
    lengths = [float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect")]
    assert lengths[0] == 4 * lengths[1]
    assert lengths[2] == lengths[0], "a group has its own scale"
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts == ["like", OURS, "800/s", THEIRS, "200/s", "comment", THEIRS, "50.0/s"]
    colours = {bar.attrib["fill"] for bar in root.iter(f"{SVG}rect")}
    assert len(colours) == 2, "who has one colour in all groups"


def test_the_chart_can_be_read_on_dark_pages_and_needs_nothing_from_elsewhere() -> None:
    drawn = chart(BARS, "Requests")
    assert "prefers-color-scheme: dark" in drawn
    assert "<script" not in drawn
    assert "url(" not in drawn


def test_a_bar_of_next_to_nothing_is_still_seen() -> None:
    bars = (Bar("like", OURS, 1_000_000), Bar("like", THEIRS, 1))
    root = ET.fromstring(chart(bars, "Requests"))  # noqa: S314  # our own
    assert min(float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect")) >= 1
