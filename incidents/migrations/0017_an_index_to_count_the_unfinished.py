from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0016_what_is_said_to_many_and_saved_views")]

    operations = [
        migrations.RemoveIndex(model_name="incident", name="incident_of_an_agent"),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("status__in", ["in_progress", "new", "reopened", "resolved", "waiting"])),
                fields=["agent"],
                include=(
                    *("status", "impact", "product_name", "rank"),
                    *("next_due_at", "next_due_kind", "broken_at"),
                ),
                name="incident_unfinished",
            ),
        ),
    ]
