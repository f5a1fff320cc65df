"""The peer pgbench: the same plain transaction by PostgreSQL's own tool, with cheap callers."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.bank.databases import Database, server
from bench.bank.driving import Timing
from bench.bank.peers.plain import BODY, DIGEST, NAMED, statements
from bench.bank.stage import DAY, Stage
from harness.postgres import USER

THREADS: Final = 2
CONNECTED_PER_S: Final = 200
MICROSECONDS: Final = 1e6
TEXTS: Final = {
    "pot": "('pot:' || CAST(:comment AS text))",
    "members_bucket": f"('vesting:' || CAST(:member AS text) || ':{DAY}')",
    "writers_bucket": f"('vesting:' || CAST(:writer AS text) || ':{DAY}')",
    "authors_bucket": f"('vesting:' || CAST(:author AS text) || ':{DAY}')",
    "digest": f"'{DIGEST}'",
    "body": f"'{BODY}'",
}
"""pgbench has no text values, so the database builds them."""


class Pgbench:
    """Likes by pgbench, with prepared statements."""

    name = "pgbench, a transaction per act"

    def __init__(self, database: Database, stage: Stage) -> None:
        """Write the script."""
        self._database = database
        self._folder = tempfile.TemporaryDirectory(prefix="tweipress-bench-")
        self._script = Path(self._folder.name) / "like.sql"
        self._script.write_text("\n".join(_script(stage)), encoding="ascii")
        self._base = 0

    def run(self, callers: int, seconds: float) -> Timing:
        """Do acts with `callers` clients for whole seconds."""
        log = Path(self._folder.name) / "log"
        printed = subprocess.run(
            [
                server().binaries / "pgbench",
                *("--no-vacuum", "--protocol=prepared", f"--file={self._script}"),
                *(f"--client={callers}", f"--jobs={min(THREADS, callers)}"),
                *(f"--time={_whole_seconds(callers, seconds)}", "--log", f"--log-prefix={log}"),
                *("-D", f"base={self._base}", "-D", "turn=0", "-D", f"clients={callers}"),
                *("-h", self._database.host, "-U", USER, self._database.name),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        rows = [line.split() for line in self._logged()]
        self._base += callers * (1 + max(int(turn) for _, turn, *_ in rows))
        rate = next(line for line in printed.splitlines() if line.startswith("tps = ")).split()[2]
        waits = tuple(int(row[2]) / MICROSECONDS for row in rows)
        return Timing(len(rows), len(rows) / float(rate), waits)

    def close(self) -> None:
        """Remove the script."""
        self._folder.cleanup()

    def _logged(self) -> Iterator[str]:
        for path in Path(self._folder.name).glob("log.*"):
            yield from path.read_text(encoding="ascii").splitlines()
            path.unlink()


def _whole_seconds(callers: int, seconds: float) -> int:
    """Return how long to run: its time begins before all clients are connected."""
    return max(1, round(seconds)) + callers // CONNECTED_PER_S


def _script(stage: Stage) -> Iterator[str]:
    yield r"\set number :base + :client_id + :clients * :turn"
    yield r"\set turn :turn + 1"
    yield rf"\set member :number % {stage.readers} + 1"
    yield rf"\set comment (:number + :number / {stage.readers}) % {stage.comments} + 1"
    yield rf"\set writer {stage.readers} + :comment"
    yield rf"\set author {stage.author}"
    for statement in statements("like"):
        yield NAMED.sub(lambda name: TEXTS.get(name[1], name[0]), statement) + ";"
