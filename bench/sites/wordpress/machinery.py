"""The programs that serve WordPress, each with its packages' settings, in a folder of a run."""

import grp
import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from bench.sites.fetching.debian import Debian
from bench.sites.wordpress.fetching import folder
from harness.process import Process
from harness.site import HOST, answers

EXTENSIONS: Final = (
    *("mysqlnd", "mysqli", "ctype", "curl", "xml", "dom", "exif", "fileinfo", "gd", "iconv"),
    *("mbstring", "posix", "simplexml", "tokenizer", "xmlreader", "xmlwriter"),
)
"""In the order in which they need each other."""
CHILDREN: Final = 5
"""As many as Debian's pool allows, all there from the beginning."""
TABLES: Final = ("system_tables", "performance_tables", "system_tables_data")
POOL: Final = """[global]
error_log = {site}/php.log
daemonize = no
[www]
user = {user}
group = {group}
listen = {site}/php.sock
pm = static
pm.max_children = {children}
env[BENCH_USER] = {user}
env[BENCH_SOCKET] = {site}/db.sock
env[BENCH_ADDRESS] = {address}
"""
NGINX: Final = """daemon off;
user {user} {group};
worker_processes auto;
pid {site}/nginx.pid;
error_log {site}/nginx.log;
events {{ worker_connections 768; }}
http {{
  access_log {site}/access.log;
  client_body_temp_path {site}/nginx-body;
  fastcgi_temp_path {site}/nginx-fastcgi;
  proxy_temp_path {site}/nginx-proxy;
  scgi_temp_path {site}/nginx-scgi;
  uwsgi_temp_path {site}/nginx-uwsgi;
  sendfile on;
  tcp_nopush on;
  gzip on;
  server {{
    listen {host}:{port};
    root {pages};
    index index.php;
    location ~ \\.php$ {{
      include {fastcgi};
      fastcgi_param HTTP_HOST $host:$server_port;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_pass unix:{site}/php.sock;
    }}
    location / {{ try_files $uri $uri/ /index.php?$args; }}
  }}
}}
"""


@dataclass(frozen=True)
class Machinery:
    """What serves WordPress on a port, with its files in a folder."""

    site: Path
    port: int

    @cached_property
    def packages(self) -> Debian:
        """Return the packages that are unpacked."""
        return Debian(folder())

    @property
    def _pages(self) -> Path:
        return self.packages.file("usr/share/wordpress")

    @cached_property
    def _user(self) -> str:
        return pwd.getpwuid(os.getuid()).pw_name

    @property
    def _variables(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.packages.variables,
            "BENCH_USER": self._user,
            "BENCH_SOCKET": str(self.site / "db.sock"),
            "BENCH_ADDRESS": f"http://{HOST}:{self.port}",
            "BENCH_PAGES": str(self._pages),
        }

    def make_database(self) -> None:
        """Make an empty database."""
        (self.site / "db").mkdir()
        paths = (self.packages.file(f"usr/share/m*/m*_{name}.sql") for name in TABLES)
        scripts = (path.read_text(encoding="utf-8") for path in paths)
        lines = ("CREATE DATABASE mysql;", "USE mysql;", *scripts, "CREATE DATABASE wordpress;")
        user = f"CREATE OR REPLACE USER '{self._user}'@localhost IDENTIFIED VIA unix_socket;"
        grants = f"GRANT ALL ON *.* TO '{self._user}'@localhost;"
        self._run(
            [*self._mariadbd(), "--bootstrap"],
            "\n".join((*lines, "FLUSH PRIVILEGES;", user, grants, "")),
        )

    @contextmanager
    def serving(self) -> Iterator[tuple[Process, ...]]:
        """Serve the database, PHP and the pages, from when PHP and the database answer."""
        database = self._start(*self._mariadbd())
        try:
            database.wait_until((self.site / "db.sock").exists)
            self.php("install.php", "")
            pages = [self._start(*self._fpm()), self._start(*self._nginx())]
            try:
                pages[-1].wait_until(lambda: answers(self.port))
                yield (database, *pages)
            finally:
                for process in pages:
                    process.kill()
        finally:
            database.kill()

    def php(self, script: str, given: str) -> str:
        """Run a script of this folder in WordPress, and return what it says."""
        php = self.packages.file("usr/bin/php[0-9]*")
        return self._run([php, *self._ini(), Path(__file__).with_name(script)], given)

    def _run(self, command: list[str | Path], given: str) -> str:
        ended = subprocess.run(
            command, env=self._variables, input=given, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr + ended.stdout
        return ended.stdout

    def _start(self, *command: str | Path) -> Process:
        log = self.site / f"{Path(command[0]).name}.said"
        return Process(command, self._variables, self.site, log)

    def _mariadbd(self) -> list[str | Path]:
        packages = self.packages
        messages = packages.file("usr/share/m*/english").parent
        return [
            packages.file("usr/sbin/mariadbd"),
            *(
                "--no-defaults",
                f"--user={self._user}",
                "--skip-networking",
                f"--basedir={messages.parents[1]}",
            ),
            f"--lc-messages-dir={messages}",
            *(f"--datadir={self.site / 'db'}", f"--socket={self.site / 'db.sock'}"),
        ]

    def _ini(self) -> list[str | Path]:
        module = "usr/lib/php/2*/{}.so".format
        loaded = [f"extension={self.packages.file(module(name))}" for name in EXTENSIONS]
        loaded.append(f"zend_extension={self.packages.file(module('opcache'))}")
        production = self.packages.file("usr/lib/php/*/php.ini-production")
        return ["-c", production, *(word for line in loaded for word in ("-d", line))]

    def _fpm(self) -> list[str | Path]:
        pool = self.site / "pool.conf"
        pool.write_text(POOL.format(**self._words()), encoding="utf-8")
        return [self.packages.file("usr/sbin/php-fpm*"), *self._ini(), "-R", "-y", pool]

    def _nginx(self) -> list[str | Path]:
        described = self.site / "nginx.conf"
        described.write_text(NGINX.format(**self._words()), encoding="utf-8")
        return [self.packages.file("usr/sbin/nginx"), "-p", self.site, "-c", described]

    def _words(self) -> dict[str, object]:
        return {
            "site": self.site,
            "user": self._user,
            "group": grp.getgrgid(os.getgid()).gr_name,
            "children": CHILDREN,
            "address": f"http://{HOST}:{self.port}",
            "host": HOST,
            "port": self.port,
            "pages": self._pages,
            "fastcgi": self.packages.file("etc/nginx/fastcgi_params"),
        }
