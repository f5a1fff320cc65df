"""The app of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What members say breaks the rules."""

    name = "tweipress.comments.reports"
