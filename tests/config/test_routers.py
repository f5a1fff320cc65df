"""The bank's tables live in the books, everything else on the site."""

from django.apps import apps
from django.db import connections, router


def test_every_table_has_one_home_and_the_books_hold_the_banks_alone() -> None:
    for model in apps.get_models():
        home = "books" if model._meta.app_label == "bank" else "default"
        assert router.db_for_read(model) == router.db_for_write(model) == home
        assert [alias for alias in connections if router.allow_migrate_model(alias, model)] == [
            home
        ]


def test_no_relation_crosses_from_one_database_to_the_other() -> None:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field.related_model, type):
                assert router.db_for_read(model) == router.db_for_read(field.related_model)
