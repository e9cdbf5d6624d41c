"""A draft that was thrown away and a view that was removed can be brought back for a while."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("incidents", "0029_drafts_of_complaints")]

    operations = [
        migrations.AddField(model_name="draft", name="thrown", field=models.JSONField(null=True)),
        migrations.AddField(model_name="draft", name="thrown_at", field=models.DateTimeField(null=True)),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=Q(thrown__isnull=True, thrown_at__isnull=True)
                | Q(thrown__isnull=False, thrown_at__isnull=False),
                name="draft_thrown_at_a_moment",
            ),
        ),
        migrations.AddField(model_name="savedview", name="removed_at", field=models.DateTimeField(null=True)),
        migrations.RemoveConstraint(model_name="savedview", name="saved_view_one_of_a_name"),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("by", "name"), condition=Q(removed_at=None), name="saved_view_one_of_a_name"
            ),
        ),
    ]
