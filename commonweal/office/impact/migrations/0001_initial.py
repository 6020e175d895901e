import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.SlugField(max_length=80)),
                ("service_name", models.CharField(max_length=200)),
                ("today", models.CharField(max_length=200)),
                ("options", models.JSONField(default=list)),
                ("population", models.CharField(max_length=300)),
                ("why", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Being made"), ("done", "Ready"), ("failed", "Not made")],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=80)),
                ("fraction", models.FloatField(default=0)),
                ("problem", models.TextField(blank=True)),
                ("summary", models.JSONField(default=list)),
                ("files_ready", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impact_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
