"""Taking everything along: who may, how often, one zip, and what others have to do with it."""

import gzip
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.http.stage import Stage, signed_in
from tests.pages.conftest import shown, words
from tests.pages.packed import PAGE, packed, taken
from tests.pages.test_leaving import PASSWORD, fresh, leave
from tweipress.config.server import bounds
from tweipress.config.server.files import handed
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import MemberId
from tweipress.http import limits
from tweipress.http.counts import Counts
from tweipress.pages.takeout import packing
from tweipress.pages.views import takeout as view
from tweipress.people.models import Member
from tweipress.security.events import Event
from tweipress.security.models import SecurityEvent


@pytest.fixture(autouse=True)
def _as_by_default(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing, with the limits as they are."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())


def exports(stage: Stage) -> int:
    """Return how many exports the security log knows."""
    return SecurityEvent.objects.filter(event=Event.EXPORTED, member=stage.reader.pk).count()


def test_it_asks_for_the_password_and_then_gives_the_zip(stage: Stage) -> None:
    fresh(stage.reader)
    client = signed_in(stage.reader)
    for method in ("get", "post"):
        answer = getattr(client, method)(PAGE)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert exports(stage) == 0
    resumed = client.post(answer["Location"], {"password": PASSWORD})
    assert b"".join(resumed)[:2] == b"PK"
    assert exports(stage) == 1


def test_nobody_keeps_or_shows_the_zip_and_it_says_how_long_it_is(stage: Stage) -> None:
    answer = fresh(stage.reader).post(PAGE, headers={"accept-encoding": "gzip"})
    content = b"".join(answer)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'attachment; filename="takeout.zip"'
    assert "Content-Encoding" not in answer
    assert answer["Content-Length"] == str(len(content))
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(content)


def test_a_large_zip_is_left_to_the_server_and_takes_no_memory(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "FILE_BYTES", 1)
    client, factory = fresh(stage.reader), RequestFactory(headers={"accept-encoding": "gzip"})
    client.get(PAGE)
    factory.cookies = client.cookies
    form = {"csrfmiddlewaretoken": client.cookies[site.CSRF_COOKIE_NAME].value}
    answer = WSGIHandler()(factory.post(PAGE, form).environ, lambda *_: len)
    file = handed(answer)
    answer.close()
    assert file is not None
    try:
        assert zipfile.is_zipfile(file.path)
    finally:
        file.close()


def test_a_visitor_is_sent_to_sign_in(stage: Stage) -> None:
    for method in ("get", "post"):
        assert "/accounts/login/" in getattr(Client(), method)(PAGE)["Location"]


def test_only_a_form_of_the_site_takes_anything(stage: Stage) -> None:
    client = fresh(stage.reader)
    assert client.put(PAGE).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(PAGE).status_code == 403
    assert exports(stage) == 0


def test_a_banned_member_takes_everything_along_and_reads_why(stage: Stage) -> None:
    stage.done(Ban(MemberId(stage.reader.pk), "A farm of accounts."))
    banned = taken(stage.reader).data("profile.json")["standing"]["banned"]
    assert banned["reason"] == "A farm of accounts."


def test_who_has_left_takes_nothing_any_more(stage: Stage) -> None:
    other, closing = fresh(stage.reader), leave(stage.reader)
    for client in (other, closing):
        assert "/accounts/login/" in client.post(PAGE)["Location"]


def test_a_member_whom_the_books_do_not_know_takes_along_what_there_is(stage: Stage) -> None:
    files = taken(Member.objects.create_user("new@example.org", "newcomer"))
    assert files.data("profile.json")["email"] == [{"address": "new@example.org"}]
    assert files.data("profile.json")["standing"] == {}
    assert files.rows("statement.csv") == []


def test_it_is_done_a_few_times_a_day(stage: Stage) -> None:
    client = fresh(stage.reader)
    most = limits.TAKEOUTS[0].amount
    for _ in range(most):
        packed(client)
    refused = client.post(PAGE)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 3600
    said = words(refused.content.decode())
    assert f"You have taken everything along {most} times within" in said
    assert "Download the zip" in said
    assert exports(stage) == most
    assert taken(stage.critic).files
    stage.books.clock.advance(limits.TAKEOUTS[0].window_s)
    assert taken(stage.reader).files


def test_a_few_at_once_are_packed_and_the_next_waits_uncounted(stage: Stage) -> None:
    client = fresh(stage.reader)
    for _ in range(view.AT_ONCE):
        view.PLACES.acquire()
    try:
        refused = client.post(PAGE)
    finally:
        for _ in range(view.AT_ONCE):
            view.PLACES.release()
    assert (refused.status_code, refused["Retry-After"]) == (429, str(view.WAIT_S))
    assert "Others are taking their data along" in words(refused.content.decode())
    for _ in range(limits.TAKEOUTS[0].amount):
        packed(client)


def test_one_that_fails_leaves_neither_a_file_nor_a_place(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Iterator[str]:
        raise OSError("the disk is full")

    before = sorted(site.TWEIPRESS_DATA.iterdir())
    client = fresh(stage.reader)
    client.raise_request_exception = False
    monkeypatch.setattr(limits, "TAKEOUTS", ())
    with monkeypatch.context() as patch:
        patch.setattr(packing, "_readme", fail)
        for _ in range(view.AT_ONCE + 1):
            assert client.post(PAGE).status_code == 500
    assert sorted(site.TWEIPRESS_DATA.iterdir()) == before
    assert exports(stage) == 0
    assert packed(client).files


def test_the_pages_lead_there(stage: Stage) -> None:
    client = fresh(stage.reader)
    for path in ("/me/", "/me/leave/", "/me/reading/", "/about/privacy/"):
        assert f'href="{PAGE}"' in shown(client, path)
    assert client.get("/me/reading/export/").status_code == 404


def test_the_page_and_the_readme_say_what_each_file_is(stage: Stage) -> None:
    page, files = words(shown(fresh(stage.reader), PAGE)), taken(stage.reader)
    for name in files.files:
        if name != "README.txt":
            assert name in page
            assert f"{name}\n    " in files.text("README.txt")
    assert "What localhost keeps of you" in files.text("README.txt")


def test_the_readme_is_in_the_members_language(stage: Stage) -> None:
    stage.reader.language = "es"
    stage.reader.save()
    assert "Lo que localhost guarda de ti" in taken(stage.reader).text("README.txt")
