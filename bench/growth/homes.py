"""Sites for benchmarks: their files or databases, filled with a crowd, and processes that use them.

A site is filled once on SQLite and copied to PostgreSQL. With BENCH_FOLDER in the environment all
sites are kept there for the next run; otherwise they are deleted.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import psycopg

from bench.growth.carrying import CARRIED, carry
from harness import postgres
from harness.command import ROOT
from harness.postgres import USER, Server

KEPT_IN: Final = "BENCH_FOLDER"


@dataclass(frozen=True)
class Home:
    """The place of a site: its folder, and its PostgreSQL if it uses one."""

    name: str
    members: int
    folder: Path
    host: str = ""
    copied: str = ""

    @property
    def kind(self) -> str:
        """Return the database's name for people."""
        return "PostgreSQL" if self.host else "SQLite"

    @property
    def told(self) -> Path:
        """Return the file with the figures of a finished home."""
        return self.folder / "told.json"

    def place(self, part: str) -> str:
        """Return the file, or the database's name, of a part: `site` or `books`."""
        name = f"{part}{self.copied if part == 'books' else ''}"
        return f"{self.name}_{name}" if self.host else str(self.folder / f"{name}.sqlite3")

    def call(self, module: str, *arguments: object) -> Any:
        """Run a module on this site in another process; return the JSON that it prints."""
        command = [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment(), check=True, stdout=subprocess.PIPE
        )
        return json.loads(done.stdout.splitlines()[-1])

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if "TWEIPRESS" not in name}
        urls = {f"TWEIPRESS_{part.upper()}_URL": self._url(part) for part in CARRIED}
        settings = {"DJANGO_SETTINGS_MODULE": "tweipress.config.settings"}
        return {**kept, **settings, **urls, "TWEIPRESS_DATA": str(self.folder)}

    def _url(self, part: str) -> str:
        if self.host:
            return postgres.url(self.host, self.place(part))
        return f"sqlite:///{self.place(part)}"


@contextmanager
def quarter() -> Iterator["Quarter"]:
    """Provide a place for homes: the folder from the environment, or a temporary one."""
    kept = os.environ.get(KEPT_IN, "")
    folder = Path(kept or tempfile.mkdtemp(prefix="tweipress-bench-")).resolve()
    made = Quarter(folder)
    try:
        yield made
    finally:
        made.close()
        if not kept:
            shutil.rmtree(folder)


class Quarter:
    """All homes of a run, and the PostgreSQL that half of them use."""

    def __init__(self, folder: Path) -> None:
        """Start PostgreSQL in the folder."""
        self._folder = folder
        self._server = Server(folder / "postgres")
        self._host = self._server.host

    def homes(self, members: int) -> tuple[list[Home], dict[str, Any]]:
        """Return a crowd's site on SQLite and on PostgreSQL, up to date, and what it holds."""
        name = f"crowd_{members}"
        lite = Home(name, members, self._folder / name)
        post = Home(name, members, self._folder / f"{name}-postgres", self._host)
        if lite.told.exists():
            lite.call("bench.growth.generator", 0)
        else:
            shutil.rmtree(lite.folder, ignore_errors=True)
            holds = json.dumps(lite.call("bench.growth.generator", members))
            lite.told.write_text(holds, encoding="ascii")
        if post.told.exists():
            post.call("bench.growth.generator", 0)
        else:
            self._carry(lite, post)
            shutil.copy(lite.told, post.told)
        return [lite, post], json.loads(lite.told.read_text(encoding="ascii"))

    def empty(self, members: int) -> list[Home]:
        """Return empty homes on both databases."""
        name = f"empty_{members}"
        lite = Home(name, members, self._folder / name)
        post = Home(name, members, self._folder / f"{name}-postgres", self._host)
        shutil.rmtree(lite.folder, ignore_errors=True)
        self._create(post)
        return [lite, post]

    @contextmanager
    def copy(self, home: Home) -> Iterator[Home]:
        """Return the same home with a copy of its books, for writing; delete it afterwards.

        The copy is flushed first: otherwise its gigabytes would be written during the measurement.
        """
        made = replace(home, copied="_copy")
        if home.host:
            named = f'"{made.place("books")}" TEMPLATE "{home.place("books")}"'
            self._server.run(f"CREATE DATABASE {named} STRATEGY file_copy")
            self._server.run("CHECKPOINT")
        else:
            shutil.copy(home.place("books"), made.place("books"))
        os.sync()
        try:
            yield made
        finally:
            if home.host:
                postgres.drop(self._host, made.place("books"))
            for file in home.folder.glob("books_copy*"):
                file.unlink()

    def close(self) -> None:
        """Stop PostgreSQL."""
        self._server.stop()

    def _carry(self, lite: Home, post: Home) -> None:
        self._create(post)
        post.call("bench.growth.generator", 0)
        for part in CARRIED:
            source = sqlite3.connect(lite.place(part))
            with psycopg.connect(
                host=self._host, user=USER, dbname=post.place(part), autocommit=True
            ) as target:
                carry(part, source, target)
            source.close()

    def _create(self, home: Home) -> None:
        for part in CARRIED:
            postgres.drop(self._host, home.place(part))
            postgres.create(self._host, home.place(part))
