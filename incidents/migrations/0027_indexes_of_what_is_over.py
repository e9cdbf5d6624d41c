from django.db import migrations, models
from django.db.models.functions import Coalesce

NEWEST_FIRST = (Coalesce("closed_at", "cancelled_at").desc(), models.F("number").desc())
OVER = models.Q(("status__in", ["cancelled", "closed"]))


class Migration(migrations.Migration):
    dependencies = [("incidents", "0026_an_index_of_what_is_over")]

    operations = [
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                models.F("agent"), *NEWEST_FIRST, condition=OVER, name="incident_over_of_agent"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                models.F("product_name"), *NEWEST_FIRST, condition=OVER, name="incident_over_of_product"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                *NEWEST_FIRST, condition=models.Q(("status__in", ["cancelled"])), name="incident_over_cancelled"
            ),
        ),
    ]
