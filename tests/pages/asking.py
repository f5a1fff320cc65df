"""Who asks for what in a comparison of pages: each role of the demo, every address, wrong forms."""

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import translation
from django.views.defaults import server_error

from tests.language.test_pseudo import BUSY, PAGES
from tests.wire.addresses import Address, addresses
from tests.wire.cast import key_of_a_row
from tweipress import bank
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.config.middleware import ADDRESS_MAX_CHARS
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.people.models import InvitationCode, Member

Named = tuple[str, Any]
LEAVES: Final = ("/accounts/logout/",)
TABLES: Final = "/staff/bank/"
READERS: Final = ("", "Leilani", "Hedda")
"""Who asks for the tables of the books: a visitor, a member, and the operator, who may."""
QUERIES: Final = ("/?before=5", "/search/?q=tide", "/search/?q=zzz", "/me/?before=40", "/nowhere/")
NOT_ALLOWED: Final = HTTPStatus.METHOD_NOT_ALLOWED
MOST: Final = 2
"""How many of the drafts of one kind are asked for: they are shown alike."""


def answers(languages: tuple[str, ...], time_ms: int) -> Iterator[Named]:
    """Yield each answer with a name: `en/Noor/get-me`."""
    with opened(time_ms):
        paths = _paths()
        roles = ["", *Member.objects.order_by("pk").values_list("name", flat=True)]
        for language in languages:
            yield from _without_request(language)
            for name in roles:
                mine = [path for path in paths if name in READERS or not path.startswith(TABLES)]
                yield from _gets(language, name, [*mine, *QUERIES, *PAGES.get(name, ())])
        for language in languages:
            for name in BUSY:
                yield from _posts(language, name)
        yield from _outcomes()


@contextmanager
def opened(time_ms: int) -> Iterator[None]:
    """Open the site, by a clock that stands."""
    logging.disable(logging.WARNING)
    call_command("collectstatic", interactive=False, verbosity=0)
    clock.use(clock.ManualClock(time_ms))
    with ExitStack() as stack:
        stack.enter_context(override_settings(ALLOWED_HOSTS=["*"], ACCOUNT_RATE_LIMITS=False))
        bank.ensure_open()
        stack.callback(bank.stop)
        yield


def _paths() -> list[str]:
    """Return every address, each with things of several kinds in it."""
    drafts = Article.objects.filter(posting_seq=None)
    codes = [*drafts.values_list("code", flat=True)[: 2 * MOST]]
    codes += Article.objects.exclude(posting_seq=None).order_by("pk").values_list("code", flat=True)
    codes += InvitationCode.objects.order_by("pk").values_list("code", flat=True)[:MOST]
    things = {
        "slug": [*Article.objects.order_by("pk").values_list("slug", flat=True)],
        "name": ["Science", "Ondine", "Dexter"],
        "code": codes,
        "number": ["1"],
        "file": ["0" * 32 + ".webp"],
        "key": ["MQ:1tKeyOfNobody"],
        "digits": ["0b5d4a"],
        "emblem": ["0" * 32],
        "digest": ["0" * 32],
        "width": ["1600"],
        "ending": ["webp"],
        "form": ["rss", "atom", "json"],
        "token": ["nothing"],
        "side": ["180"],
        "uidb36": ["1"],
        "app_label": ["bank"],
        "content_type_id": ["1"],
        "url": ["nowhere"],
    }
    paths = dict.fromkeys(path for each in addresses() for path in _filled(each, things))
    visitor = _browser("en", "")
    return [path for path in paths if visitor.get(path).status_code != NOT_ALLOWED]


def _filled(address: Address, things: dict[str, list[str]]) -> Iterator[str]:
    if address.route in LEAVES:
        return
    values = {name: things[name][0] for name in address.names if name in things}
    values["object_id"] = "1" if "content_type" in address.route else key_of_a_row(address.route)
    varied = [name for name in address.names if len(things.get(name, ())) > 1]
    if not varied:
        yield address.path(values)
    for name in varied:
        for value in things[name]:
            yield address.path(values | {name: value})


def _browser(language: str, name: str) -> Client:
    client = Client(headers={"accept-language": language}, raise_request_exception=False)
    if name:
        client.force_login(Member.objects.get(name=name))
    return client


def _gets(language: str, name: str, paths: list[str]) -> Iterator[Named]:
    client = _browser(language, name)
    for path in paths:
        if name and SESSION_KEY not in client.session:
            client = _browser(language, name)
        answer = client.get(path)
        yield _named(language, name, "get", path), answer
        if answer.status_code >= HTTPStatus.BAD_REQUEST and not path.startswith(TABLES):
            answer = client.get(path, headers={"hx-request": "true"})
            yield _named(language, name, "hx", path), answer


def _posts(language: str, name: str) -> Iterator[Named]:
    client = _browser(language, name)
    for number, (path, form) in enumerate(BUSY[name]):
        for kind, headers in (("hx-post", {"hx-request": "true"}), ("post", {})):
            sent = form | ({"key": f"{form['key']}-{kind}-{language}"} if "key" in form else {})
            answer = client.post(path, sent, headers=headers, follow=kind == "post")
            yield _named(language, name, f"{kind}-{number}", path), answer
    strict = Client(headers={"accept-language": language}, enforce_csrf_checks=True)
    yield _named(language, name, "csrf", ""), strict.post("/accounts/login/", {})
    long = client.get("/search/?q=" + "x" * ADDRESS_MAX_CHARS)
    yield _named(language, name, "long", ""), long


def _outcomes() -> Iterator[Named]:
    """Yield the pages after the forms: what was said, read and bought is on them."""
    for name in BUSY:
        client = _browser("en", name)
        for path in ("/", "/post/how-bees-vote/", "/me/", "/me/trust/", "/write/"):
            yield _named("after", name, "get", path), client.get(path)


def _without_request(language: str) -> Iterator[Named]:
    """Yield the pages of the middleware, which come without a request or without a database."""
    with translation.override(language):
        yield f"{language}/500", server_error(RequestFactory().get("/"))
        shown = {"most": 17, "refused": refuse(Refusal.BODY_SLOW)}
        for name in ("503", "413", "414", "unread"):
            yield f"{language}/{name}", HttpResponse(render_to_string(f"{name}.html", shown))


def _named(language: str, name: str, kind: str, path: str) -> str:
    plain = re.sub(r"[^\w.-]+", "_", path.strip("/"))[:120] or "home"
    assert settings.TWEIPRESS_CLOCK == "test"
    return f"{language}/{name or 'visitor'}/{kind}-{plain}"
