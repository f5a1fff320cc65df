"""The decisions app as Django knows it; the bank learns here whom to ask about mutes."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Decisions of moderators, their public log, and what they bar a member from."""

    name = "tweipress.decisions"

    def ready(self) -> None:
        """Have the bank ask here before it sends what a mute or a suspension bars."""
        from tweipress import bank  # noqa: PLC0415  # apps must be loaded first
        from tweipress.decisions import bars  # noqa: PLC0415  # as said above

        bank.bar(bars.BARRED, bars.refusal_of)
