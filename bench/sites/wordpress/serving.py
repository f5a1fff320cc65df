"""Fills a WordPress, and serves it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.sites.running import COMMENT, HOT, PAGE, SIGNED_IN, Running
from bench.sites.stage import Stage
from bench.sites.wordpress.fetching import NAME
from bench.sites.wordpress.machinery import Machinery
from bench.web.filling import HOT as HOT_NUMBER
from bench.web.planned import FORM, Planned, asked, write
from bench.web.texts import SAID
from harness.site import free_port


@contextmanager
def serving(site: Path, stage: Stage) -> Iterator[Running]:
    """Fill a WordPress in a folder of its own, and serve it meanwhile."""
    site.mkdir()
    machinery = Machinery(site, free_port())
    machinery.make_database()
    with machinery.serving() as processes:
        told = json.loads(machinery.php("fill.php", json.dumps(_given(stage))))
        plans = Plans(stage, told["posts"], told["cookies"])
        yield Running(
            f"{NAME} {told['version']}",
            machinery.port,
            processes,
            {
                HOT: (write(site / HOT, [plans.hot()]), HTTPStatus.OK),
                PAGE: (write(site / PAGE, plans.pages(is_signed_in=False)), HTTPStatus.OK),
                SIGNED_IN: (write(site / SIGNED_IN, plans.pages(is_signed_in=True)), HTTPStatus.OK),
                COMMENT: (write(site / COMMENT, plans.comments()), HTTPStatus.FOUND),
            },
        )


class Plans:
    """What readers ask for; WordPress has no like of its own."""

    def __init__(self, stage: Stage, posts: Mapping[str, int], cookies: Mapping[str, str]) -> None:
        """Take the stage, and what numbers and cookies WordPress has given."""
        self._stage = stage
        self._posts = posts
        self._cookies = cookies

    def hot(self) -> Planned:
        """Return a visit to the article that everybody reads."""
        return asked(self._path(HOT_NUMBER))

    def pages(self, *, is_signed_in: bool) -> Iterator[Planned]:
        """Yield an article's page for each reader."""
        for reader, article in self._stage.pages():
            yield asked(self._path(article), self._signed(reader) if is_signed_in else None)

    def comments(self) -> Iterator[Planned]:
        """Yield comments as the form below an article sends them."""
        for reader, article in self._stage.sayings():
            number = self._posts[str(article)]
            form = {"comment": SAID, "comment_post_ID": number, "comment_parent": 0}
            headers = {**self._signed(reader), **FORM}
            yield asked("/wp-comments-post.php", headers, urlencode(form))

    def _path(self, article: int) -> str:
        return f"/?p={self._posts[str(article)]}"

    def _signed(self, reader: int) -> dict[str, str]:
        return {"Cookie": self._cookies[str(reader)]}


def _given(stage: Stage) -> dict[str, Any]:
    return {
        "members": list(stage.members),
        "articles": [asdict(words) for words in stage.words()],
        "comments": [(article, writer) for _, article, writer in stage.comments()],
        "said": SAID,
    }
