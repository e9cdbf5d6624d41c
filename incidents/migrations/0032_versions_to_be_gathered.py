"""What stood in search before versions were among its words is to be gathered anew; see incidents/search/anew.py."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0031_shared_views_keep_their_side")]

    operations = [
        # A column made anew says yes by its own default, which costs the same however much there is.
        migrations.RemoveIndex(model_name="searchdocument", name="searchdocument_stale"),
        migrations.RemoveField(model_name="searchdocument", name="stale"),
        migrations.AddField(
            model_name="searchdocument",
            name="stale",
            field=models.BooleanField(db_default=True, default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="searchdocument",
            name="stale",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["-number"], condition=models.Q(stale=True), name="searchdocument_stale"),
        ),
    ]
