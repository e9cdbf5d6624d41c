from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("incidents", "0025_calls_at_a_time_and_taken_out")]

    operations = [
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                Coalesce("closed_at", "cancelled_at").desc(),
                models.F("number").desc(),
                include=["id"],
                condition=models.Q(("status__in", ["cancelled", "closed"])),
                name="incident_over",
            ),
        ),
    ]
