"""Plans the requests to a filled site: a file for each kind, a request a line (load.py says how).

What a browser sends with it is planned as well: cookies, CSRF token, and the key of a form. Acts
are each to be sent once, pages again and again.
"""

import secrets
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.conf import settings

from bench.web.filling import COMMENTS, HOT, OPENED_AGO_S, READ, Filling
from bench.web.planned import FORM, Planned, asked, write
from bench.web.texts import PARTS, SAID
from tweipress.articles.models import Article as Post
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.units import MS_PER_S
from tweipress.pages.blocks import comments
from tweipress.reading.proof import Proof
from tweipress.reading.tokens import sign

PAGES: Final = {"front": "/", "search": "/search/?q=word10"}
CSRF: Final = "b" * 32
BY_SCRIPT: Final = {"HX-Request": "true"}


class Plans:
    """What the readers of a filling ask for."""

    def __init__(self, filling: Filling) -> None:
        """Plan for a site that is filled."""
        self._filling = filling
        self._readers = filling.readers

    def write(self) -> None:
        """Write every kind of request to a file of its name."""
        for name, lines in self._all():
            write(settings.TWEIPRESS_DATA / name, lines)

    def _all(self) -> Iterator[tuple[str, Iterator[Planned]]]:
        yield from (
            ("likes", self._likes()),
            ("pluses", self._pluses()),
            ("beacons", self._beacons()),
            ("comments", self._comments()),
            ("posts", self._posts()),
            ("statement", self._statements()),
            ("posts-visited", map(asked, map(self._post, self._readers))),
            ("post-visited", iter([asked(f"/post/{self._filling.slugs[HOT]}/")])),
        )
        for name, path in PAGES.items():
            yield name, (self._page(path, reader) for reader in self._readers)
            yield f"{name}-visited", iter([asked(path)])

    def _post(self, reader: int) -> str:
        return f"/post/{self._filling.slugs[self._filling.met_by(reader)[-1]]}/"

    def _posts(self) -> Iterator[Planned]:
        """Yield the article's page of each reader who is reading it."""
        for reader in self._readers:
            yield self._page(self._post(reader), reader)

    def _statements(self) -> Iterator[Planned]:
        """Yield the statement of each who gets a share of every like, so that its page is full."""
        for member in (*self._filling.writers, self._filling.author):
            yield self._page("/me/", member)

    def _comments(self) -> Iterator[Planned]:
        """Yield a comment by each reader on each article that they have read."""
        form = urlencode({"text": SAID})
        for turn in range(READ):
            for reader in self._readers:
                slug = self._filling.slugs[self._filling.met_by(reader)[turn]]
                yield self._form(f"/comments/on/{slug}/write/", reader, form)

    def _likes(self) -> Iterator[Planned]:
        """Yield every possible like: first one by each reader, then the second."""
        form = urlencode({"mark": self._mark()})
        for turn in range(READ * COMMENTS):
            for reader in self._readers:
                article = ArticleId(self._filling.met_by(reader)[turn % READ])
                comment = self._filling.comments_of(article)[turn // READ]
                yield self._form(f"/comments/{comment}/like/", reader, form)

    def _mark(self) -> str:
        """Return the mark that the page's script sends with a like, the same for all readers."""
        reader = self._readers[0]
        post = Post.objects.get(pk=self._filling.met_by(reader)[0])
        standing = comments.thread(post, MemberId(reader)).standing
        assert standing is not None
        assert standing.has_votes
        return standing.mark

    def _pluses(self) -> Iterator[Planned]:
        """Yield a Plus by each reader, with the token that proves the reading."""
        for reader in self._readers:
            slug, token = self._proof(reader, PARTS)
            yield self._form(f"/read/{slug}/plus/", reader, f"token={token}")

    def _beacons(self) -> Iterator[Planned]:
        """Yield each reader's proof of each part, as the script sends it; no act comes of it.

        A reader sends all of them before the Plus of the same line's share, which ends the session.
        """
        for reader in self._readers:
            for part in range(1, PARTS + 1):
                slug, token = self._proof(reader, part - 1)
                sent = self._form(f"/read/{slug}/beacon/", reader, f"token={token}&index={part}")
                yield {**sent, "headers": {**sent["headers"], **BY_SCRIPT}}

    def _proof(self, reader: int, parts: int) -> tuple[str, str]:
        """Return what a reader reads, and the token that proves so many of its parts."""
        filling = self._filling
        article = filling.met_by(reader)[-1]
        step_ms = OPENED_AGO_S * MS_PER_S // (PARTS + 1)
        arrivals_ms = tuple(step_ms * part for part in range(1, parts + 1))
        proof = Proof(reader, article, f"session-{reader}", filling.opened_ms, arrivals_ms)
        token = sign(proof, settings.SECRET_KEY, int(filling.at.timestamp()) * MS_PER_S)
        return filling.slugs[article], token

    def _page(self, path: str, reader: int) -> Planned:
        return asked(path, self._cookies(reader))

    def _form(self, path: str, reader: int, form: str) -> Planned:
        body = f"csrfmiddlewaretoken={CSRF}&key={secrets.token_hex(8)}&{form}"
        return asked(path, {**self._cookies(reader), **FORM}, body)

    def _cookies(self, reader: int) -> dict[str, str]:
        return {"Cookie": f"sessionid={self._filling.cookies[reader]}; csrftoken={CSRF}"}
