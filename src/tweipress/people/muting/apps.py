"""The app of mutes and blocks between members."""

from django.apps import AppConfig


class MutingConfig(AppConfig):
    """Whom members mute and block."""

    name = "tweipress.people.muting"
