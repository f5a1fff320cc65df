"""The suite's settings: the product's own, on scratch data and either database."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from harness.postgres import url
from tests import run

SCRATCH = Path(tempfile.mkdtemp(prefix="process-", dir=run.folder()))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
if "--books=postgres" in sys.argv:
    os.environ["SUITE_BOOKS"] = "postgres"
for name in [name for name in os.environ if name.startswith("TWEIPRESS_")]:
    del os.environ[name]
os.environ["TWEIPRESS_DATA"] = str(SCRATCH / "data")
os.environ["TWEIPRESS_RATE_FACTOR"] = "1000"  # tests of rate limits set their own
if os.environ.get("SUITE_BOOKS") == "postgres":
    for part in ("site", "books"):
        os.environ[f"TWEIPRESS_{part.upper()}_URL"] = url(run.postgres(), part)

from tweipress.config.settings import *  # noqa: E402, F403  # after its environment is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SAME_TIME_MS = 0  # a test of it sets its own
STORAGES = STORAGES | {  # noqa: F405  # `serve` collects and compresses files; tests do without
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
DATABASES["books"]["TEST"] = {"MIRROR": "default"}  # noqa: F405  # fresh ones are made for each test
if os.environ.get("SUITE_BOOKS") != "postgres":
    for described in DATABASES.values():  # noqa: F405  # no power is cut here: tests/faults has its own
        described["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test-site.sqlite3")}  # noqa: F405  # as above
