"""What became of what a carrier took."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outgoing_messages", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="asked_at",
            field=models.DateTimeField(help_text="When we last asked the carrier after it.", null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="delivery",
            field=models.CharField(
                blank=True,
                choices=[
                    ("on its way", "On its way"),
                    ("delivered", "Delivered"),
                    ("not known", "Sent, and the network says no more"),
                    ("full", "Not delivered: the phone was off or the inbox full for 3 days"),
                    ("fault", "Not delivered: a fault of the carrier"),
                    ("wrong", "Not delivered: there is no such address"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="delivery_at",
            field=models.DateTimeField(help_text="When we learnt of it.", null=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="receipt",
            field=models.CharField(
                blank=True, db_index=True, help_text="What the carrier calls it.", max_length=80
            ),
        ),
    ]
