"""What the web server calls. It is imported once in each web worker, never in its supervisor."""

import os

from django.core.wsgi import get_wsgi_application

from tweipress.config.startup import open_site

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tweipress.config.settings")

application = get_wsgi_application()

# The teller lives in the web worker: here, and nowhere else, the site opens its bank.
open_site()
