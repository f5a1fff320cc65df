"""Every kind of fact has its table, and every table its model: field by field, in both."""

from typing import get_args

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tweipress.bank.tables import TABLES
from tweipress.core.facts import Fact

MODELS = {model._meta.db_table: model for model in apps.get_app_config("bank").get_models()}
OWN = {config.label for config in apps.get_app_configs() if config.name.startswith("tweipress.")}


def test_every_kind_of_fact_has_one_table() -> None:
    assert set(TABLES) == set(get_args(Fact))
    assert len({table.name for table in TABLES.values()}) == len(TABLES)


def test_every_table_of_facts_has_a_model_with_the_same_columns() -> None:
    for table in TABLES.values():
        columns = {field.column for field in MODELS[table.name]._meta.concrete_fields}
        assert columns == set(table.columns), table.name


def test_no_model_has_changed_without_a_migration() -> None:
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = found.changes(graph=loader.graph, trim_to_apps=OWN)
    assert {label: [str(it) for it in changed] for label, changed in changes.items()} == {}
