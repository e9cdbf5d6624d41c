"""Files with complaints, and their words beside those of requests for search."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import incidents.search.columns

# As of the words of requests: an act writes into the index itself, so that no search waits for it.
FORWARDS = """
CREATE INDEX complaintdocument_said ON incidents_complaintdocument USING gin (said) WITH (fastupdate = off);
CREATE INDEX complaintdocument_noted ON incidents_complaintdocument USING gin (noted) WITH (fastupdate = off);
"""
BACKWARDS = """
DROP INDEX complaintdocument_said;
DROP INDEX complaintdocument_noted;
"""


def gather(apps: Any, schema_editor: Any) -> None:
    """Gathers the words of every complaint that is there."""
    # A help desk that is being made has none, and its tables are not yet what the code knows.
    if apps.get_model("incidents", "Complaint").objects.exists():
        from incidents.search.complaints import build

        build()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0023_told_in_person")]

    operations = [
        migrations.CreateModel(
            name="ComplaintDocument",
            fields=[
                ("number", models.PositiveIntegerField(unique=True)),
                ("title", incidents.search.columns.Words()),
                ("said", incidents.search.columns.Words()),
                ("noted", incidents.search.columns.Words()),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="incidents.complaint",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RemoveConstraint(
            model_name="attachment", name="attachment_only_what_was_sent_is_redacted"
        ),
        migrations.RemoveIndex(model_name="attachment", name="attachment_unused"),
        migrations.AddField(
            model_name="attachment",
            name="complaint",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="incidents.complaint",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="words",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="incidents.complaintwords",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("complaint__isnull", False)),
                fields=["complaint", "id"],
                name="attachment_of_a_complaint",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("words__isnull", False)), fields=["words"], name="attachment_of_words"
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("comment__isnull", True), ("words__isnull", True)),
                fields=["by", "at"],
                name="attachment_unused",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__isnull", True), ("complaint__isnull", False), _connector="OR"),
                name="attachment_of_words_is_of_their_complaint",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("incident__isnull", True), ("complaint__isnull", True), _connector="OR"),
                name="attachment_is_of_a_request_or_a_complaint",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("redacted_at__isnull", True),
                    models.Q(("comment__isnull", True), ("words__isnull", True), _negated=True),
                    _connector="OR",
                ),
                name="attachment_only_what_was_sent_is_redacted",
            ),
        ),
        migrations.AlterField(
            model_name="complaintevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("complained", "complained"),
                    ("owned", "taken care of"),
                    ("answered", "answered"),
                    ("agreed", "agreed"),
                    ("disputed", "not agreed with"),
                    ("withdrawn", "withdrawn"),
                    ("added", "added to"),
                    ("noted", "noted"),
                    ("redacted", "something was taken out"),
                    ("disinfected", "a file with a virus was removed"),
                    ("warned", "time is running out"),
                    ("overdue", "not answered in time"),
                    ("alarmed", "nobody takes care of it"),
                    ("reminded", "asked again"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
    ]
