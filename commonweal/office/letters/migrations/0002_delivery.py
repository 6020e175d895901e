"""What became of what a carrier took."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="asked_at",
            field=models.DateTimeField(help_text="When we last asked the carrier after it.", null=True),
        ),
        migrations.AddField(
            model_name="letter",
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
            model_name="letter",
            name="post_anyway",
            field=models.BooleanField(
                default=False,
                help_text="To be posted whatever they chose: a message about it did not arrive.",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="posted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="posting",
            field=models.CharField(
                blank=True,
                choices=[
                    ("waiting", "Waiting to be given to the carrier"),
                    ("trying", "Being given to the carrier"),
                    ("posted", "Given to the carrier"),
                    ("refused", "The carrier did not take it: post it from the outbox"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="receipt",
            field=models.CharField(
                blank=True, db_index=True, help_text="What the carrier calls it.", max_length=80
            ),
        ),
    ]
