"""Sites that a run makes once, and that tests copy: an empty one, and a filled demo."""

import secrets
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from harness import postgres
from harness.site import Site
from tests import run
from tweipress.bank.clock import OffsetClock

TEST_CLOCK = {"TWEIPRESS_CLOCK": "test"}
PARTS = ("site", "books")
TEMPLATE = "{}_template"


def empty_site(folder: Path) -> Site:
    """Return a migrated site on SQLite that nobody has served yet."""
    return _copied(_migrated("empty"), folder)


def copy_of_empty(part: str, name: str | Path) -> None:
    """Make a migrated database for the site or the books, where this run keeps them.

    `name` is that of a new database, or of a new file.
    """
    if not run.is_on_postgres():
        shutil.copy(_migrated("empty").data / f"{part}.sqlite3", name)
        return
    host = run.postgres()
    _migrated("empty-postgres", {each: TEMPLATE.format(each) for each in PARTS})
    postgres.create(host, str(name), TEMPLATE.format(part))


def _migrated(folder: str, databases: Mapping[str, str] | None = None) -> Site:
    """Return a migrated site; it is made once a run, in new databases if any are named."""
    made = Site(run.folder() / folder)
    with run.made_once(folder) as is_missing:
        if is_missing:
            made.folder.mkdir()
            made.said("migrate", **_created(databases or {}))
    return made


def demo_site(folder: Path, *, on_postgres: bool = False) -> Site:
    """Return a demo with a test clock, whose day has just begun: quotas are whole."""
    if on_postgres:
        number = secrets.token_hex(4)
        names = {part: f"{part}_{number}" for part in PARTS}
        site = Site(folder, {**TEST_CLOCK, **_created(names)})
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


def _created(databases: Mapping[str, str]) -> dict[str, str]:
    """Make databases on this run's PostgreSQL, by part, and return the variables that say so."""
    for name in databases.values():
        postgres.create(run.postgres(), name)
    return {
        f"TWEIPRESS_{part.upper()}_URL": postgres.url(run.postgres(), name)
        for part, name in databases.items()
    }
