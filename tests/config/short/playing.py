"""Sends the same forms to a copy of a demo, on one of the two ways, and says what came of it."""

import gzip
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from unittest import mock

from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.http import Http404
from django.middleware import csrf
from django.utils import timezone

from tests.config.short.asking import MEMBERS, Asked, about, varied
from tests.pages.snapshots import same
from tweipress import bank
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.config.short import way
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.http.browsers.models import Session
from tweipress.http.fast.sessions import SessionStore
from tweipress.people.factors import SecondFactorMissingError
from tweipress.people.hashing import HashingBusyError
from tweipress.people.models import Member
from tweipress.reading import tokens
from tweipress.reading.proof import Proof

ROUNDS: Final = 300
LIKED: Final = 8
BURST: Final = 250
"""More forms at one moment than a member may send in a minute."""
FAILURES: Final = (
    *(ValueError("a mistake"), PermissionDenied(), Http404(), SuspiciousOperation("odd")),
    *(SecondFactorMissingError(), HashingBusyError(), DatabaseError("away")),
)
VOLATILE: Final = {"Date", "Content-Length"}


class Site:
    """A copy of the demo that is asked, by a clock that stands between requests."""

    def __init__(self, time_ms: int) -> None:
        """Sign everybody in."""
        self.clock = clock.ManualClock(time_ms)
        clock.use(self.clock)
        self.application = get_wsgi_application()
        self.sessions = dict(self._sessions())
        self.answers: list[dict[str, Any]] = []

    def _sessions(self) -> Iterator[tuple[str, str]]:
        """Yield a session for each browser; those of nobody in all the ways that come to mind."""
        for name in MEMBERS:
            yield name, self._session(Member.objects.get(name=name))
        first = Member.objects.get(name=MEMBERS[0])
        yield "visitor", ""
        yield "unknown", "x" * 32
        yield "expired", self._session(first, life_s=-1)
        yield "ended", self._session(first)
        Session.objects.filter(pk=self.ended).delete()
        yield "forged", self._session(first)
        Session.objects.filter(pk=self.ended).update(session_data="e30:1abcde:forged")
        yield "another backend", self._session(first, _auth_user_backend="some.Backend")
        yield "another password", self._session(first, _auth_user_hash="0" * 64)
        shut = Member.objects.create(email="shut@example.org", name="Shut", is_active=False)
        yield "shut out", self._session(shut)
        yield "half signed in", self._session(first, _auth_user_id=None)
        yield "odd number", self._session(first, _auth_user_id="nine")
        yield "empty", self._session(first, _auth_user_id="", _auth_user_hash="")

    def _session(self, member: Member, life_s: int = 86_400, **changes: Any) -> str:
        """Store a session and return its key."""
        fields: dict[str, Any] = {
            SESSION_KEY: str(member.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: member.get_session_auth_hash(),
        }
        held = {name: value for name, value in (fields | changes).items() if value is not None}
        self.ended = f"session{Session.objects.count():025}"
        ends = timezone.now() + timedelta(seconds=life_s)
        data = SessionStore().encode(held)
        Session.objects.create(session_key=self.ended, session_data=data, expire_date=ends)
        return self.ended

    def ask(self, asked: Asked, **more: Any) -> None:
        """Send a request, and keep what it is answered and how many postings there are then."""
        environ = asked.environ(self.sessions[asked.browser])
        self.clock.time_ms += asked.advance_ms
        started: list[Any] = []
        answer: Any = self.application(environ, lambda *given: started.append(given[:2]))  # type: ignore[arg-type]  # nothing is written by it
        content = b"".join(answer)
        answer.close()
        status, headers = started[-1]
        if ("Content-Encoding", "gzip") in headers:
            content = gzip.decompress(content)
        heads = [[name, same(text)] for name, text in headers if name not in VOLATILE]
        shown = repr(replace(asked, body=asked.body and asked.body[:200]))
        text = same(content.decode(errors="replace"))
        self.answers.append(
            {"asked": shown, "status": status, "headers": heads, "text": text} | more
        )


def ordinary(site: Site) -> list[Asked]:
    """Return forms as members send them: votes, comments, and proofs of a reading that is open."""
    forms: list[Asked] = []
    slugs = list(Article.objects.exclude(posting_seq=None).order_by("pk"))[:3]
    numbers = Comment.objects.exclude(posting_seq=None).order_by("pk").values_list("pk", flat=True)
    for number in numbers[:LIKED]:
        forms.append(Asked(f"/comments/{number}/like/", fields=(("mark", "like dislike"),)))
        forms.append(Asked(f"/comments/{number}/dislike/", fields=(("reason", "off_topic"),)))
    for article in slugs:
        said = ("text", "What a swarm agrees on, a parliament seldom does. " * 3)
        forms.append(Asked(f"/comments/on/{article.slug}/write/", fields=(said,)))
    for name in MEMBERS:
        forms += reader(site, name, slugs[0])
    return forms


def reader(site: Site, name: str, article: Article) -> Iterator[Asked]:
    """Yield the forms of somebody who has just begun, and of somebody at the end."""
    member, session = Member.objects.get(name=name).pk, f"session-of-{name}"
    bank.do(Open(MemberId(member), ArticleId(article.pk), SessionId(session)), key=f"open-{name}")
    now_ms = site.clock.now_ms()
    begun = Proof(member, article.pk, session, now_ms)
    ended = begun._replace(arrivals_ms=tuple(range(60_000, 60_000 * (article.parts + 1), 60_000)))
    for kind, proof in (("beacon", begun), ("plus", ended), ("minus", ended), ("done", ended)):
        token = tokens.sign(proof, settings.SECRET_KEY, now_ms)
        fields = (("token", token), ("index", "1"))
        yield Asked(f"/read/{article.slug}/{kind}/", browser=name, fields=fields)


def play(site: Site) -> None:
    """Send everything: ordinary forms, odd ones, failing ones, too many, and without a bank."""
    forms = ordinary(site)
    site.clock.advance(4 * 60)
    for number, asked in enumerate(forms):
        browsers = MEMBERS if "/comments/" in asked.path else (asked.browser,)
        for turn, name in enumerate(browsers):
            script = about(HTTP_HX_REQUEST="true") if (number + turn) % 2 else {}
            site.ask(replace(asked, browser=name, key=f"first-{number}", **script))
    for asked in varied(forms, ROUNDS):
        site.ask(asked)
    like, write = forms[0], next(asked for asked in forms if "/write/" in asked.path)
    for number, error in enumerate(FAILURES):
        for script in ({}, about(HTTP_HX_REQUEST="true"), about(HTTP_ACCEPT="application/json")):
            with mock.patch.object(comments, "like", side_effect=error):
                site.ask(replace(like, key=f"failing-{number}", **script), error=repr(error))
    for number in range(BURST):
        site.ask(replace(like, browser="Dexter", key=f"burst-{number}", advance_ms=0))
    site.clock.advance(120)
    bank.stop()
    for asked in (like, write, *forms[-4:]):
        site.ask(replace(asked, key="without a bank".replace(" ", "-"), browser="Ondine"))


def tables() -> Iterator[tuple[str, list[str]]]:
    """Yield every table of the books and of what forms store, row by row."""
    for model in apps.get_models():
        if model._meta.app_label in {"bank", "comments", "reading", "security"}:
            rows = model._base_manager.values_list().order_by("pk")  # noqa: SLF001  # Django documents it
            yield model._meta.label, sorted(map(repr, rows))


def main(name: str, time_ms: int, file: Path) -> None:
    """Play on a way, `short` or `long`, from a time on, and write what came of it as JSON.

    That is the answers, the tables as they are afterwards, and how many forms went the short way.
    """
    logging.disable(logging.CRITICAL)
    call_command("collectstatic", interactive=False, verbosity=0)
    bank.ensure_open()
    went = [0]
    within: Callable[..., Any] = way.ShortWay._within  # noqa: SLF001  # it is counted

    def counted(*asked: Any) -> Any:
        went[0] += 1
        return within(*asked)

    closed: AbstractContextManager[Any] = nullcontext()
    if name == "long":
        closed = mock.patch.object(way, "view_asked", return_value=None)
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(time, "time", return_value=1_800_000_000.0))
        stack.enter_context(mock.patch.object(csrf, "_get_new_csrf_string", return_value="e" * 32))
        stack.enter_context(mock.patch.object(way.ShortWay, "_within", counted))
        stack.enter_context(closed)
        site = Site(time_ms)
        play(site)
    told = {"answers": site.answers, "tables": dict(tables()), "short": went[0]}
    file.write_text(json.dumps(told), encoding="utf-8")
    connections.close_all()
