"""The wheel carries everything the package has, and works without the repository."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.tree import PACKAGE, ROOT, files

STORY = ROOT / "tests" / "stories" / "one_article.jsonl"
TWEIPRESS = "from tweipress.config.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as `make wheel` does."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    ours = {str(path.relative_to(PACKAGE.parent)) for path in files() if PACKAGE in path.parents}
    packed = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == ours


def test_the_wheel_carries_the_readme_and_the_licence(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        about = {Path(name).name: name for name in packed.namelist() if ".dist-info/" in name}
        readme = (ROOT / "README.md").read_text()
        assert packed.read(about["METADATA"]).decode().endswith(readme)
        assert packed.read(about["LICENSE"]) == (ROOT / "LICENSE").read_bytes()


def test_a_scenario_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    ZipFile(wheel).extractall(tmp_path / "installed")
    played = subprocess.run(
        [sys.executable, "-c", TWEIPRESS, "scenario", "run", str(STORY)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "installed")},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    books = (ROOT / "tests" / "stories" / "one_article.books.json").read_text()
    assert played.stdout == books
    assert [path.name for path in tmp_path.iterdir()] == ["installed"]
