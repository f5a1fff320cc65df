"""Tweipress beside its peers: with default settings, one worker, on the same texts."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

from bench.sites.running import Running
from bench.sites.stage import Stage
from bench.web.requests import REQUESTS
from bench.web.server import Kind, fill
from bench.web.server import serving as served

NAME: Final = "Tweipress"


@contextmanager
def serving(site: Path, stage: Stage) -> Iterator[Running]:
    """Fill a Tweipress in a folder of its own, and serve it meanwhile."""
    site.mkdir()
    source = site / "filled"
    source.mkdir()
    fill(source, len(stage.readers))
    with served(source, Kind(NAME)) as server:
        plans = {
            request.plan: (server.folder / request.plan, HTTPStatus(request.status))
            for request in REQUESTS
        }
        yield Running(NAME, server.port, server.processes, plans)
