"""Nobody else on the machine can read the site's files, however they came there."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from harness.command import tweipress
from tests.templates import empty_site
from tweipress.config.environment import SettingsError
from tweipress.config.privacy import mend, own_folder

OTHERS = 0o077
NOBODY = 65_534


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.lstat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    """Return what in a folder the group or everybody can reach."""
    entries = [folder, *folder.rglob("*")]
    return [str(entry) for entry in entries if mode(entry) & OTHERS and not entry.is_symlink()]


def opened(folder: Path) -> None:
    """Let everybody read a folder and all in it, as a careless copy does."""
    for entry in [folder, *folder.rglob("*")]:
        entry.chmod(0o777 if entry.is_dir() else 0o666)


def foreign(folder: Path) -> Path:
    """Return a folder of somebody else's."""
    if os.geteuid():
        return Path("/usr")
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY)
    return folder


def test_a_command_makes_a_new_site_for_its_owner_alone_whatever_the_umask(
    tmp_path: Path,
) -> None:
    before = os.umask(0)
    try:
        assert tweipress(tmp_path, "migrate").returncode == 0
    finally:
        os.umask(before)
    assert (tmp_path / "var" / "site.sqlite3").exists()
    assert open_to_others(tmp_path / "var") == []


def test_any_command_makes_an_existing_folder_private_with_the_files_right_in_it(
    tmp_path: Path,
) -> None:
    site = empty_site(tmp_path)
    opened(site.data)
    site.said("check")
    assert mode(site.data) == 0o700
    assert [file for file in site.data.iterdir() if mode(file) & OTHERS] == []
    assert mode(site.data / "books.sqlite3") == 0o600


def test_a_served_site_makes_all_its_files_private_and_its_new_ones_too(tmp_path: Path) -> None:
    site = empty_site(tmp_path)
    upload = site.data / "media" / "avatars" / "a.webp"
    upload.parent.mkdir(parents=True)
    upload.touch()
    opened(site.data)
    elsewhere = tmp_path / "elsewhere.sqlite3"
    shutil.copy(site.data / "books.sqlite3", elsewhere)
    elsewhere.chmod(0o644)
    with site.serving(TWEIPRESS_BOOKS_URL=f"sqlite:///{elsewhere}") as server:
        assert server.status("/") == 200
        assert open_to_others(site.data) == []
        assert mode(elsewhere) == 0o600
        assert mode(elsewhere.with_name("elsewhere.sqlite3-wal")) == 0o600
        assert (site.data / "teller.sock").exists()


def test_a_folder_of_somebody_elses_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = foreign(tmp_path / "theirs")
    refused = tweipress(tmp_path, "check", TWEIPRESS_DATA=str(folder))
    assert refused.returncode == 2
    assert f"TWEIPRESS_DATA: {folder} belongs to another user" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_folder_that_all_users_share_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    with pytest.raises(SettingsError, match="is shared by the users of this machine"):
        own_folder(shared)
    assert mode(shared) == 0o1777


def test_a_folder_that_cannot_be_made_private_is_refused() -> None:
    folder = Path("/proc/self").resolve()  # a file system that lets nobody change modes
    with pytest.raises(SettingsError, match=rf"others can read {folder}, and that cannot be"):
        own_folder(folder)


def test_what_a_symbolic_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "var"
    outside.mkdir()
    (outside / "file").touch()
    (outside / "file").chmod(0o644)
    outside.chmod(0o755)
    folder.mkdir()
    (folder / "link").symlink_to(outside)
    mend(folder)
    own_folder(folder)
    assert (mode(outside), mode(outside / "file")) == (0o755, 0o644)
