"""Tweipress beside its peers: with default settings, one worker, on the same texts."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

from bench.sites.running import COMMENT, HOT, LIKE, PAGE, SIGNED_IN, Running
from bench.sites.stage import Stage
from bench.web.server import Kind, fill
from bench.web.server import serving as served

NAME: Final = "Tweipress"
PLANS: Final = {
    HOT: ("post-visited", HTTPStatus.OK),
    PAGE: ("posts-visited", HTTPStatus.OK),
    SIGNED_IN: ("posts", HTTPStatus.OK),
    LIKE: ("likes", HTTPStatus.SEE_OTHER),
    COMMENT: ("comments", HTTPStatus.SEE_OTHER),
}


@contextmanager
def serving(site: Path, stage: Stage) -> Iterator[Running]:
    """Fill a Tweipress in a folder of its own, and serve it meanwhile."""
    site.mkdir()
    source = site / "filled"
    source.mkdir()
    fill(source, len(stage.readers))
    with served(source, Kind(NAME)) as server:
        plans = {work: (server.folder / name, good) for work, (name, good) in PLANS.items()}
        yield Running(NAME, server.port, server.processes, plans)
