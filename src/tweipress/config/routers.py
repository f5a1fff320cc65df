"""Which app lives in which database: the bank in `books`, everything else in `default`."""

from typing import Any, Final

from django.db.models import Model

BOOKS: Final = "books"
SITE: Final = "default"
BANK: Final = "bank"
COPY_MARK: Final = ":"
"""`default:ROLE` is a copy of a site (backup/aliases.py); any other alias but it holds books."""


class BooksRouter:
    """Keep the bank's tables apart from the site's; no query and no relation crosses over."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Return the one database that holds a model."""
        return _home(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Return the one database that holds a model."""
        return _home(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Tell whether both live in the same database."""
        return _home(one._meta.app_label) == _home(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Tell whether an app's tables belong there: books can be kept apart from the site only."""
        return (db.partition(COPY_MARK)[0] == SITE) != (app_label == BANK)


def _home(app_label: str) -> str:
    return BOOKS if app_label == BANK else SITE
