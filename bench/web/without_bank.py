"""The site's own settings, but for the bank: an act is answered, and never done."""

from tweipress.config.settings import *  # noqa: F403  # all but the line below is the site's

ROOT_URLCONF = "bench.web.without_bank_urls"
