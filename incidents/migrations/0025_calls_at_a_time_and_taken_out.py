from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0024_complaints_with_files_and_found"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="callback",
            name="callback_has_a_number",
        ),
        migrations.AddField(
            model_name="callback",
            name="redactions",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="callback",
            name="warned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="call_soon",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("started", "Started"),
                    ("replied", "Replied"),
                    ("waited", "Waited"),
                    ("workaround_given", "Workaround Given"),
                    ("resolved", "Resolved"),
                    ("closed", "Closed"),
                    ("reclassified", "Reclassified"),
                    ("rescheduled", "Rescheduled"),
                    ("cancelled", "Cancelled"),
                    ("merged", "Merged"),
                    ("reopened", "Reopened"),
                    ("silence", "Silence"),
                    ("watched", "Watched"),
                    ("disinfected", "Disinfected"),
                    ("call_planned", "Call Planned"),
                    ("call_missed", "Call Missed"),
                    ("breached", "Breached"),
                    ("aim", "Aim"),
                    ("unreachable", "Unreachable"),
                    ("justified", "Justified"),
                    ("call_overdue", "Call Overdue"),
                    ("alarm", "Alarm"),
                    ("goal", "Goal"),
                    ("assigned", "Assigned"),
                    ("word", "Word"),
                    ("mentioned", "Mentioned"),
                    ("parts_solved", "Parts Solved"),
                    ("call_near", "Call Near"),
                    ("call_due", "Call Due"),
                    ("call_late", "Call Late"),
                    ("complaint", "Complaint"),
                    ("complaint_work", "Complaint Work"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(fields=["-asked_at", "-id"], name="callback_by_time"),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phone", ""), _negated=True),
                    models.Q(("redactions", []), _negated=True),
                    _connector="OR",
                ),
                name="callback_has_a_number_unless_taken_out",
            ),
        ),
    ]
