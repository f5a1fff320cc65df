"""Fetches WordPress and what serves it, and lays this bench's files beside it."""

from pathlib import Path
from shutil import copy, rmtree
from typing import Final

from bench.sites.fetching.commands import run
from bench.sites.fetching.debian import Debian
from bench.sites.fetching.place import making, place

NAME: Final = "WordPress"
NEEDED: Final = (
    *("php-fpm", "php-cli", "php-mysql", "php-gd", "php-mbstring", "php-xml", "php-curl"),
    *("mariadb-server-core", "nginx"),
)
PAGES: Final = "wordpress"
"""Its package asks for a web server that would start; only files are wanted."""
WITH_PAGES: Final = ("wordpress-theme", "libjs-", "php-getid3")
BESIDE: Final = Path(__file__).parent / "beside"


def folder() -> Path:
    """Return where WordPress is, or will be."""
    return place() / "wordpress"


def fetch() -> None:
    """Fetch all packages and unpack them; see that the database and PHP start."""
    with making(folder().name) as part:
        packages = Debian(part)
        packages.fetch(NEEDED, PAGES, WITH_PAGES)
        pages = packages.root / "usr" / "share" / "wordpress"
        own = pages / "wp-content" / "mu-plugins"
        own.mkdir()
        (pages / "wp-config.php").unlink()
        copy(BESIDE / "wp-config.php", pages)
        copy(BESIDE / "bench.php", own)
        for pattern in ("usr/sbin/mariadbd", "usr/sbin/php-fpm*"):
            run([packages.file(pattern), "--version"], part, packages.variables)
        rmtree(part / "fetched")
