"""`python -m bench.web.yardstick.serve PORT` fills the yardstick's folder and serves it."""

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from bench.web.yardstick.project import fill


def main() -> None:
    """Serve with one worker and one thread."""
    fill()
    Granian(
        "bench.web.yardstick.project:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=1,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main()
