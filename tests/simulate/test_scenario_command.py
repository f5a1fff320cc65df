"""`tweipress scenario run`: what is printed where, and how it ends."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tweipress.simulate.management.commands.scenario import Command

STORIES = Path(__file__).parents[1] / "stories"
STORY = STORIES / "one_article.jsonl"
GOLDEN = STORIES / "one_article.books.json"


def scenario(*words: str) -> tuple[str, str]:
    """Run the command here; return what it wrote on both streams."""
    out, err = io.StringIO(), io.StringIO()
    call_command(Command(stdout=out, stderr=err), *words)
    return out.getvalue(), err.getvalue()


def written(folder: Path, content: bytes) -> str:
    """Return the name of a file with this content."""
    path = folder / "scenario.jsonl"
    path.write_bytes(content)
    return str(path)


def test_the_books_are_printed_and_nothing_else() -> None:
    assert scenario("run", str(STORY)) == (GOLDEN.read_text(), "")


def test_the_trace_goes_to_standard_error() -> None:
    out, err = scenario("run", str(STORY), "--trace")
    assert out == GOLDEN.read_text()
    assert len(err.splitlines()) > len(STORY.read_text().splitlines())


def test_a_mark_before_the_first_line_is_no_part_of_it(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + STORY.read_bytes().replace(b"\n", b"\r\n")
    assert scenario("run", written(tmp_path, content))[0] == GOLDEN.read_text()


def test_a_refused_tariff_prints_its_condition_alone_and_ends_with_2(tmp_path: Path) -> None:
    out = io.StringIO()
    name = written(tmp_path, b'{"do":"settings","tariff":{"report_twei":0}}\n{"do":"open_day"}')
    with pytest.raises(SystemExit) as ended:
        call_command(Command(stdout=out), "run", name)
    assert ended.value.code == 2
    assert out.getvalue() == "C7\n"


@pytest.mark.parametrize("content", [None, b"\xff\xfe{}", b'{"do":"\xe9"}'])
def test_a_file_that_cannot_be_read_ends_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    name = str(tmp_path / "none") if content is None else written(tmp_path, content)
    with pytest.raises(CommandError) as ended:
        scenario("run", name)
    assert ended.value.returncode == 1
    assert "\n" not in str(ended.value)


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        scenario("run", str(tmp_path))


def test_a_huge_line_is_one_refused_line(tmp_path: Path) -> None:
    out, _ = scenario("run", written(tmp_path, b"x" * 5_000_000 + b'\n{"do":"settings"}\n'))
    assert json.loads(out)["results"] == [{"refused": "MALFORMED"}] * 2


def test_it_runs_from_a_shell_with_no_site_and_reads_standard_input(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("tweipress")), "scenario", "run", "-"]
    done = subprocess.run(
        command, input=STORY.read_bytes(), capture_output=True, cwd=tmp_path, check=True, env={}
    )
    assert done.stdout == GOLDEN.read_bytes()
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []
