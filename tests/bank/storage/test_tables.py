"""Every kind of record has its table, and every table its model: field by field, in both."""

from importlib import import_module
from inspect import getmembers
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Model, Q
from django.db.utils import IntegrityError

from tests.scratch_books import BooksStage
from tweipress.bank.storage.connection import Connection, RowsGoneError
from tweipress.bank.storage.tables import ACCOUNTS, BALANCES, HOLDINGS, TABLES, account_row
from tweipress.core import records
from tweipress.core.pnl import Amounts

MODELS = {model._meta.db_table: model for model in apps.get_app_config("bank").get_models()}
CHANGING = {
    "bank_account": {"balance_twei"},
    "bank_comment": {"likes", "dislikes"},
    "bank_lane": {"given_twei", "readers_twei", "author_twei"},
    "bank_member": {"opens", "pluses", "publishes", "comments", "likes", "dislikes", "xp_reading"},
    "bank_pnl": set(Amounts._fields),
}
"""What acts change all day: if an index named it, no row would stay in its place."""
UPDATED = (
    "SELECT pg_stat_get_xact_tuples_updated('bank_account'::regclass),"
    " pg_stat_get_xact_tuples_hot_updated('bank_account'::regclass)"
)
OWN = {config.label for config in apps.get_app_configs() if config.name.startswith("tweipress.")}


def is_kind(value: object) -> bool:
    """Tell whether something is a kind of record: a named tuple with a key."""
    return isinstance(value, type) and issubclass(value, tuple) and hasattr(value, "key")


def test_every_kind_of_record_has_one_table() -> None:
    modules = (
        import_module(f"{records.__name__}.{module.name}")
        for module in iter_modules(records.__path__)
    )
    kinds = {
        kind
        for module in modules
        for _, kind in getmembers(module, is_kind)
        if kind.__module__ == module.__name__
    }
    assert set(TABLES) == kinds
    assert len({table.name for table in TABLES.values()}) == len(TABLES)


def test_every_table_of_records_has_a_model_with_the_same_columns() -> None:
    for table in TABLES.values():
        columns = {field.column for field in MODELS[table.name]._meta.concrete_fields}
        assert columns == set(table.columns), table.name


def test_no_model_has_changed_without_a_migration() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = detector.changes(graph=loader.graph, trim_to_apps=OWN)
    assert {label: [str(change) for change in changed] for label, changed in changes.items()} == {}


def named_in(condition: object) -> set[str]:
    """Return the columns that a condition asks about."""
    if isinstance(condition, Q):
        return set().union(*map(named_in, condition.children))
    assert isinstance(condition, tuple)
    return {str(condition[0]).partition("__")[0]}


def test_an_account_is_a_row_of_its_table() -> None:
    fields = MODELS[ACCOUNTS.name]._meta.concrete_fields
    assert {field.column for field in fields} == set(ACCOUNTS.columns)


def indexed_columns(model: type[Model]) -> set[str]:
    """Return the columns that an index of a table names, its keys left out."""
    fields = model._meta.concrete_fields
    named = {field.column for field in fields if getattr(field, "db_index", False)}
    for index in model._meta.indexes:
        named |= {expression.name for expression in index.expressions} | set(index.fields)
        named |= named_in(index.condition) if index.condition else set()
    return named


def test_what_is_changed_in_place_is_named_by_no_index() -> None:
    for table in (BALANCES, *TABLES.values()):
        if table.indexed or table is BALANCES:
            named = indexed_columns(MODELS[table.name])
            assert not named & set(table.plain), table.name
            if table is not BALANCES:
                assert named - set(table.keys) == set(table.indexed), table.name


def test_the_database_refuses_an_account_that_says_wrongly_whether_it_holds_anything(
    books: BooksStage,
) -> None:
    connection = Connection()
    for name, is_funded, twei in (("pot:1", False, 5), ("pot:2", True, 0)):
        connection.begin()
        with pytest.raises(IntegrityError):
            connection.put(ACCOUNTS, [(name, "pot", 0, 0, "", is_funded, twei)])
        connection.rollback()
    connection.close()


def test_a_row_that_is_gone_cannot_be_changed_in_place(books: BooksStage) -> None:
    connection = Connection()
    connection.begin()
    with pytest.raises(RowsGoneError):
        connection.change(BALANCES, [(5, "available:99")])
    with pytest.raises(RowsGoneError), connection.together():
        connection.change(BALANCES, [(5, "available:99")])
    connection.rollback()
    connection.close()


def test_what_was_sent_with_a_batch_that_failed_is_not_looked_for_in_the_next(
    books: BooksStage,
) -> None:
    books.member(1, 50)
    connection = Connection()
    connection.begin()
    with pytest.raises(ZeroDivisionError):
        fail_together(connection)
    connection.rollback()
    connection.begin()
    connection.change(BALANCES, [(70, "available:1")])
    assert list(connection.find(HOLDINGS, [(1,)])) == [(1, "available:1", "", 70)]
    connection.rollback()
    connection.close()


def fail_together(connection: Connection) -> None:
    """Send a change of a row that is not there, and fail before its answer is looked at."""
    with connection.together():
        connection.change(BALANCES, [(5, "available:99")])
        raise ZeroDivisionError


def test_no_index_names_what_acts_change_all_day() -> None:
    for name, changing in CHANGING.items():
        model = MODELS[name]
        assert changing <= {field.column for field in model._meta.concrete_fields}
        assert not indexed_columns(model) & changing, name


def test_a_balance_that_stays_above_nothing_is_changed_in_place(books: BooksStage) -> None:
    books.member(1, 50)
    connection = Connection()
    connection.begin()
    connection.change(BALANCES, [(70, "available:1")])
    if connection.is_postgresql:
        assert connection.rows(UPDATED) == [(1, 1)]
    assert list(connection.find(HOLDINGS, [(1,)])) == [(1, "available:1", "", 70)]
    connection.put(ACCOUNTS, [account_row("available:1", 0)])
    assert list(connection.find(HOLDINGS, [(1,)])) == []
    connection.rollback()
    connection.close()
