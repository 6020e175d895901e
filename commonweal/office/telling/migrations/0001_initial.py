import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("records", "0003_forgetting"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("post", "By post"), ("email", "By email"), ("text", "By text message")],
                        default="post",
                        max_length=10,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("standard", "Standard print"),
                            ("large", "Large print"),
                            ("audio", "To be listened to, on screen"),
                            ("phone", "Read to me by phone"),
                        ],
                        default="standard",
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254)),
                (
                    "site",
                    models.CharField(
                        blank=True, help_text="Links in messages begin with it.", max_length=200
                    ),
                ),
                (
                    "failed_at",
                    models.DateTimeField(help_text="When the address failed, and post took over.", null=True),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_choice",
                        to="records.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EvidenceReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminder",
                        to="records.evidencerequest",
                    ),
                ),
            ],
        ),
    ]
