"""The second version of the service terms: the same agreement, the Lithuanian of its fourth part made plain."""

import datetime
import uuid

from django.db import migrations

WAS = "Pasakius norą, ji veikia tol, kol atsakome."
NOW = "Pasakius, kad norite pratęsti darbą, ji veikia, kol atsakome."


def publish(apps, schema_editor):
    terms = apps.get_model("trials", "Terms").objects
    last = terms.order_by("-version").first()
    if last is None or WAS not in last.text_lt:
        return
    terms.create(
        id=uuid.uuid4(),
        version=last.version + 1,
        text_lt=last.text_lt.replace(WAS, NOW),
        text_en=last.text_en,
        published_at=datetime.datetime(2026, 11, 29, 7, 0, tzinfo=datetime.timezone.utc),
    )


class Migration(migrations.Migration):
    dependencies = [("trials", "0002_mini_and_first_terms")]
    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
