"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Jobs; every app names its own in `tasks.py`."""

    name = "tweipress.jobs"

    def ready(self) -> None:
        """Learn every app's jobs: whoever adds one names it, whoever does it calls it."""
        autodiscover_modules("tasks")
