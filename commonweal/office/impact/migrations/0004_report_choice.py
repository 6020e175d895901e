from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("impact", "0003_real_households")]
    operations = [
        migrations.AddField(model_name="report", name="choice", field=models.JSONField(default=dict)),
    ]
