"""The bank as a Django app: the schema of the books."""

from django.apps import AppConfig


class BankConfig(AppConfig):
    """The books' tables live in their own database, `books`."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "tweipress.bank"
    verbose_name = "Books"
