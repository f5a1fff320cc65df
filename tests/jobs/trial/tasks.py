"""Jobs that write down in a folder what becomes of them."""

import os
import time
from pathlib import Path

from tweipress.jobs.kinds import Lane, job


def write(folder: str, word: str) -> None:
    """Add a line: a word, and the number of the process."""
    line = f"{word} {os.getpid()}\n".encode()
    file = os.open(Path(folder) / "notes", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, line)
    os.close(file)


def words(folder: Path) -> list[str]:
    """Return the words that were written so far."""
    return [line.split()[0] for line in _lines(folder)]


def processes(folder: Path) -> list[int]:
    """Return the numbers of the processes that wrote them."""
    return [int(line.split()[1]) for line in _lines(folder)]


def _lines(folder: Path) -> list[str]:
    notes = folder / "notes"
    return notes.read_text().splitlines() if notes.exists() else []


@job("trial.note")
def note(folder: str, word: str) -> None:
    """Write a word."""
    write(folder, word)


@job("trial.heavy", lane=Lane.HEAVY)
def heavy(folder: str) -> None:
    """Write a word in the other lane."""
    write(folder, "heavy")


@job("trial.wait", attempts=4)
def wait(folder: str) -> None:
    """Begin, and be done when the folder has a file `go`."""
    write(folder, "begun")
    while not (Path(folder) / "go").exists():
        time.sleep(0.02)
    write(folder, "done")


@job("trial.hang", limit_s=1, attempts=2)
def hang(folder: str) -> None:
    """Begin, and never end."""
    write(folder, "begun")
    time.sleep(1_000)


@job("trial.fail", attempts=3)
def fail(folder: str) -> None:
    """Fail, with somebody's address."""
    write(folder, "tried")
    raise ValueError("no mailbox of ann@press.example")


def is_wanted() -> bool:
    """Tell whether the job that comes by itself is due: a file says so."""
    return Path(os.environ.get("TRIAL_WANTED", "missing")).exists()


@job("trial.by_itself", when=is_wanted)
def by_itself() -> None:
    """Take the file away."""
    wanted = Path(os.environ["TRIAL_WANTED"])
    write(str(wanted.parent), "came")
    wanted.unlink()
