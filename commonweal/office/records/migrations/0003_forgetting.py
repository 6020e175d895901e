from django.db import migrations, models

from commonweal.office.records.protection import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [("records", "0002_append_only")]
    operations = [
        migrations.RunPython(
            lambda _, editor: unprotect(editor.connection), lambda _, editor: protect(editor.connection)
        ),
        migrations.AddField("case", "forgotten_at", models.DateTimeField(null=True)),
        migrations.RunPython(
            lambda _, editor: protect(editor.connection), lambda _, editor: unprotect(editor.connection)
        ),
    ]
