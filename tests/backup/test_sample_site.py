"""The sample site has rows in every table, and the product takes all of them along."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field

from tests.backup.conftest import Site, manifest
from tweipress.articles import actions as articles
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.comments import actions as comments
from tweipress.moderation import actions as moderation
from tweipress.notifications import actions as notifications
from tweipress.people.actions import members

pytestmark = pytest.mark.scratch_books


def test_the_sample_site_has_rows_in_every_table(sample: Path) -> None:
    for part in manifest(sample)["parts"].values():
        assert [name for name, table in part["tables"].items() if not table["rows"]] == []


def test_the_sample_site_is_restored_with_all_migrations_and_clean_books(
    empty: Site, sample: Path
) -> None:
    empty.run("restore", sample)
    for alias in ("default", "books"):
        executor = MigrationExecutor(connections[alias])
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    connection = Connection()
    audit = Audit(connection)
    assert list(audit.findings()) == []
    assert audit.seq == manifest(sample)["head_seq"]
    connection.close()


def test_no_posting_that_the_site_names_is_forgotten_when_it_is_opened_again(site: Site) -> None:
    named = [
        (model, field.attname)
        for model in apps.get_models()
        if model._meta.app_label != "bank"
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.attname.endswith("_seq")
    ]
    assert len(named) >= 4
    for app in (members, articles, comments, moderation, notifications):
        assert app.open_again_after(0, "default") > 0
    for model, name in named:
        table = model._meta.db_table
        left = f"SELECT count(*) FROM {table} WHERE {name} IS NOT NULL"  # noqa: S608  # our own names
        assert site.rows("default", left) == [(0,)], (table, name)
