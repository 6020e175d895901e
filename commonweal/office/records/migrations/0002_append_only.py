from django.db import migrations

from commonweal.office.records.protection import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda _, editor: protect(editor.connection), lambda _, editor: unprotect(editor.connection)
        )
    ]
