"""Peers are set up where that is possible, and where it is not, one line says why."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.sites.fetching.debian import Debian
from bench.sites.fetching.place import MissingError, making, place
from bench.sites.ghost.filling import Filling
from bench.sites.stage import Stage
from tests.house.tree import ROOT

SAYS_WHY = """#!/bin/sh
echo "npm warn something is old" >&2
echo "npm error code ENOTFOUND | no network" >&2
echo "npm error A complete log of this run can be looked up" >&2
exit 1
"""
APT_GET = """#!/bin/sh
case "$*" in
*simulate*wordpress*)
    echo "Inst apache2 (2.4 Debian:12 [amd64])"
    echo "Inst wordpress (6.1 Debian:12 [all])"
    echo "Inst wordpress-theme-plain (6.1 Debian:12 [all])" ;;
*simulate*)
    echo "Reading package lists..."
    echo "Inst perl [5.36-7] (5.36-8 Debian:12 [amd64])"
    echo "Inst php-fpm (8.2 Debian:12 [all])"
    echo "Conf php-fpm (8.2 Debian:12 [all])" ;;
*download*)
    while [ "$1" != download ]; do shift; done
    shift 2
    for name in "$@"; do echo "$name" > "$name.deb"; done ;;
esac
"""
DPKG_DEB = """#!/bin/sh
cp "$2" "$3"
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the user's caches, an empty one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of commands; the machine has no other ones, but for a shell's."""
    folder = tmp_path / "commands"
    folder.mkdir()
    for name in ("sh", "cp"):
        real = shutil.which(name)
        assert real
        (folder / name).symlink_to(real)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(command: Path, text: str) -> None:
    command.write_text(text, encoding="utf-8")
    command.chmod(0o755)


def begin(name: str) -> None:
    with making(name) as part:
        (part / "half").touch()
        raise MissingError("no more")


def set_up() -> list[str]:
    command = [sys.executable, "-m", "bench.sites"]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), check=True, capture_output=True, text=True
    )
    return [line for line in done.stderr.splitlines() if "is being fetched" not in line]


def test_a_machine_without_package_managers_is_told_of_both_and_keeps_nothing(
    cache: Path, commands: Path
) -> None:
    assert commands.is_dir()
    assert set_up() == [
        "Ghost 6.65.0: skipped: npm is not installed",
        "WordPress: skipped: apt-get is not installed",
    ]
    assert list((cache / "tweipress" / "peers").iterdir()) == []


def test_the_reason_is_the_first_line_that_warns_of_nothing_and_fits_a_table(
    cache: Path, commands: Path
) -> None:
    assert not cache.exists()
    put(commands / "npm", SAYS_WHY)
    put(commands / "apt-get", "#!/bin/sh\necho 'W: old' >&2\necho 'E: No list' >&2\nexit 100\n")
    assert set_up() == [
        "Ghost 6.65.0: skipped: npm says: npm error code ENOTFOUND / no network",
        "WordPress: skipped: apt-get says: E: No list",
    ]


def test_what_is_set_up_is_not_fetched_again(cache: Path, commands: Path) -> None:
    assert commands.is_dir()
    for name in ("ghost-6.65.0", "wordpress"):
        (cache / "tweipress" / "peers" / name).mkdir(parents=True)
    assert [line.partition(" in ")[0] for line in set_up()] == [
        "Ghost 6.65.0: is set up",
        "WordPress: is set up",
    ]


def test_what_was_begun_and_failed_is_begun_anew(cache: Path) -> None:
    assert not cache.exists()
    with pytest.raises(MissingError):
        begin("peer")
    assert list(place().iterdir()) == []
    with making("peer") as part:
        (part / "whole").touch()
    assert [path.name for path in (place() / "peer").iterdir()] == ["whole"]


def test_packages_are_unpacked_without_what_is_there_and_pages_without_a_server(
    tmp_path: Path, commands: Path
) -> None:
    put(commands / "apt-get", APT_GET)
    put(commands / "dpkg-deb", DPKG_DEB)
    packages = Debian(tmp_path)
    packages.fetch(("php-fpm",), "wordpress", ("wordpress-theme",))
    names = {path.stem for path in packages.root.iterdir()}
    assert names == {"php-fpm", "wordpress", "wordpress-theme-plain"}
    assert packages.file("php-fpm.deb") == packages.root / "php-fpm.deb"
    with pytest.raises(MissingError, match=r"bring no nowhere/\*"):
        packages.file("nowhere/*")


def test_every_site_has_the_same_texts_and_no_like_comes_twice() -> None:
    stage = Stage(200)
    (first, *_) = stage.words()
    assert (len(list(stage.words())), first.title) == (4, "How bees vote, part 1")
    assert first.html.startswith("<h2>On 0</h2><p>word1 word2 ")
    likes = Counter(stage.likes())
    assert (len(likes), set(likes.values())) == (2_000, {1})
    assert set(Counter(stage.sayings()).values()) == {1}
    written = {number for number, _, _ in stage.comments()}
    assert {comment for _, comment in likes} <= written


def test_ghost_reads_no_id_as_a_number() -> None:
    paths = [request["path"] for request in Filling(Stage(50)).likes()]
    ids = [path.split("/")[4] for path in paths]
    assert {len(name) for name in ids} == {24}
    assert not any(name.isdecimal() for name in ids)


@pytest.mark.slow
def test_the_section_says_which_peers_are_not_there(cache: Path) -> None:
    assert not cache.exists()
    command = [sys.executable, "-m", "bench", "sites", "--short"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    why = "skipped: not set up here; `python -m bench.sites` does it"
    assert f"| all | Ghost 6.65.0 | {why} |" in done.stdout
    assert f"| all | WordPress | {why} |" in done.stdout
    assert "| like | Tweipress | " in done.stdout
    assert "beside WordPress |" not in done.stdout
