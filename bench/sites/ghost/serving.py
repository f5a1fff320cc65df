"""Serves a filled Ghost."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from shutil import copytree
from typing import Any

from bench.sites.ghost.fetching import NAME, folder, node
from bench.sites.ghost.filling import Filling
from bench.sites.running import COMMENT, HOT, LIKE, PAGE, SIGNED_IN, Running
from bench.sites.stage import Stage
from bench.web.planned import write
from harness.process import Process
from harness.site import HOST, answers, free_port


@contextmanager
def serving(site: Path, stage: Stage) -> Iterator[Running]:
    """Fill a Ghost in a folder of its own, and serve it meanwhile."""
    port = free_port()
    site.mkdir()
    (site / "current").symlink_to(folder() / "current")
    copytree(folder() / "current" / "content", site / "content")
    described = json.dumps(_described(site, port))
    (site / "config.production.json").write_text(described, encoding="ascii")
    with _started(site, port) as process:  # makes its tables
        process.stop()
    filling = Filling(stage)
    filling.write(site / "ghost.db")
    plans = {
        HOT: (write(site / HOT, [filling.hot()]), HTTPStatus.OK),
        PAGE: (write(site / PAGE, filling.pages(is_signed_in=False)), HTTPStatus.OK),
        SIGNED_IN: (write(site / SIGNED_IN, filling.pages(is_signed_in=True)), HTTPStatus.OK),
        LIKE: (write(site / LIKE, filling.likes()), HTTPStatus.NO_CONTENT),
        COMMENT: (write(site / COMMENT, filling.comments()), HTTPStatus.CREATED),
    }
    with _started(site, port) as process:
        yield Running(NAME, port, (process,), plans)


@contextmanager
def _started(site: Path, port: int) -> Iterator[Process]:
    variables = {**os.environ, "NODE_ENV": "production"}
    process = Process([node().command, "current/index.js"], variables, site, site / "said.log")
    try:
        process.wait_until(lambda: answers(port))
        yield process
    finally:
        process.kill()


def _described(site: Path, port: int) -> dict[str, Any]:
    """Return Ghost's configuration: its own defaults, and that nothing leaves this machine."""
    return {
        "url": f"http://{HOST}:{port}",
        "server": {"host": HOST, "port": port},
        "database": {
            "client": "better-sqlite3",
            "connection": {"filename": str(site / "ghost.db")},
        },
        "paths": {"contentPath": str(site / "content")},
        "mail": {"transport": "stub"},
        "privacy": {"useTinfoil": True},
        "explore": {"update_url": ""},
    }
