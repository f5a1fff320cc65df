"""Reads of trust: whether a night is due. Unlike actions.py they need neither numpy nor scipy."""

from tweipress.bank.queries.bulk.trust_export import night_is_due

__all__ = ["night_is_due"]
