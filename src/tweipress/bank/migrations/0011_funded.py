"""Accounts, and what every act changes besides, are updated in place in PostgreSQL (HOT).

No index names the balance any more, and pages keep room for the next version of a row.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CHANGING = ("bank_account", "bank_comment", "bank_lane", "bank_member", "bank_pnl")
FULL_PERCENT = 70


def leave_room(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in CHANGING:
            schema_editor.execute(f"ALTER TABLE {table} SET (fillfactor = {FULL_PERCENT})")


class Migration(migrations.Migration):
    dependencies = [("bank", "0010_reviews_in_vain")]

    operations = [
        migrations.RunPython(leave_room, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="account", name="bank_account_of"),
        migrations.RemoveIndex(model_name="account", name="bank_account_escrow"),
        migrations.RemoveIndex(model_name="account", name="bank_account_bucket"),
        migrations.AddField(
            model_name="account",
            name="is_funded",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.ExpressionWrapper(
                    models.Q(("balance_twei__gt", 0)), output_field=models.BooleanField()
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                models.F("owner"),
                condition=models.Q(("is_funded", True), ("owner__gt", 0)),
                name="bank_account_of",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                models.F("article"),
                condition=models.Q(("article__gt", 0), ("is_funded", True)),
                name="bank_account_escrow",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                models.F("day"),
                models.F("owner"),
                condition=models.Q(("is_funded", True), ("kind", "vesting")),
                name="bank_account_bucket",
            ),
        ),
    ]
