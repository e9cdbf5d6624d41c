import django.db.models.deletion
from django.db import migrations, models

import helpdesk.lib.ids


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0008_presence_and_bulk_acts"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="wishes",
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=helpdesk.lib.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("started", "Started"),
                            ("replied", "Replied"),
                            ("waited", "Waited"),
                            ("workaround_given", "Workaround Given"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                            ("reclassified", "Reclassified"),
                            ("cancelled", "Cancelled"),
                            ("reopened", "Reopened"),
                            ("silence", "Silence"),
                            ("watched", "Watched"),
                            ("breached", "Breached"),
                            ("unreachable", "Unreachable"),
                            ("justified", "Justified"),
                            ("alarm", "Alarm"),
                            ("goal", "Goal"),
                            ("assigned", "Assigned"),
                            ("word", "Word"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.event",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="incidents.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-at", "-id"], name="notice_of_a_person"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["person", "incident"],
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "person", "kind"), name="notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_at__isnull", True), ("read_at__gte", models.F("at")), _connector="OR"
                        ),
                        name="notice_read_after_it_came",
                    ),
                ],
            },
        ),
    ]
