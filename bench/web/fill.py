"""`python -m bench.web.fill READERS` fills the site of TWEIPRESS_* and plans requests."""

import os
import sys
from importlib import import_module

import django


def main() -> None:
    """Fill the site; the module that fills it needs settings before its import."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tweipress.config.settings"
    django.setup()
    filling = import_module("bench.web.filling").Filling(int(sys.argv[1]))
    filling.fill_site()
    filling.fill_books()
    import_module("bench.web.plans").Plans(filling).write()


if __name__ == "__main__":
    main()
