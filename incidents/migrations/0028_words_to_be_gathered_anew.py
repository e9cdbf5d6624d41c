"""What stood in search before who spoke was among its words is to be gathered anew; see incidents/search/anew.py."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0027_indexes_of_what_is_over")]

    operations = [
        # What is there says yes by the column's own default, which costs the same however much there is.
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
