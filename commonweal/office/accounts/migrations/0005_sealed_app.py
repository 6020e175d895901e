from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_step")]

    operations = [
        migrations.AddField(
            model_name="authenticator",
            name="sealed",
            field=models.CharField(blank=True, default="", max_length=300),
        )
    ]
