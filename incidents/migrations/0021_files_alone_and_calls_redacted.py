from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0020_complaints"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_says_something_unless_redacted",
        ),
        migrations.RemoveConstraint(
            model_name="heldreply",
            name="held_reply_says_something",
        ),
        migrations.AddField(
            model_name="call",
            name="redactions",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="comment",
            name="files_alone",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="heldreply",
            name="files_alone",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    ("redacted_at__isnull", False),
                    models.Q(("files_alone", True), ("kind__in", ["reply", "customer", "note"])),
                    _connector="OR",
                ),
                name="comment_says_something_unless_redacted",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("files_alone", True), ("verb", "reply")),
                    _connector="OR",
                ),
                name="held_reply_says_something",
            ),
        ),
    ]
