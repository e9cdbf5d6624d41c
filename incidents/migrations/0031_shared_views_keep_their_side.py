"""A view that is shared keeps the side that it was shared from."""

from django.db import migrations, models

# Where somebody has changed sides before this, nobody knows from which they shared: they are taken as they are.
SIDES = """
UPDATE incidents_savedview SET side = person.side FROM incidents_person AS person
WHERE person.id = incidents_savedview.by_id"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0030_discarded_drafts_and_views_can_come_back")]

    operations = [
        migrations.AddField(
            model_name="savedview",
            name="side",
            field=models.CharField(db_default="", editable=False, max_length=8),
        ),
        migrations.RunSQL(SIDES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["", "customer", "agent"])), name="saved_view_side_is_known"
            ),
        ),
    ]
