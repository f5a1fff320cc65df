"""The site's URLs, with a function that only returns a receipt in place of the bank."""

from tweipress import bank
from tweipress.config.urls import urlpatterns
from tweipress.core.state.registry import Act

__all__ = ["urlpatterns"]


def answer(act: Act, key: str) -> bank.Answer:
    """Answer like the bank, without doing anything."""
    return bank.Receipt(1, 1, {"earned": 5})


bank.do = answer
