"""What the web server calls. It is imported once in each web worker, never in its supervisor.

`application` is Django's, for any server that gives it whole requests; `server` is what `serve`
runs on granian, which does.
"""

import os

from django.conf import settings

from tweipress.config.server import requests
from tweipress.config.server.application import Application
from tweipress.config.server.policy import interrupt_nobody
from tweipress.config.startup import open_site, spare_pauses, warm_up, watch_jobs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tweipress.config.settings")

application = requests.application()
server = Application(
    application,
    settings.TWEIPRESS_PORT,
    settings.TWEIPRESS_THREADS,
    settings.MACHINE_PATHS,
)

# Here, and nowhere else, a web worker opens the bank: its own, or its way to another process's.
open_site()
warm_up()
watch_jobs()
interrupt_nobody()
spare_pauses()
