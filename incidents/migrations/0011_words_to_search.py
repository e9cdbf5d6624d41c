"""Tables for the words of requests, and for every word of the help desk."""

import django.db.models.deletion
from django.db import migrations, models

import incidents.search.columns

# An act writes its words into the index itself: a list of what is to be written later would slow every search
# until somebody, some day, waits for all of it.
FORWARDS = """
CREATE INDEX searchdocument_title ON incidents_searchdocument USING gin (title) WITH (fastupdate = off);
CREATE INDEX searchdocument_said ON incidents_searchdocument USING gin (said) WITH (fastupdate = off);
CREATE INDEX searchdocument_noted ON incidents_searchdocument USING gin (noted) WITH (fastupdate = off);
CREATE INDEX searchword_threes ON incidents_searchword USING gin (threes) WITH (fastupdate = off);
"""
BACKWARDS = """
DROP INDEX searchdocument_title;
DROP INDEX searchdocument_said;
DROP INDEX searchdocument_noted;
DROP INDEX searchword_threes;
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0010_attachments")]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="incidents.incident",
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("title", incidents.search.columns.Words()),
                ("said", incidents.search.columns.Words()),
                ("noted", incidents.search.columns.Words()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("threes", incidents.search.columns.Threes()),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
