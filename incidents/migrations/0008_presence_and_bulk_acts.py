import django.db.models.deletion
from django.db import migrations, models

import helpdesk.lib.ids

KEY = {"default": helpdesk.lib.ids.uuid7, "editable": False, "primary_key": True, "serialize": False}


class Migration(migrations.Migration):
    dependencies = [("incidents", "0007_goals_moved_by_decision")]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.UUIDField(**KEY)),
                ("seen_at", models.DateTimeField()),
                ("writing", models.BooleanField(default=False)),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="present",
                        to="incidents.incident",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="incidents.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("incident", "person"), name="presence_once")
                ],
            },
        ),
        # Heartbeats are worth nothing after a crash, and must not wait for the disk before it.
        migrations.RunSQL(
            "ALTER TABLE incidents_presence SET UNLOGGED", "ALTER TABLE incidents_presence SET LOGGED"
        ),
        migrations.CreateModel(
            name="Bulk",
            fields=[
                ("id", models.UUIDField(**KEY)),
                ("verb", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("rows", models.JSONField(default=list)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="incidents.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verb__in", ["assign", "release"])), name="bulk_verb_is_known"
                    )
                ],
            },
        ),
    ]
