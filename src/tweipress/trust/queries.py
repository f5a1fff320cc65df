"""Which night is to be graded. Unlike actions.py, asking needs neither numpy nor scipy."""

from tweipress.bank.queries.trust_export import night_is_due

__all__ = ["night_is_due"]
