"""Sites with databases of their own, and the sample site that fills them."""

import json
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from harness import postgres
from harness import site as harness
from tests import run
from tests.backup import sample as sample_site

ALIASES = ("default", "books")
KEY = bytes(range(32))
"""All sites of these tests have one key, as one site and its copies have."""


@dataclass
class Site:
    """A site's folder, to which Django's two databases point."""

    folder: Path

    def run(self, *words: str | Path) -> str:
        """Run a command, and return what it printed."""
        said = StringIO()
        call_command(*map(str, words), stdout=said, stderr=StringIO())
        return said.getvalue()

    def fill(self) -> None:
        """Make it the sample site."""
        folder = sample_folder()
        for alias in ALIASES:
            described = connections.settings[alias]
            connections[alias].close()
            if connections[alias].vendor == "postgresql":
                postgres.drop(described["HOST"], described["NAME"])
                postgres.create(described["HOST"], described["NAME"], f"filled_{alias}")
            else:
                shutil.copy(folder / f"{alias}.sqlite3", described["NAME"])
        shutil.copytree(folder / "media", self.folder / "media")

    def backup(self, name: str = "backup.zip") -> Path:
        """Back it up into a new file beside its folder, without trying the copy."""
        path = self.folder.parent / name
        self.run("backup", path, "--no-audit")
        return path

    def rows(self, alias: str, sql: str) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with connections[alias].cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def change(self, alias: str, sql: str) -> None:
        """Run a statement."""
        with connections[alias].cursor() as cursor:
            cursor.execute(sql)


def manifest(path: Path) -> dict[str, Any]:
    """Return what a backup says about itself."""
    with zipfile.ZipFile(path) as packed:
        about: dict[str, Any] = json.loads(packed.read("manifest.json"))
    return about


@contextmanager
def own_site(folder: Path, named: str = "") -> Iterator[Site]:
    """Point Django to two databases that hold nothing, and to a folder for a site's files.

    On PostgreSQL they are dropped at the end, unless they are `named`.
    """
    folder.mkdir(parents=True)
    (folder / "backup_key").write_text(f"{KEY.hex()}\n")
    kept = {alias: connections[alias] for alias in ALIASES}
    before = {alias: connections.settings[alias]["NAME"] for alias in ALIASES}
    is_postgres = kept["books"].vendor == "postgresql"
    for alias in ALIASES:
        del connections[alias]
        name = f"{named or secrets.token_hex(6)}_{alias}"
        connections.settings[alias]["NAME"] = name if is_postgres else folder / f"{alias}.sqlite3"
        if is_postgres:
            postgres.create(connections.settings[alias]["HOST"], name)
    try:
        with override_settings(TWEIPRESS_DATA=folder, MEDIA_ROOT=folder / "media"):
            yield Site(folder)
    finally:
        for alias in ALIASES:
            connections[alias].close()
            described = connections.settings[alias]
            if is_postgres and not named:
                postgres.drop(described["HOST"], described["NAME"])
            described["NAME"] = before[alias]
            connections[alias] = kept[alias]


def sample_folder() -> Path:
    """Return the folder of the sample site, made once a run; on PostgreSQL it has two templates."""
    folder = run.folder() / "sample"
    with run.made_once("sample") as is_missing:
        if is_missing:
            with own_site(folder, named="filled") as site:
                sample_site.fill()
                site.run("backup", folder / "backup.zip")
    return folder


@pytest.fixture(scope="session")
def sample(django_db_blocker: DjangoDbBlocker) -> Path:
    """Return a backup of the sample site."""
    with django_db_blocker.unblock():
        return sample_folder() / "backup.zip"


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> harness.Site:
    """Give the sample site on SQLite, for commands in processes of their own."""
    place = harness.Site(tmp_path_factory.mktemp("place"))
    with django_db_blocker.unblock():
        shutil.copytree(sample_folder(), place.data)
    (place.data / "default.sqlite3").rename(place.data / "site.sqlite3")
    return place


@pytest.fixture
def empty(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """Give a place for a site in which there is none yet."""
    with django_db_blocker.unblock(), own_site(tmp_path / "site") as site:
        yield site


@pytest.fixture
def site(empty: Site) -> Site:
    """Give the sample site."""
    empty.fill()
    return empty
