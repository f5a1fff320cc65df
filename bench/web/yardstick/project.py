"""The yardstick's Django project: settings as `startproject` writes them, one view, one address."""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

FOLDER_IN: Final = "YARDSTICK_FOLDER"
EMPTY: Final = "/empty/"
PAGE: Final = "/"
NOTES: Final = 1_000
SHELVES: Final = 50
SHELF: Final = 7
TEXT: Final = "What a swarm agrees on, a parliament seldom does, and never so soon. " * 3
Environ = dict[str, Any]

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": Path(os.environ[FOLDER_IN]) / "notes.sqlite3",
                "CONN_MAX_AGE": None,
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        ROOT_URLCONF=__name__,
        SECRET_KEY="a yardstick has nothing to hide",  # noqa: S106  # it guards nothing
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [Path(__file__).parent],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        USE_TZ=True,
    )
    django.setup()

from bench.web.yardstick.models import Note  # noqa: E402  # when Django is set up


def page(request: HttpRequest) -> HttpResponse:
    """Show a shelf of notes: one query, one template."""
    notes = Note.objects.filter(shelf=SHELF).order_by("pk")
    return render(request, "notes.html", {"title": "Notes", "notes": notes})


urlpatterns = [path("", page, name="page")]
_django = get_wsgi_application()


def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer an empty address without Django, all others with it."""
    if environ["PATH_INFO"] == EMPTY:
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return [b""]
    answer: Iterable[bytes] = _django(environ, start_response)
    return answer


def fill() -> None:
    """Make the table, and fill it."""
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    written = datetime(2026, 1, 1, tzinfo=UTC)
    Note.objects.bulk_create(
        Note(shelf=n % SHELVES, title=f"Note {n}", text=TEXT, written=written) for n in range(NOTES)
    )
    connection.close()
