"""Tries the README's two commands as a newcomer would: an empty clone, an empty environment.

It clones the last commit, not the working tree, and needs only the standard library.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIRST_START_S = 600  # downloads included
SECOND_START_S = 15
STOP_S = 20

# How this machine reaches the network; everything else of the environment is left out.
PASSED_ON = {"SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}


def main() -> None:
    """Clone, run twice, test; print the times and delete everything."""
    with tempfile.TemporaryDirectory(prefix="tweipress-fresh-") as folder:
        home = Path(folder, "home")
        home.mkdir()
        clone = Path(folder, "tweipress")
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        environment = bare_environment(home) | {"TWEIPRESS_PORT": str(free_port())}

        with served(clone, environment, FIRST_START_S) as seconds:
            say(f"make run answered after {seconds:.0f} s")
        with served(clone, environment, SECOND_START_S) as seconds:
            say(f"make run, the second time, answered after {seconds:.1f} s")

        started = time.monotonic()
        tested = subprocess.run(["make", "test"], cwd=clone, env=environment, check=False)
        say(f"make test took {time.monotonic() - started:.0f} s and ended with {tested.returncode}")
        sys.exit(tested.returncode)


def bare_environment(home: Path) -> dict[str, str]:
    """Return an environment with only the caller's network settings."""
    network = {
        name: value
        for name, value in os.environ.items()
        if name in PASSED_ON or name.startswith("PIP_") or name.lower().endswith("_proxy")
    }
    return {"HOME": str(home), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"} | network


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(clone: Path, environment: dict[str, str], limit_s: int) -> Iterator[float]:
    """Run `make run` until its page answers, yield the seconds that took, and stop it."""
    # A shell's background jobs ignore Ctrl-C, and so would the processes that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    started = time.monotonic()
    with subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment, start_new_session=True
    ) as site:
        try:
            while not answers(int(environment["TWEIPRESS_PORT"])):
                if site.poll() is not None:
                    sys.exit(f"make run ended with {site.returncode} before its page answered")
                if time.monotonic() - started > limit_s:
                    sys.exit(f"make run did not answer within {limit_s} s")
                time.sleep(0.2)
            yield time.monotonic() - started
        finally:
            stop(site)


def answers(port: int) -> bool:
    """Return whether the first page comes back with status 200."""
    caller = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        caller.request("GET", "/")
        return caller.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        caller.close()


def stop(site: subprocess.Popen[bytes]) -> None:
    """Stop the site as Ctrl-C would; if that is not enough, kill everything it started."""
    if site.poll() is not None:
        return
    os.killpg(site.pid, signal.SIGINT)
    try:
        site.wait(STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(site.pid, signal.SIGKILL)
        sys.exit(f"make run did not stop within {STOP_S} s")


def say(words: str) -> None:
    """Print one line of the report at once."""
    print(f"fresh: {words}", flush=True)


if __name__ == "__main__":
    main()
