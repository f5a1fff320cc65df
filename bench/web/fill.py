"""`python -m bench.web.fill READERS` fills the site of TWEIPRESS_* and plans requests."""

import os
import sys
from importlib import import_module

import django


def main() -> None:
    """Fill the site; the module that fills it needs settings before its import."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tweipress.config.settings"
    django.setup()
    import_module("bench.web.filling").fill(int(sys.argv[1]))


if __name__ == "__main__":
    main()
