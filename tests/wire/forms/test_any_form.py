"""Any form, sent by anybody with anything in it: no mistake of ours, and books that balance.

Requests are drawn by a seed, which a failure names: `FORMS_SEED=7 .venv/bin/pytest FILE` plays them
again, in the same order. Each failed request is also printed as it was sent.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from io import StringIO
from random import Random
from typing import Final

import pytest
from django.core.management import call_command
from django.test import override_settings
from hypothesis import settings as searching
from pytest_django import DjangoDbBlocker

from tests.demo.conftest import Demo, place
from tests.depth import DEEP
from tests.wire.addresses import Address
from tests.wire.forms.sent import Sent, encoded
from tests.wire.forms.strange import Pairs, changed, filled
from tests.wire.forms.walk import Walk, taking_posts
from tweipress import bank
from tweipress.http.outbox import later

REQUESTS, FEW = 10_000, 400
SEED: Final = int(os.environ.get("FORMS_SEED", "1"))
CAST: Final = ("Noor", "Hedda", "Mireille", "Kwabena", "", "Ondine", "Tomas", "Dexter", "Aurelio")
FEW_OF_THE_CAST: Final = 4
BETWEEN_S: Final = 5
SHOWN: Final = 8
CHECKED_EVERY: Final = 10
"""Of so many requests one needs its form's token: without it a request would end there."""
AUTOSAVE: Final = "autosave/"
"""What the script of a form adds to its address, to keep what is in it."""


class Errors(logging.Handler):
    """Keeps what is logged as an error, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.said.append(self.format(record))


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Demo]:
    """A filled demo on which nobody is told to wait."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(TWEIPRESS_RATE_FACTOR=10_000, ACCOUNT_RATE_LIMITS=False),
        override_settings(MEDIA_ROOT=folder / "media"),
        place(folder) as filled_demo,
    ):
        filled_demo.run()
        bank.ensure_open()
        yield filled_demo
        bank.stop()


@pytest.fixture
def errors() -> Iterator[Errors]:
    """Give what is logged as an error, by whatever part."""
    heard = Errors()
    logging.getLogger().addHandler(heard)
    logging.disable(logging.WARNING)
    yield heard
    logging.disable(logging.NOTSET)
    logging.getLogger().removeHandler(heard)


@dataclass
class Drawing:
    """Draws requests: any address, any of the cast, a form of theirs if they have one there."""

    walk: Walk
    random: Random
    rows: dict[str, list[Address]]
    cast: tuple[str, ...]

    def request(self, number: int) -> Sent:
        """Return the next request."""
        rows = sorted(self.rows)
        row = rows[number % len(rows)]
        address = self.random.choice(self.rows[row])
        copied = AUTOSAVE if row.endswith(AUTOSAVE) else ""
        shown = self.walk.forms.get(row.removesuffix(copied), {})
        has_form = shown and self.random.random() < 0.9
        who = self.random.choice(sorted(shown) if has_form else self.cast)
        pairs: Pairs = []
        is_multipart, path = self.random.random() < 0.5, ""
        if forms := shown.get(who):
            page, form = self.random.choice(forms)
            if self.random.random() < 0.1:
                self.walk.look(who, page)
            pairs = filled(form, self.random)
            is_multipart, path = form.is_multipart, form.path + copied
        if not path or self.random.random() < 0.1:
            path = self.walk.path(address)
        pairs = changed(pairs, ["key", "text", "do", "version", "next", "page"], self.random)
        content_type, body = encoded(pairs, self.random, is_multipart=is_multipart)
        is_htmx, needs_token = self.random.random() < 0.2, number % CHECKED_EVERY == 0
        return Sent(number, who, path, content_type, body, is_htmx, needs_token)


def sent(drawing: Drawing, number: int, errors: Errors) -> str:
    """Send a request; return what was wrong with its answer, if anything."""
    request = drawing.request(number)
    browser = drawing.walk.browser(request.who)
    browser.handler.enforce_csrf_checks = request.needs_token
    answer = browser.generic(
        "POST", request.path, request.body, request.content_type, headers=request.headers
    )
    said, errors.said = errors.said, []
    if answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR and not said:
        return ""
    return "\n".join([f"{answer.status_code} for {request}", *said])


def test_no_form_breaks_anything_whatever_is_in_it(demo: Demo, errors: Errors) -> None:
    is_deep = searching.get_current_profile_name() == DEEP
    random = Random(SEED)
    walk = Walk(random)
    cast = CAST if is_deep else CAST[:FEW_OF_THE_CAST]
    for who in cast:
        walk.explore(who)
    drawing = Drawing(walk, random, taking_posts(), cast)
    wrong: list[str] = errors.said
    errors.said = []
    for number in range(REQUESTS if is_deep else FEW):
        demo.clock.advance(BETWEEN_S)
        if mistake := sent(drawing, number, errors):
            wrong.append(mistake)
    later.drain()
    assert not wrong, f"FORMS_SEED={SEED}: {len(wrong)}\n" + "\n\n".join(wrong[:SHOWN])
    assert not errors.said
    said = StringIO()
    call_command("audit", "--quiet", stdout=said)
    assert "the books are clean" in said.getvalue()
