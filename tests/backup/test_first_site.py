"""Every migration of the product runs on a filled site: one of the first version, as it was."""

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field

from tests.backup.conftest import FIRST, Site, manifest
from tests.house.tree import PACKAGE
from tweipress.articles import actions as articles
from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.comments import actions as comments
from tweipress.people import actions as people

pytestmark = pytest.mark.scratch_books

MADE_AT_ALL_TIMES = {"0001_initial", "0002_append_only"}


def steps(database: str) -> set[tuple[str, str]]:
    """Return the product's own migrations that the first site had."""
    ours = {path.parent.name for path in PACKAGE.glob("*/migrations")}
    return {
        (app, name) for app, name in manifest(FIRST)["parts"][database]["migrations"] if app in ours
    }


def test_the_first_site_is_at_the_first_migrations_and_has_rows_in_every_table() -> None:
    assert {name for _, name in steps("books") | steps("site")} == MADE_AT_ALL_TIMES
    for part in manifest(FIRST)["parts"].values():
        assert [name for name, table in part["tables"].items() if not table["rows"]] == []


def test_the_first_site_is_brought_up_to_date_with_clean_books(empty: Site) -> None:
    empty.run("restore", FIRST)
    for alias in ("default", "books"):
        executor = MigrationExecutor(connections[alias])
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    link = Connection()
    audit = Audit(link)
    assert list(audit.findings()) == []
    assert audit.seq == manifest(FIRST)["head_seq"]
    link.close()


def test_no_posting_that_the_site_names_is_forgotten_when_it_is_opened_again(site: Site) -> None:
    named = [
        (model, field.attname)
        for model in apps.get_models()
        if model._meta.app_label != "bank"
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.attname.endswith("_seq")
    ]
    assert len(named) >= 4
    for app in (people, articles, comments):
        assert app.open_again_after(0, "default") > 0
    for model, name in named:
        table = model._meta.db_table
        left = f"SELECT count(*) FROM {table} WHERE {name} IS NOT NULL"  # noqa: S608  # our own names
        assert site.rows("default", left) == [(0,)], (table, name)
