"""The site's own files are their owner's alone, whoever made them and however.

A process of the site makes no file that others can read. A folder from before is made private when
the site starts, or refused: it holds addresses, password hashes, sessions and the secret key.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tweipress.config.environment import SettingsError

OTHERS: Final = 0o077
"""What the group and everybody else may do."""


def make_nothing_for_others() -> None:
    """Let this process and its children make files and folders for their owner alone."""
    os.umask(OTHERS)


def own_folder(folder: Path) -> Path:
    """Return the folder of the site's files, private from here on, or refuse it.

    The files right in it are mended at every start of a process; `mend` goes deeper.
    """
    there = folder.stat()
    if there.st_uid != os.geteuid():
        raise SettingsError(
            f"TWEIPRESS_DATA: {folder} belongs to another user of this machine (number"
            f" {there.st_uid}): run the command as that user, or choose another folder."
        )
    if there.st_mode & stat.S_ISVTX:
        raise SettingsError(
            f"TWEIPRESS_DATA: {folder} is shared by the users of this machine: choose a folder of"
            " the site's own in it."
        )
    _close(folder)
    for file in folder.iterdir():
        _close(file)
    return folder


def mend(folder: Path) -> None:
    """Take everything below a folder from others, symbolic links and what they lead to excepted."""
    for entry in _below(folder):
        _close(entry)


def close_database(file: Path) -> None:
    """Take a SQLite database and what SQLite keeps beside it from others."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        _close(file.with_name(file.name + suffix))


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        yield entry
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)


def _close(entry: Path) -> None:
    """Take an entry from others; SettingsError if that cannot be done."""
    try:
        mode = entry.lstat().st_mode
        if stat.S_ISLNK(mode) or not mode & OTHERS:
            return
        entry.chmod(stat.S_IMODE(mode) & ~OTHERS)
        if not entry.lstat().st_mode & OTHERS:
            return
        reason = "its file system keeps no modes"
    except FileNotFoundError:  # a database's -wal, or a mark, that ended meanwhile
        return
    except OSError as error:
        reason = str(error.strerror)
    raise SettingsError(
        f"TWEIPRESS_DATA: others can read {entry}, and that cannot be changed ({reason}). Take it"
        f" from them (chmod go-rwx), or choose another folder."
    )
