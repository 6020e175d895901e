from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("impact", "0002_duties")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="real",
            field=models.BooleanField(default=False),
        ),
    ]
