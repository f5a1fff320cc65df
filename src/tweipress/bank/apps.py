"""The bank as a Django app: the schema of the books."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from tweipress.bank import turns


class BankConfig(AppConfig):
    """The books' tables live in their own database, `books`."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "tweipress.bank"
    verbose_name = "Books"

    def ready(self) -> None:
        """Let no thread keep its turn while a database answers."""
        connection_created.connect(turns.give_way)
