"""Sites that a run makes once, and that tests copy: an empty one, and a filled demo."""

import secrets
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from harness import postgres
from harness.site import Site
from tests import run
from tweipress.bank.clock import OffsetClock

TEST_CLOCK = {"TWEIPRESS_CLOCK": "test"}


def empty_site(folder: Path) -> Site:
    """Return a migrated site on SQLite that nobody has served yet."""
    made = Site(run.folder() / "empty")
    with run.made_once("empty") as is_missing:
        if is_missing:
            made.folder.mkdir()
            made.said("migrate")
    return _copied(made, folder)


def demo_site(folder: Path, *, on_postgres: bool = False) -> Site:
    """Return a demo with a test clock, whose day has just begun: quotas are whole."""
    if on_postgres:
        site = Site(folder, {**TEST_CLOCK, **_new_databases()})
        _fill(site)
        return site
    made = Site(run.folder() / "demo", TEST_CLOCK)
    with run.made_once("demo") as is_missing:
        if is_missing:
            made.folder.mkdir()
            _fill(made)
    return _copied(made, folder)


def _copied(made: Site, folder: Path) -> Site:
    shutil.copytree(made.data, folder / "var")
    return Site(folder, made.variables)


def _fill(site: Site) -> None:
    """Fill a demo at one time of the day, so that each run has the same cast and quotas."""
    now = datetime.now(UTC)
    noon = (now + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    site.data.mkdir()
    OffsetClock(site.data / "clock").advance((noon - now) // timedelta(milliseconds=1))
    site.said("demo", "--no-serve")
    site.said("day", "close")


def _new_databases() -> dict[str, str]:
    host, number = run.postgres(), secrets.token_hex(4)
    names = {f"TWEIPRESS_{part.upper()}_URL": f"{part}_{number}" for part in ("site", "books")}
    for name in names.values():
        postgres.create(host, name)
    return {variable: postgres.url(host, name) for variable, name in names.items()}
