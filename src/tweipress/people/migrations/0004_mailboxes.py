from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tweipress.people.models import mailbox_of


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give each mailbox to whoever joined with it first; later ones keep their account without."""
    members = apps.get_model("people", "Member").objects.using(editor.connection.alias)
    taken: set[str] = set()
    for member in members.order_by("pk").only("pk", "email").iterator():
        mailbox = mailbox_of(member.email)
        if mailbox not in taken:
            taken.add(mailbox)
            members.filter(pk=member.pk).update(mailbox=mailbox)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_invitations")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="mailbox",
            field=models.CharField(
                blank=True,
                editable=False,
                error_messages={"unique": "Somebody has joined with this mailbox already."},
                max_length=254,
                null=True,
                unique=True,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
