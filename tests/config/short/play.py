"""`python -m tests.config.short.play WAY TIME ANSWERS` plays on the site of TWEIPRESS_*."""

import sys
from importlib import import_module
from pathlib import Path

import django


def main() -> None:
    """Play; the module that does needs settings before its import."""
    django.setup()
    way, time_ms, answers = sys.argv[1:]
    import_module("tests.config.short.playing").main(way, int(time_ms), Path(answers))


if __name__ == "__main__":
    main()
