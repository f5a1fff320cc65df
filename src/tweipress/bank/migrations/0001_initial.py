"""The schema of the books; postings and entries can be added, never changed or taken away."""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import tweipress.bank.storage.models.numbers

ADDED_ONLY = ("bank_posting", "bank_entry")
CHANGING = ("bank_account", "bank_comment", "bank_lane", "bank_member", "bank_pnl")
FULL_PERCENT = 70


def sqlite_triggers() -> Iterator[str]:
    for table in ADDED_ONLY:
        for event in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def postgresql_triggers() -> Iterator[str]:
    yield (
        "CREATE FUNCTION bank_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in ADDED_ONLY:
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION bank_append_only()"
        )


def allow_additions_only(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the database refuse changes of postings and entries."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in postgresql_triggers() if is_postgresql else sqlite_triggers():
        schema_editor.execute(statement, params=None)


def leave_room(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave room in PostgreSQL's pages, so that rows that every act changes are updated in place."""
    if schema_editor.connection.vendor == "postgresql":
        for table in CHANGING:
            schema_editor.execute(f"ALTER TABLE {table} SET (fillfactor = {FULL_PERCENT})")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Ban",
            fields=[
                (
                    "member",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("by", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("at_ms", models.BigIntegerField()),
                ("lifted_ms", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Books",
            fields=[
                (
                    "id",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("scenario", models.BooleanField()),
                ("gates", models.BooleanField()),
                ("day", models.CharField(max_length=10)),
                ("day_number", models.BigIntegerField()),
                ("is_open", models.BooleanField()),
                ("tariff_hash", models.CharField(max_length=64)),
                ("tariff_next", models.CharField(max_length=64)),
                ("returned_to", models.BigIntegerField()),
            ],
            options={
                "verbose_name_plural": "books",
            },
        ),
        migrations.CreateModel(
            name="Day",
            fields=[
                (
                    "number",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("date", models.CharField(max_length=10)),
                ("reviewed", models.BigIntegerField()),
                ("reading_twei", models.BigIntegerField()),
                ("pool_at_close_twei", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "flag",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("member", models.BigIntegerField(db_index=True)),
                ("reason", models.CharField(max_length=24)),
                ("rule", models.TextField()),
                ("version", models.BigIntegerField()),
                ("evidence", models.TextField()),
                ("shadow", models.BooleanField()),
                ("by", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("appeal", models.CharField(max_length=8)),
                ("appealed_ms", models.BigIntegerField()),
                ("answer_due_ms", models.BigIntegerField()),
                ("decided_by", models.BigIntegerField()),
                ("decided_ms", models.BigIntegerField()),
                ("words", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "id",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("epoch", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "member",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("inviter", models.BigIntegerField(db_index=True)),
                ("at_ms", models.BigIntegerField()),
                ("lost", models.BooleanField()),
                ("lost_xp", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article",
                        "member",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("article", models.BigIntegerField()),
                ("member", models.BigIntegerField()),
                ("shares", models.TextField()),
                ("tribute_twei", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Lane",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article",
                        "name",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("article", models.BigIntegerField()),
                ("name", models.CharField(max_length=8)),
                ("given_twei", models.BigIntegerField()),
                ("readers_twei", models.BigIntegerField()),
                ("author_twei", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Night",
            fields=[
                ("day", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("until_ms", models.BigIntegerField()),
                ("parts", models.BigIntegerField()),
                ("done", models.BooleanField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostAtClose",
            fields=[
                ("earned_for_pluses", models.BigIntegerField()),
                ("comment_rewards", models.BigIntegerField()),
                ("likes_own", models.BigIntegerField()),
                ("likes_commenter", models.BigIntegerField()),
                ("likes_author", models.BigIntegerField()),
                ("dislikes_author", models.BigIntegerField()),
                ("spent_for_minuses", models.BigIntegerField()),
                ("comment_tributes", models.BigIntegerField()),
                ("dislikes_own", models.BigIntegerField()),
                ("dislikes_commenter", models.BigIntegerField()),
                ("post_publish_tribute", models.BigIntegerField()),
                ("pnl_reports", models.BigIntegerField()),
                (
                    "article",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "member",
                        "article",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("member", models.BigIntegerField()),
                ("article", models.BigIntegerField()),
                ("rating", models.CharField(max_length=8)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TariffText",
            fields=[
                ("tariff_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("figures", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Vouch",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "member",
                        "other",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("member", models.BigIntegerField()),
                ("other", models.BigIntegerField(db_index=True)),
                ("at_ms", models.BigIntegerField()),
                ("ended_ms", models.BigIntegerField()),
                ("lost", models.BooleanField()),
                ("lost_xp", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("owner", models.BigIntegerField()),
                ("article", models.BigIntegerField()),
                ("day", models.CharField(max_length=10)),
                ("balance_twei", models.BigIntegerField()),
                ("is_funded", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("owner"),
                        condition=models.Q(("is_funded", True), ("owner__gt", 0)),
                        name="bank_account_of",
                    ),
                    models.Index(
                        models.F("article"),
                        condition=models.Q(("article__gt", 0), ("is_funded", True)),
                        name="bank_account_escrow",
                    ),
                    models.Index(
                        models.F("day"),
                        models.F("owner"),
                        condition=models.Q(("is_funded", True), ("kind", "vesting")),
                        name="bank_account_bucket",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("balance_twei__gte", 0), ("name", "ext"), _connector="OR"
                        ),
                        name="bank_account_not_below_0",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("balance_twei__gt", 0), ("is_funded", True)),
                            models.Q(("balance_twei__lte", 0), ("is_funded", False)),
                            _connector="OR",
                        ),
                        name="bank_account_is_funded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "article",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("author", models.BigIntegerField()),
                ("published_ms", models.BigIntegerField()),
                ("published_day", models.BigIntegerField()),
                ("time_to_read_s", models.BigIntegerField()),
                ("sections", models.BigIntegerField()),
                ("reviewed", models.BooleanField()),
                ("undone", models.BooleanField()),
                ("repeats", models.BigIntegerField()),
                ("shares", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("author"),
                        condition=models.Q(("reviewed", True)),
                        name="bank_article_reviewed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "comment",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("article", models.BigIntegerField()),
                ("writer", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
                ("ended", models.CharField(max_length=8)),
                ("likes", models.BigIntegerField()),
                ("dislikes", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("at_ms"),
                        condition=models.Q(("ended", "")),
                        name="bank_comment_unsettled",
                    ),
                    models.Index(
                        models.F("writer"),
                        condition=models.Q(("ended", "")),
                        name="bank_comment_bonded",
                    ),
                    models.Index(
                        models.F("article"),
                        condition=models.Q(("ended", "")),
                        name="bank_comment_of_article",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    tweipress.bank.storage.models.numbers.RowNumber(
                        primary_key=True, serialize=False
                    ),
                ),
                ("posting", models.BigIntegerField(db_index=True)),
                ("account", models.CharField(max_length=80)),
                ("owner", models.BigIntegerField()),
                ("amount_twei", models.BigIntegerField()),
                ("balance_twei", models.BigIntegerField()),
                ("spendable_twei", models.BigIntegerField()),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(
                        models.F("owner"),
                        models.F("id"),
                        condition=models.Q(("owner__gt", 0)),
                        name="bank_entry_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "flag",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("member", models.BigIntegerField()),
                ("by", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("amount_twei", models.BigIntegerField()),
                ("buckets", models.TextField()),
                ("state", models.CharField(max_length=8)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("at_ms"),
                        condition=models.Q(("state", "live")),
                        name="bank_hold_live",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "member",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("joined_ms", models.BigIntegerField()),
                ("level_fixed", models.BigIntegerField()),
                ("trusted_fixed", models.BooleanField()),
                ("trust", models.BigIntegerField()),
                ("xp_reading", models.BigIntegerField()),
                ("xp_trust", models.BigIntegerField()),
                ("roles", models.TextField()),
                ("banned", models.BooleanField()),
                ("has_left", models.BooleanField()),
                ("counted_day", models.BigIntegerField()),
                ("opens", models.BigIntegerField()),
                ("pluses", models.BigIntegerField()),
                ("publishes", models.BigIntegerField()),
                ("comments", models.BigIntegerField()),
                ("likes", models.BigIntegerField()),
                ("dislikes", models.BigIntegerField()),
                ("xp_reading_today", models.BigIntegerField()),
                ("xp_trust_today", models.BigIntegerField()),
                ("flags", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("member"),
                        condition=models.Q(("flags__gt", 0)),
                        name="bank_member_held",
                    ),
                    models.Index(
                        models.F("member"),
                        condition=models.Q(
                            ("xp_trust__gt", 0), ("level_fixed__gt", 0), _connector="OR"
                        ),
                        name="bank_member_jurors",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pnl",
            fields=[
                ("earned_for_pluses", models.BigIntegerField()),
                ("comment_rewards", models.BigIntegerField()),
                ("likes_own", models.BigIntegerField()),
                ("likes_commenter", models.BigIntegerField()),
                ("likes_author", models.BigIntegerField()),
                ("dislikes_author", models.BigIntegerField()),
                ("spent_for_minuses", models.BigIntegerField()),
                ("comment_tributes", models.BigIntegerField()),
                ("dislikes_own", models.BigIntegerField()),
                ("dislikes_commenter", models.BigIntegerField()),
                ("post_publish_tribute", models.BigIntegerField()),
                ("pnl_reports", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article",
                        "member",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("article", models.BigIntegerField()),
                ("member", models.BigIntegerField()),
                ("day", models.BigIntegerField()),
                ("before", models.BigIntegerField()),
                ("reported", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("article"),
                        models.F("day"),
                        models.F("before"),
                        name="bank_pnl_changed",
                    ),
                    models.Index(
                        models.F("member"),
                        models.F("article"),
                        condition=models.Q(("member__gt", 0)),
                        name="bank_pnl_of",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "seq",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("act", models.CharField(max_length=24)),
                ("member", models.BigIntegerField()),
                ("article", models.BigIntegerField()),
                ("request_key", models.CharField(max_length=80)),
                ("body", models.TextField()),
                ("inputs", models.TextField()),
                ("answer", models.TextField()),
                ("tariff_hash", models.CharField(max_length=64)),
                ("at_ms", models.BigIntegerField()),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("article"),
                        models.F("seq"),
                        condition=models.Q(("act__in", ("ask_review", "draw_jury"))),
                        name="bank_posting_seeds",
                    ),
                    models.Index(
                        models.F("article"),
                        models.F("member"),
                        condition=models.Q(("act__in", ("open", "plus", "minus", "done"))),
                        name="bank_posting_readings",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("member"), models.F("request_key"), name="bank_posting_once_a_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "member",
                        "power",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("member", models.BigIntegerField()),
                ("power", models.CharField(max_length=8)),
                ("by", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("at_ms", models.BigIntegerField()),
                ("done", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("at_ms"),
                        condition=models.Q(("done", False)),
                        name="bank_proposal_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Repeat",
            fields=[
                (
                    "article",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("of", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("cleared_by", models.BigIntegerField()),
                ("cleared_ms", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("digest", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("at_ms"),
                        condition=models.Q(("state", "waiting")),
                        name="bank_repeat_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("earned_for_pluses", models.BigIntegerField()),
                ("comment_rewards", models.BigIntegerField()),
                ("likes_own", models.BigIntegerField()),
                ("likes_commenter", models.BigIntegerField()),
                ("likes_author", models.BigIntegerField()),
                ("dislikes_author", models.BigIntegerField()),
                ("spent_for_minuses", models.BigIntegerField()),
                ("comment_tributes", models.BigIntegerField()),
                ("dislikes_own", models.BigIntegerField()),
                ("dislikes_commenter", models.BigIntegerField()),
                ("post_publish_tribute", models.BigIntegerField()),
                ("pnl_reports", models.BigIntegerField()),
                ("report", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("member", models.BigIntegerField()),
                ("article", models.BigIntegerField()),
                ("scope", models.CharField(max_length=8)),
                ("at_ms", models.BigIntegerField()),
                ("closed", models.CharField(max_length=10)),
            ],
            options={
                "indexes": [
                    models.Index(models.F("member"), models.F("article"), name="bank_report_of")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "article",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("author", models.BigIntegerField(db_index=True)),
                ("digest", models.TextField()),
                ("time_to_read_s", models.BigIntegerField()),
                ("words", models.BigIntegerField()),
                ("sections", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
                ("due_ms", models.BigIntegerField()),
                ("asks", models.BigIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("drawn", models.TextField()),
                ("decided_by", models.BigIntegerField()),
                ("decided_ms", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("vain", models.BigIntegerField()),
                ("draws", models.BigIntegerField()),
                ("handed", models.CharField(max_length=8)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("at_ms"),
                        condition=models.Q(("state", "open")),
                        name="bank_review_open",
                    ),
                    models.Index(
                        models.F("due_ms"),
                        condition=models.Q(("handed", ""), ("state", "open")),
                        name="bank_review_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article",
                        "member",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("article", models.BigIntegerField()),
                ("member", models.BigIntegerField()),
                ("asks", models.BigIntegerField()),
                ("at_ms", models.BigIntegerField()),
                ("verdict", models.CharField(max_length=8)),
                ("reason", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("member"),
                        condition=models.Q(("verdict", "")),
                        name="bank_seat_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "member",
                    tweipress.bank.storage.models.numbers.NumberKey(
                        primary_key=True, serialize=False
                    ),
                ),
                ("session", models.CharField(max_length=80)),
                ("article", models.BigIntegerField()),
                ("lane", models.CharField(max_length=8)),
                ("quote_twei", models.BigIntegerField()),
                ("opened_ms", models.BigIntegerField()),
                ("live", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("opened_ms"),
                        condition=models.Q(("live", True)),
                        name="bank_session_live",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "member",
                        "comment",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("member", models.BigIntegerField()),
                ("comment", models.BigIntegerField(db_index=True)),
                ("writer", models.BigIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("at_ms", models.BigIntegerField()),
                ("reason", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("writer"),
                        models.F("member"),
                        models.F("at_ms"),
                        name="bank_vote_pair",
                    )
                ],
            },
        ),
        migrations.RunPython(allow_additions_only, migrations.RunPython.noop),
        migrations.RunPython(leave_room, migrations.RunPython.noop),
    ]
