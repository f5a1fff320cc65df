"""The app of scenarios."""

from django.apps import AppConfig


class SimulateConfig(AppConfig):
    """Scenarios from the command line; no table, no page."""

    name = "tweipress.simulate"
    label = "simulate"
