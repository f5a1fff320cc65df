"""The product's own settings with the app of trial jobs, for processes that tests start."""

from tweipress.config.settings import *  # noqa: F403  # settings are names of this module

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.trial"]  # noqa: F405  # as above
