"""The site's settings without the bank: acts are answered but not done."""

from tweipress.config.settings import *  # noqa: F403  # all but the line below is the site's

ROOT_URLCONF = "bench.web.without_bank_urls"
