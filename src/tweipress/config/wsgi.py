"""What the web server calls. It is imported once in each web worker, never in its supervisor."""

import os

from django.core.wsgi import get_wsgi_application

from tweipress.config import scheduling
from tweipress.config.startup import open_site, spare_pauses

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tweipress.config.settings")

application = get_wsgi_application()

# Here, and nowhere else, a web worker opens the bank: its own, or its way to another process's.
open_site()
scheduling.start()
spare_pauses()
